package dev.braid.launcher.quickstart;

import java.time.Duration;

/**
 * When the quick start sends how much, and when it runs the batch layer: a pure function of time
 * and of what has happened.
 *
 * @param events to send in all
 * @param duration that sending takes if all goes well
 * @param handOffs that must have happened before the last event is sent
 */
public record Schedule(long events, Duration duration, int handOffs) {
  private static final double FIRST_BATCH = 0.1;
  private static final double BATCH_EVERY = 0.3;

  /** From this share on the stream thins out, if it must, until the hand-offs have happened. */
  private static final double HELD_BACK = 0.9;

  /**
   * How many events may have been sent by now. While hand-offs are outstanding it never reaches the
   * end and never stops: events keep flowing.
   */
  public long allowed(Duration elapsed, int handOffsSeen) {
    double share = (double) elapsed.toNanos() / duration.toNanos();
    if (handOffsSeen < handOffs && share > HELD_BACK) {
      double rest = 1 - HELD_BACK;
      share = 1 - rest * rest / (share - HELD_BACK + rest);
      return (long) Math.min(events - 1, events * share);
    }
    return (long) Math.min(events, events * share);
  }

  /** Whether the next batch run is due: none is once the hand-offs have happened. */
  public boolean isBatchDue(long sent, int runsStarted, int handOffsSeen) {
    boolean wanted = handOffsSeen < handOffs && sent < events;
    double share = (double) sent / events;
    return wanted && share >= FIRST_BATCH + runsStarted * BATCH_EVERY;
  }
}
