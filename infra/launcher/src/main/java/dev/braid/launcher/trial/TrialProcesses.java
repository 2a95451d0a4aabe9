package dev.braid.launcher.trial;

import dev.braid.file.FileTree;
import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.process.LayerCommand;
import dev.braid.launcher.process.LogTail;
import dev.braid.launcher.process.ProcessGroup;
import dev.braid.trial.TrialAnswer;
import dev.braid.trial.TrialRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One batch and one speed process, side by side, each of which answers one request. */
public final class TrialProcesses implements AutoCloseable {
  private static final int TAIL = 8;

  /** Runs this short end before the optimising compiler pays. */
  private static final List<String> SHORT_RUN = List.of("-XX:TieredStopAtLevel=1");

  private final Distribution distribution;
  private final ProjectFolder folder;
  private final Path scratch;
  private final List<Process> processes = new ArrayList<>();
  private boolean closed;

  public TrialProcesses(Distribution distribution, ProjectFolder folder) throws IOException {
    this.distribution = distribution;
    this.folder = folder;
    Files.createDirectories(folder.run());
    this.scratch = Files.createTempDirectory(folder.run(), "test-");
  }

  /** A layer that works on its request. */
  public final class Running {
    private final String layer;
    private final Process process;

    private Running(String layer, Process process) {
      this.layer = layer;
      this.process = process;
    }

    /** Waits for the answer. */
    public TrialAnswer answer() throws IOException, InterruptedException {
      int status = process.waitFor();
      if (isClosed()) {
        throw LauncherErrors.stopping();
      }
      if (status != 0) {
        throw LauncherErrors.trialFailed(
            layer, status, log(layer), LogTail.lines(log(layer), TAIL));
      }
      return TrialAnswer.read(answerFile(layer));
    }
  }

  public Running batch(TrialRequest request) throws IOException {
    return start(
        LayerCommand.batch(folder, folder.plan(), List.of()),
        "dev.braid.batch.trial.BatchTrial",
        request);
  }

  public Running speed(TrialRequest request) throws IOException {
    return start(
        LayerCommand.speed(folder, folder.plan()), "dev.braid.speed.trial.SpeedTrial", request);
  }

  private synchronized Running start(LayerCommand layer, String mainClass, TrialRequest request)
      throws IOException {
    if (closed) {
      throw LauncherErrors.stopping();
    }
    String name = layer.name();
    Path requestFile = scratch.resolve(name + "-request.json");
    request.write(requestFile);
    Path log = log(name);
    Files.createDirectories(log.getParent());
    List<String> arguments =
        List.of(
            "--request",
            requestFile.toString(),
            "--answer",
            answerFile(name).toString(),
            "--scratch",
            scratch.resolve(name).toString());
    Process process =
        layer
            .with(SHORT_RUN)
            .running(mainClass, arguments)
            .toProcess(distribution, folder, System.getenv())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    processes.add(process);
    return new Running(name, process);
  }

  private Path answerFile(String layer) {
    return scratch.resolve(layer + "-answer.json");
  }

  private Path log(String layer) {
    return folder.log("test-" + layer);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Stops what still runs and removes all but the logs. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    processes.forEach(ProcessGroup::stop);
    FileTree.delete(scratch);
  }
}
