package dev.braid.launcher.quickstart;

import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.process.Deployment;
import dev.braid.launcher.process.LogTail;
import dev.braid.launcher.process.ProcessGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The quick start's batch runs, one at a time. */
final class BatchRuns implements AutoCloseable {
  private static final int TAIL = 8;
  private static final Duration HAND_OFF_TIME = Duration.ofSeconds(5);

  /** A run this short ends before the optimising compiler pays: half the processor time. */
  private static final List<String> SHORT_RUN = List.of("-XX:TieredStopAtLevel=1");

  private final Deployment deployment;
  private final ProjectFolder folder;
  private Process running;
  private long startedAt;
  private long endedAt;
  private int started;
  private int succeeded;
  private boolean closed;

  BatchRuns(Deployment deployment, ProjectFolder folder) {
    this.deployment = deployment;
    this.folder = folder;
  }

  /** Starts the next run, if none runs and the last one's hand-off has had its time. */
  synchronized boolean start() throws IOException {
    boolean soon = succeeded > 0 && System.nanoTime() - endedAt < HAND_OFF_TIME.toNanos();
    if (running != null || soon || closed) {
      return false;
    }
    running = deployment.startBatch(SHORT_RUN);
    startedAt = System.nanoTime();
    started++;
    return true;
  }

  /** Notices that a run has ended; fails if it failed. Returns whether one has. */
  synchronized boolean finish() {
    if (running == null || running.isAlive()) {
      return false;
    }
    int status = running.exitValue();
    running = null;
    if (status != 0) {
      throw LauncherErrors.quickstartBatchFailed(
          status, folder.log("batch"), LogTail.lines(folder.log("batch"), TAIL));
    }
    succeeded++;
    endedAt = System.nanoTime();
    return true;
  }

  synchronized boolean isRunning() {
    return running != null;
  }

  synchronized int started() {
    return started;
  }

  synchronized int succeeded() {
    return succeeded;
  }

  /** Of the run that runs, or ran last. */
  synchronized Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closed = true;
      last = running;
    }
    if (last != null) {
      ProcessGroup.stop(last);
    }
  }
}
