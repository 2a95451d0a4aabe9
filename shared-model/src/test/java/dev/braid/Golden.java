package dev.braid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that hold what a test expects. {@code mvn test -Dbraid.golden=write} writes them anew: read
 * the difference before you commit it.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources");

  private Golden() {}

  /** Checks that {@code actual} is what the file holds. */
  public static void check(String file, String actual) {
    Path path = FOLDER.resolve(file);
    try {
      if ("write".equals(System.getProperty("braid.golden"))) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual);
      }
      assertThat(path).as("no golden file: run with -Dbraid.golden=write").exists();
      assertThat(actual).as(file).isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a golden file holds. */
  public static String read(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
