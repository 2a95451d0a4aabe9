package dev.braid.log;

import java.time.Duration;
import java.time.Instant;

/**
 * Cuts broker append time into epochs of one length. An epoch is named by its start in milliseconds
 * since 1970 and is a pure function of a record's append time, so every reader of the log agrees.
 *
 * @param lengthMillis at least 1000
 */
public record Epochs(long lengthMillis) {
  public Epochs {
    if (lengthMillis < 1000) {
      throw new IllegalArgumentException(
          "an epoch lasts a second at least, not " + lengthMillis + " ms");
    }
  }

  public static Epochs of(Duration length) {
    return new Epochs(length.toMillis());
  }

  /** The epoch that a record appended at this instant falls into. */
  public long epochOf(long appendTimeMillis) {
    return Math.floorDiv(appendTimeMillis, lengthMillis) * lengthMillis;
  }

  /**
   * The latest frontier a run may aim for: every epoch before it ended at least {@code grace} ago,
   * so no broker whose clock is within grace still appends to them.
   */
  public Frontier latestFrontier(Instant now, Duration grace) {
    return new Frontier(epochOf(now.minus(grace).toEpochMilli()));
  }
}
