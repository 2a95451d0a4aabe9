package dev.braid.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A project run by the laid-out distribution, as a user runs it: {@code braid up} in a process of its own. */
final class RunningProject implements AutoCloseable {
  private static final Path DISTRIBUTION = Path.of(System.getProperty("braid.home"));

  private final Path folder;
  private final Process up;

  private RunningProject(Path folder, Process up) {
    this.folder = folder;
    this.up = up;
  }

  static RunningProject up(Path folder) throws IOException {
    return new RunningProject(folder, launch(folder, folder.resolve("up.log"), "up"));
  }

  /** Runs a command of the launcher to its end; its output is in {@code <name>.log} of the project. */
  Outcome run(String name, String... arguments) throws IOException, InterruptedException {
    Path log = folder.resolve(name + ".log");
    Process process = launch(folder, log, arguments);
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(name + " did not end: " + Files.readString(log));
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }

  record Outcome(int status, String output) {}

  boolean isUp() {
    return up.isAlive();
  }

  /** All that the processes of this project have logged, for a failed test's report. */
  String logs() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        List<String> lines = Files.readAllLines(file);
        text.append("== ").append(file.getFileName()).append('\n');
        lines.subList(Math.max(0, lines.size() - 60), lines.size())
            .forEach(line -> text.append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private static Process launch(Path folder, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dbraid.home=" + DISTRIBUTION);
    command.add("-cp");
    command.add(DISTRIBUTION.resolve("lib/launcher") + "/*");
    command.add("dev.braid.launcher.Braid");
    command.addAll(List.of(arguments));
    command.add("--project");
    command.add(folder.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Ends it as Ctrl-C would. */
  @Override
  public void close() throws InterruptedException {
    up.destroy();
    if (!up.waitFor(60, TimeUnit.SECONDS)) {
      up.destroyForcibly();
    }
  }
}
