package dev.braid.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  @TempDir Path folder;

  @Test
  void aFileIsReplacedAndNothingIsLeftBeside() throws IOException {
    Path file = folder.resolve("record.json");
    WholeFile.replace(file, new byte[] {1});
    WholeFile.replace(file, new byte[] {2, 3});
    assertThat(file).hasBinaryContent(new byte[] {2, 3});
    assertThat(folder).isDirectoryContaining(found -> found.equals(file));
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void aTreeIsDeletedAndWhatItLinksToIsNot() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "kept");
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("a/b"));
    Files.writeString(tree.resolve("a/b/c"), "c");
    Files.createSymbolicLink(tree.resolve("a/link"), kept);
    FileTree.delete(tree);
    FileTree.delete(tree);
    assertThat(tree).doesNotExist();
    assertThat(kept).hasContent("kept");
  }
}
