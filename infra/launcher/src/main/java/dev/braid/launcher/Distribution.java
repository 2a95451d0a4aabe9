package dev.braid.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that the build lays out: a folder of jars a layer, and the quick start's project. */
public record Distribution(Path home) {
  /** System property that the {@code braid} script sets. */
  public static final String HOME = "braid.home";

  public static Distribution installed() {
    String home = System.getProperty(HOME);
    if (home == null || !Files.isDirectory(Path.of(home).resolve("lib"))) {
      throw LauncherErrors.noDistribution(home);
    }
    return new Distribution(Path.of(home).toAbsolutePath().normalize());
  }

  /** Braid's own jars first, then by name: the same order on every machine. */
  public List<Path> classPath(String layer) {
    Path folder = home.resolve("lib").resolve(layer);
    try (Stream<Path> jars = Files.list(folder)) {
      List<Path> sorted =
          jars.filter(jar -> jar.toString().endsWith(".jar"))
              .sorted(
                  Comparator.comparing((Path jar) -> !jar.toString().contains("-layer-"))
                      .thenComparing(Path::getFileName))
              .toList();
      if (sorted.isEmpty()) {
        throw LauncherErrors.noJars(folder);
      }
      return sorted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path guard() {
    return home.resolve("lib").resolve("guard.jar");
  }

  public Path quickstart() {
    return home.resolve("quickstart");
  }
}
