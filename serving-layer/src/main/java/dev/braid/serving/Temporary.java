package dev.braid.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The serving layer's own temporary files. */
final class Temporary {
  private Temporary() {}

  /** The folder for them, without what an earlier process left behind. */
  static Path empty(Path state) throws IOException {
    Path folder = state.toAbsolutePath().normalize().resolve("temporary");
    if (Files.exists(folder)) {
      try (Stream<Path> left = Files.walk(folder)) {
        for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
