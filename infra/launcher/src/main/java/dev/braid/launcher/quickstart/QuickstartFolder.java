package dev.braid.launcher.quickstart;

import dev.braid.file.FileTree;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.Ports;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.process.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The quick start's own project folder: made anew from the distribution at each start. */
final class QuickstartFolder {
  private static final List<String> PROJECT = List.of("braid.yml", "sources", "views");

  private QuickstartFolder() {}

  /**
   * Wipes the folder and writes the project into it, on ports that are free.
   *
   * @param say told if other ports than the usual ones are taken
   */
  static ProjectFolder prepare(Path template, Path folder, Consumer<String> say)
      throws IOException {
    ProjectFolder project = new ProjectFolder(folder.toAbsolutePath().normalize());
    RunFiles files = new RunFiles(project);
    if (files.launcher().isPresent()) {
      throw LauncherErrors.alreadyRuns(project.run(), files.launcher());
    }
    if (Files.exists(folder) && !isOurs(folder)) {
      throw LauncherErrors.folderInUse(folder, "something else than a quick start");
    }
    FileTree.delete(folder);
    for (String part : PROJECT) {
      copy(template.resolve(part), folder.resolve(part));
    }
    Path settings = folder.resolve("braid.yml");
    String text = Files.readString(settings);
    text = movePort(text, "kafka.embedded.port", 9092, say);
    text = movePort(text, "serving.port", 8080, say);
    Files.writeString(settings, text);
    return project;
  }

  /** Only what an earlier quick start made is wiped. */
  private static boolean isOurs(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty()
          || Files.isRegularFile(folder.resolve("sources/flights.yml"));
    }
  }

  private static String movePort(String yaml, String key, int usual, Consumer<String> say)
      throws IOException {
    int port = Ports.freeNear(usual);
    if (port == usual) {
      return yaml;
    }
    say.accept("port " + usual + " is taken: " + key + " is " + port + " for this run");
    String moved = yaml.replace("port: " + usual, "port: " + port);
    if (moved.equals(yaml)) {
      throw new IllegalStateException("no port " + usual + " in the quick start's braid.yml");
    }
    return moved;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path source : tree.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(source, target);
        }
      }
    }
  }
}
