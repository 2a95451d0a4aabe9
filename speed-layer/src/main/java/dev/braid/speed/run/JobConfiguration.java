package dev.braid.speed.run;

import dev.braid.speed.SpeedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** Flink's settings: what the job relies on, and what a cluster in this process needs beside. */
public final class JobConfiguration {
  /** One to go on from, and one more in case that is damaged. */
  public static final int RETAINED_CHECKPOINTS = 2;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MAX_PARALLELISM = 128;

  private JobConfiguration() {}

  /**
   * What the job relies on wherever it runs: exactly-once checkpoints that outlive the process,
   * endless restarts, no Kryo.
   */
  public static Configuration ofJob(
      SpeedSettings settings, long generation, JobID job, Optional<Path> restoreFrom) {
    Configuration config = common(settings.parallelism());
    config.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, job.toHexString());
    config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    config.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        settings.checkpoints(generation).toUri().toString());
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
    config.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    config.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    config.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // A full disk must not stop the view: it costs a longer replay, not the job.
    config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    restoreFrom.ifPresent(
        checkpoint -> {
          config.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
          config.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });

    config.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(5));
    config.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        Duration.ofMinutes(2));
    return config;
  }

  /** A job that comes to its end by itself: it fails at once, and keeps no checkpoints. */
  public static Configuration ofBoundedJob(int parallelism) {
    Configuration config = common(parallelism);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return config;
  }

  private static Configuration common(int parallelism) {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(PipelineOptions.OBJECT_REUSE, true);
    config.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    config.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    config.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    return config;
  }

  /** A cluster within this process that nobody outside the machine can reach. */
  public static Configuration ofEmbeddedCluster(SpeedSettings settings, int views) {
    Configuration config = new Configuration();
    config.set(JobManagerOptions.ADDRESS, LOOPBACK);
    config.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    config.set(TaskManagerOptions.HOST, LOOPBACK);
    config.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    config.set(RestOptions.ADDRESS, LOOPBACK);
    config.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    config.set(RestOptions.BIND_PORT, "0");
    config.set(WebOptions.SUBMIT_ENABLE, false);
    config.set(WebOptions.CANCEL_ENABLE, false);
    config.set(BlobServerOptions.STORAGE_DIRECTORY, settings.scratch().toString());
    config.set(CoreOptions.TMP_DIRS, settings.scratch().toString());
    config.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    config.set(TaskManagerOptions.KILL_ON_OUT_OF_MEMORY, true);
    config.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.parallelism());
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ZERO);
    MemorySize network = networkMemory(settings.parallelism(), views);
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    return config;
  }

  /** Each view shuffles once, from every subtask to every other, in buffers of 32 KiB. */
  private static MemorySize networkMemory(int parallelism, int views) {
    long buffers = (long) views * parallelism * (4L * parallelism + 32) + 512;
    return MemorySize.parse(Math.max(32L << 20, buffers * (32 << 10)) + "b");
  }
}
