package dev.braid.speed.run;

import dev.braid.error.BraidException;
import dev.braid.speed.SpeedErrors;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
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
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster within this process, for one job. */
public final class EmbeddedCluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final long START_POLL_MILLIS = 100;
  private static final long RUN_POLL_MILLIS = 1_000;

  /** How Flink and Kafka name, in a task's failure, what a restart cannot mend. */
  private static final String NO_STATE = "StreamOperatorStateContext";

  private static final String LOST_OFFSETS = "OffsetOutOfRangeException";

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

  /** What became of a job that was submitted. */
  public enum Outcome {
    /** Every task has its state back and runs. */
    RUNNING,
    /** Its checkpoint cannot be read. */
    NOT_RESTORED,
    /** It needs records that retention has removed, which no restart mends. */
    LOG_EATEN,
    /** The process was told to stop. */
    STOPPED
  }

  /**
   * Submits a job and waits until it runs. Failures that have to do with anything but its restored
   * state are left to the job's own restarts.
   */
  public Outcome submit(JobGraph job) throws InterruptedException {
    return unlessStopped(
        "was not accepted",
        () -> {
          cluster.submitJob(job).get();
          while (true) {
            AccessExecutionGraph graph = cluster.getExecutionGraph(job.getJobID()).get();
            if (allRun(graph)) {
              return Outcome.RUNNING;
            }
            Optional<Outcome> ruled = outcomeOf(graph);
            if (ruled.isPresent()) {
              return ruled.get();
            }
            if (graph.getState().isGloballyTerminalState()) {
              throw SpeedErrors.jobEnded("ended as it started", causeOf(graph));
            }
            TimeUnit.MILLISECONDS.sleep(START_POLL_MILLIS);
          }
        });
  }

  /** Looks now and then whether a running job may go on. */
  @FunctionalInterface
  public interface Check {
    /**
     * @throws BraidException if it may not
     */
    void check() throws InterruptedException;
  }

  /** Waits until a running job comes to an end, which by itself it never does. */
  public Outcome awaitEnd(JobID job, Check mayGoOn) throws InterruptedException {
    return unlessStopped(
        "ended",
        () -> {
          while (true) {
            mayGoOn.check();
            AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
            if (outcomeOf(graph).filter(Outcome.LOG_EATEN::equals).isPresent()) {
              return Outcome.LOG_EATEN;
            }
            if (graph.getState().isGloballyTerminalState()) {
              throw SpeedErrors.jobEnded(
                  "ended: " + graph.getState().name().toLowerCase(Locale.ROOT), causeOf(graph));
            }
            TimeUnit.MILLISECONDS.sleep(RUN_POLL_MILLIS);
          }
        });
  }

  @FunctionalInterface
  private interface Watch {
    Outcome watch() throws ExecutionException, InterruptedException;
  }

  /** A cluster that is being closed answers with all kinds of errors. */
  private Outcome unlessStopped(String failure, Watch watch) throws InterruptedException {
    try {
      return watch.watch();
    } catch (ExecutionException | IllegalStateException | BraidException e) {
      if (stopping) {
        return Outcome.STOPPED;
      }
      if (e instanceof BraidException expected) {
        throw expected;
      }
      throw SpeedErrors.jobEnded(failure, e);
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

  private static Optional<Outcome> outcomeOf(AccessExecutionGraph graph) {
    ErrorInfo failure = graph.getFailureInfo();
    return failure == null ? Optional.empty() : outcomeOf(failure.getExceptionAsString());
  }

  /**
   * What a task's failure says that no restart mends.
   *
   * @param failure with its stack trace
   */
  static Optional<Outcome> outcomeOf(String failure) {
    if (failure.contains(NO_STATE)) {
      return Optional.of(Outcome.NOT_RESTORED);
    }
    return failure.contains(LOST_OFFSETS) ? Optional.of(Outcome.LOG_EATEN) : Optional.empty();
  }

  private static Throwable causeOf(AccessExecutionGraph graph) {
    ErrorInfo failure = graph.getFailureInfo();
    return failure == null ? null : failure.getException();
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
