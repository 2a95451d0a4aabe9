package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.CompiledProject;
import dev.braid.speed.run.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.awaitility.Awaitility;

/** A speed layer in this process, started as its main class does and stopped like a kill. */
final class RunningSpeed {
  private final SpeedStart start;
  private final EmbeddedCluster cluster;
  private final JobID job;
  private final Optional<Path> restoredFrom;

  private RunningSpeed(
      SpeedStart start, EmbeddedCluster cluster, JobID job, Optional<Path> restoredFrom) {
    this.start = start;
    this.cluster = cluster;
    this.job = job;
    this.restoredFrom = restoredFrom;
  }

  static SpeedSettings settings(Path state) {
    return new SpeedSettings(state, 2, Duration.ofMillis(50), Duration.ofMillis(300));
  }

  static RunningSpeed start(CompiledProject project, Path state) throws InterruptedException {
    SpeedStart start = SpeedStart.of(project, settings(state));
    Optional<Path> checkpoint = start.checkpoints().newest();
    EmbeddedCluster cluster = start.cluster();
    JobGraph job = start.jobGraph(start.environment(checkpoint));
    EmbeddedCluster.Outcome started = cluster.submit(job);
    assertThat(started).isEqualTo(EmbeddedCluster.Outcome.RUNNING);
    return new RunningSpeed(start, cluster, job.getJobID(), checkpoint);
  }

  Optional<Path> restoredFrom() {
    return restoredFrom;
  }

  /** A checkpoint that began after this call. */
  void awaitCheckpoint() {
    Optional<Path> before = start.checkpoints().newest();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              Optional<Path> now = start.checkpoints().newest();
              return now.isPresent() && number(now) > number(before) + 1;
            });
  }

  private static long number(Optional<Path> checkpoint) {
    return checkpoint
        .map(path -> Long.valueOf(path.getFileName().toString().substring("chk-".length())))
        .orElse(0L);
  }

  /** Whether all of it runs at this moment. */
  boolean isRunning() throws Exception {
    return cluster.miniCluster().getJobStatus(job).get() == JobStatus.RUNNING;
  }

  void killTaskManager() throws Exception {
    cluster.miniCluster().terminateTaskManager(0).get();
    cluster.miniCluster().startTaskManager();
  }

  void stop() {
    cluster.close();
  }
}
