package dev.braid.batch.log;

import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides how far a topic's batch views may reach. The aim is the last epoch that ended a grace
 * before the log's end was captured; it is allowed once every partition is stable up to that end,
 * because until then a transaction could still commit events of an epoch before the aim. Knows
 * nothing of Kafka and reads no clock.
 *
 * @param capturedAt read from the clock before {@code capturedEnds} were asked for
 * @param capturedEnds the log's end, with open transactions
 * @param deadline when to stop waiting for open transactions
 */
public record FrontierPlanner(
    Duration grace, Instant capturedAt, Offsets capturedEnds, Instant deadline) {

  /** What to do next. */
  public enum Step {
    /** Every partition is stable up to the captured end: {@link #aim} is allowed. */
    AIM,
    /** A transaction is open: look again. */
    WAIT,
    /** It is open for too long: {@link #fallback} is what is allowed. */
    FALL_BACK
  }

  public Step next(Instant now, Offsets stableEnds) {
    if (unstable(stableEnds).isEmpty()) {
      return Step.AIM;
    }
    return now.isBefore(deadline) ? Step.WAIT : Step.FALL_BACK;
  }

  /** The partitions in which a transaction that began before the captured end is open. */
  public SortedSet<Integer> unstable(Offsets stableEnds) {
    SortedSet<Integer> partitions = new TreeSet<>();
    capturedEnds
        .next()
        .forEach(
            (partition, end) -> {
              if (stableEnds.nextOr(partition, 0) < end) {
                partitions.add(partition);
              }
            });
    return partitions;
  }

  /** The latest frontier this capture can serve. */
  public Frontier aim(Epochs epochs) {
    return epochs.latestFrontier(capturedAt, grace);
  }

  /**
   * The latest frontier that open transactions allow. When a partition's first unstable record was
   * appended, its log ended there, and all before is stable now: the same as a capture at that
   * instant.
   *
   * @param appendTimes of the first unstable record of each unstable partition
   */
  public Frontier fallback(Epochs epochs, Collection<Instant> appendTimes) {
    return appendTimes.stream()
        .map(time -> epochs.latestFrontier(time, grace))
        .min(Frontier::compareTo)
        .filter(frontier -> aim(epochs).isAfter(frontier))
        .orElse(aim(epochs));
  }
}
