package dev.braid.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A project run by the laid-out distribution, as a user runs it: {@code braid up} in a process of
 * its own.
 */
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

  /**
   * Runs a command of the launcher to its end; its output is in {@code <name>.log} of the project.
   */
  Outcome run(String name, String... arguments) throws IOException, InterruptedException {
    Path log = folder.resolve(name + ".log");
    return finish(name, launch(folder, log, arguments), log);
  }

  /** Runs a command that belongs to no project yet. */
  static Outcome command(Path folder, String name, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve(name + ".log");
    return finish(name, launch(log, List.of(arguments)), log);
  }

  private static Outcome finish(String name, Process process, Path log)
      throws IOException, InterruptedException {
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(name + " did not end: " + Files.readString(log));
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }

  record Outcome(int status, String output) {
    void requireSuccess() {
      if (status != 0) {
        throw new AssertionError("status " + status + ": " + output);
      }
    }
  }

  /**
   * Kills a process of the project, as {@code kill -9} does, and waits until another has taken its
   * place.
   */
  void kill(String name) throws IOException {
    Path pidFile = folder.resolve(".braid/run/" + name + ".pid");
    String pid = Files.readString(pidFile).strip();
    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(pidFile) && !Files.readString(pidFile).strip().equals(pid));
  }

  boolean isUp() {
    return up.isAlive();
  }

  /** All that the processes of this project have logged, for a failed test's report. */
  String logs() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path logs : List.of(folder, folder.resolve(".braid/logs"))) {
      try (Stream<Path> files = Files.list(logs)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
          List<String> lines = Files.readAllLines(file);
          text.append("== ").append(file.getFileName()).append('\n');
          lines
              .subList(Math.max(0, lines.size() - 60), lines.size())
              .forEach(line -> text.append(line).append('\n'));
        }
      }
    }
    return text.toString();
  }

  private static Process launch(Path folder, Path log, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--project", folder.toString()));
    return launch(log, all);
  }

  private static Process launch(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dbraid.home=" + DISTRIBUTION);
    command.add("-cp");
    command.add(DISTRIBUTION.resolve("lib/launcher") + "/*");
    command.add("dev.braid.launcher.Braid");
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // Runs this short end before the optimising compiler pays.
    builder.environment().putIfAbsent("BRAID_BATCH_OPTS", "-XX:TieredStopAtLevel=1");
    return builder.start();
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
