package dev.braid.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code braid init} writes: a shop that compiles and runs as it is. */
public final class ExampleProject {
  private static final List<String> FILES =
      List.of(
          "braid.yml",
          "sources/orders.yml",
          "views/revenue.sql",
          "views/hours.sql",
          "tests/revenue.yml",
          "sample/orders.jsonl",
          "README.md");

  private ExampleProject() {}

  /**
   * Never writes over a file.
   *
   * @return the files written
   */
  public static List<Path> write(Path folder) throws IOException {
    for (String file : FILES) {
      if (Files.exists(folder.resolve(file))) {
        throw LauncherErrors.folderInUse(folder, file);
      }
    }
    List<Path> written = new ArrayList<>();
    for (String file : FILES) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.toAbsolutePath().getParent());
      try (InputStream content = ExampleProject.class.getResourceAsStream("shop/" + file)) {
        Files.copy(content, target);
      }
      written.add(target);
    }
    Path ignored = folder.resolve(".gitignore");
    if (!Files.exists(ignored)) {
      Files.writeString(ignored, ProjectFolder.STATE + "/\n");
      written.add(ignored);
    }
    return written;
  }
}
