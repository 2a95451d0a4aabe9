package dev.braid.speed;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How one process runs the speed layer; none of it changes what the speed views contain.
 *
 * @param state folder for checkpoints and run files
 * @param bundle how long changes are gathered before they are passed on, twice on an event's way
 */
public record SpeedSettings(
    Path state, int parallelism, Duration bundle, Duration checkpointInterval) {
  private static final Duration SHORTEST_BUNDLE = Duration.ofMillis(1);
  private static final Duration SHORTEST_CHECKPOINT_INTERVAL = Duration.ofMillis(100);

  public SpeedSettings {
    if (parallelism < 1) {
      throw SpeedErrors.badArgument("--parallelism", "" + parallelism, "1 at least");
    }
    if (bundle.compareTo(SHORTEST_BUNDLE) < 0) {
      throw SpeedErrors.badArgument("--bundle", bundle.toMillis() + "ms", "1ms at least");
    }
    if (checkpointInterval.compareTo(SHORTEST_CHECKPOINT_INTERVAL) < 0) {
      throw SpeedErrors.badArgument(
          "--checkpoint-interval", checkpointInterval.toMillis() + "ms", "100ms at least");
    }
  }

  /** Of all generations. */
  public Path checkpoints() {
    return state.toAbsolutePath().resolve("checkpoints");
  }

  /** Of one generation. */
  public Path checkpoints(long generation) {
    return checkpoints().resolve("g" + generation);
  }

  /** Scratch files of the running process. */
  public Path scratch() {
    return state.toAbsolutePath().resolve("run").resolve("speed");
  }
}
