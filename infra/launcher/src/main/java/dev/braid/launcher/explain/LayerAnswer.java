package dev.braid.launcher.explain;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.process.LayerCommand;
import dev.braid.launcher.process.LogTail;
import dev.braid.launcher.process.ProcessGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A process of a layer that says something on its standard output and ends. */
public final class LayerAnswer implements AutoCloseable {
  private static final int TAIL = 5;

  private final String layer;
  private final Process process;
  private final Path log;
  private final CompletableFuture<String> output;

  private LayerAnswer(String layer, Process process, Path log) {
    this.layer = layer;
    this.process = process;
    this.log = log;
    this.output = CompletableFuture.supplyAsync(() -> read(process));
  }

  /** Starts it; what it logs is in {@code logs/explain-<layer>.log}. */
  public static LayerAnswer start(
      Distribution distribution, ProjectFolder folder, LayerCommand command) throws IOException {
    Path log = folder.log("explain-" + command.name());
    Files.createDirectories(log.getParent());
    Process process =
        command
            .toProcess(distribution, folder, System.getenv())
            .redirectError(log.toFile())
            .start();
    return new LayerAnswer(command.name(), process, log);
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it says, once it has ended. */
  public List<String> lines() throws InterruptedException {
    int status = process.waitFor();
    if (status != 0) {
      throw LauncherErrors.notExplained(layer, status, log, LogTail.lines(log, TAIL));
    }
    return output.join().lines().toList();
  }

  @Override
  public void close() {
    ProcessGroup.stop(process);
  }
}
