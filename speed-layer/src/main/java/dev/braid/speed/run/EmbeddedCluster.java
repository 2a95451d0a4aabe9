package dev.braid.speed.run;

import dev.braid.speed.SpeedErrors;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster within this process, for one job. */
public final class EmbeddedCluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 100;

  private final MiniCluster cluster;

  private final Thread stopHook = new Thread(this::close, "speed-stop");
  private volatile boolean stopping;

  private EmbeddedCluster(MiniCluster cluster) {
    this.cluster = cluster;
  }

  public static EmbeddedCluster start(Configuration config, int slots) {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
      EmbeddedCluster started = new EmbeddedCluster(cluster);
      Runtime.getRuntime().addShutdownHook(started.stopHook);
      return started;
    } catch (Exception e) {
      throw SpeedErrors.jobEnded("cannot start", e);
    }
  }

  /** Tells of a job that runs, or why its state could not be restored. */
  public enum Started {
    RUNNING,
    NOT_RESTORED
  }

  /**
   * Submits a job and waits until every task has its state back and runs. Failures that have to do
   * with anything but restored state are left to the job's restarts.
   */
  public Started submit(JobGraph job) throws InterruptedException {
    try {
      cluster.submitJob(job).get();
      while (true) {
        AccessExecutionGraph graph = cluster.getExecutionGraph(job.getJobID()).get();
        if (allRun(graph)) {
          return Started.RUNNING;
        }
        if (couldNotRestore(graph)) {
          return Started.NOT_RESTORED;
        }
        if (graph.getState().isGloballyTerminalState()) {
          throw SpeedErrors.jobEnded("ended as it started", causeOf(graph));
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (ExecutionException e) {
      throw SpeedErrors.jobEnded("was not accepted", e.getCause());
    }
  }

  private static boolean allRun(AccessExecutionGraph graph) {
    if (graph.getState() != JobStatus.RUNNING) {
      return false;
    }
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  private static boolean couldNotRestore(AccessExecutionGraph graph) {
    ErrorInfo failure = graph.getFailureInfo();
    return failure != null && failure.getExceptionAsString().contains("StreamOperatorStateContext");
  }

  private static Throwable causeOf(AccessExecutionGraph graph) {
    ErrorInfo failure = graph.getFailureInfo();
    return failure == null ? null : failure.getException();
  }

  /** How a job that ran came to its end. */
  public enum Ended {
    STOPPED,
    LOG_EATEN
  }

  /**
   * Waits until the process is told to stop, or until the job asks for offsets that retention has
   * removed, which no restart mends.
   */
  public Ended awaitEnd(JobID job) throws InterruptedException {
    CompletableFuture<JobResult> end = cluster.requestJobResult(job);
    while (true) {
      try {
        JobResult result = end.get(1, TimeUnit.SECONDS);
        throw SpeedErrors.jobEnded(
            "ended: " + result.getApplicationStatus().name().toLowerCase(Locale.ROOT),
            result.getSerializedThrowable().orElse(null));
      } catch (TimeoutException e) {
        if (asksForLostOffsets(job)) {
          return Ended.LOG_EATEN;
        }
      } catch (ExecutionException e) {
        if (stopping) {
          return Ended.STOPPED;
        }
        throw SpeedErrors.jobEnded("ended", e.getCause());
      }
    }
  }

  private boolean asksForLostOffsets(JobID job) throws InterruptedException {
    try {
      ErrorInfo failure = cluster.getExecutionGraph(job).get().getFailureInfo();
      return failure != null
          && failure.getExceptionAsString().contains("OffsetOutOfRangeException");
    } catch (ExecutionException e) {
      return false;
    }
  }

  public MiniCluster miniCluster() {
    return cluster;
  }

  /** Stops job and cluster; the job's last checkpoint stays. */
  @Override
  public void close() {
    stopping = true;
    try {
      cluster.closeAsync().get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the Flink cluster does not stop in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread() != stopHook) {
      forgetHook();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(stopHook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is stopping already", e);
    }
  }
}
