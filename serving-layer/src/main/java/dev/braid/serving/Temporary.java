package dev.braid.serving;

import dev.braid.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The serving layer's own temporary files. */
final class Temporary {
  private Temporary() {}

  /** The folder for them, without what an earlier process left behind. */
  static Path empty(Path state) throws IOException {
    Path folder = state.toAbsolutePath().normalize().resolve("temporary");
    FileTree.delete(folder);
    return Files.createDirectories(folder);
  }
}
