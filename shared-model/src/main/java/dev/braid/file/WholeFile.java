package dev.braid.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that whoever reads it sees as it was or as it is, never half written. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Puts the content in the file's place in one step. Two writers at once need a lock of their own:
   * what is not in place yet lies beside it in {@code <name>.next}.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, content);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
