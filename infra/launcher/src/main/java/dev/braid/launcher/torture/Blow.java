package dev.braid.launcher.torture;

import dev.braid.launcher.text.Durations;
import java.time.Duration;

/**
 * One thing to be done to one victim.
 *
 * @param number from 1
 * @param after how long after the blow before
 * @param pause how long the victim is stopped before it may go on; zero to kill it
 * @param which of several alike, counted from 1: the TaskManager, or the time at which a batch run
 *     comes to its kill point
 */
record Blow(int number, Victim victim, Duration after, Duration pause, int which) {
  /** The scratch project's only one. */
  private static final int GENERATION = 1;

  boolean isKill() {
    return pause.isZero();
  }

  /** The row of the table that it belongs to. */
  String kind() {
    return victim.text() + (isKill() ? "" : ", paused");
  }

  /** The victim's name among the project's processes. */
  String process() {
    return switch (victim) {
      case TASK_MANAGER -> victim.text() + "-" + GENERATION + "-" + which;
      case JOB_MANAGER -> victim.text() + "-" + GENERATION;
      default -> victim.text();
    };
  }

  /** What {@code KillPoint} of the batch layer is told. */
  String killOrder() {
    return victim.killPoint() + ":" + which;
  }

  @Override
  public String toString() {
    if (victim.isSpark()) {
      return "kill " + victim.text() + " (" + killOrder() + ")";
    }
    return isKill() ? "kill " + process() : "pause " + process() + " for " + Durations.brief(pause);
  }
}
