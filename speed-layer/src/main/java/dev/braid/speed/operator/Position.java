package dev.braid.speed.operator;

import dev.braid.log.Frontier;
import java.util.Arrays;

/** How far one merge subtask has come; kept in checkpoints beside the totals. */
final class Position {
  long processedTo;
  long stragglers;
  Frontier frontier;
  Frontier retired;

  private Position(long processedTo, long stragglers, Frontier frontier, Frontier retired) {
    this.processedTo = processedTo;
    this.stragglers = stragglers;
    this.frontier = frontier;
    this.retired = retired;
  }

  /**
   * The position of a subtask after a restore, at whatever parallelism: it has processed what all
   * had; old subtasks' stragglers are shared out so that their sum stays.
   *
   * @param stored what {@link #store} gave at every old subtask; empty for a fresh job, which
   *     begins at the end of what {@code retired} covers
   */
  static Position restore(
      Iterable<long[]> stored, int subtask, int parallelism, Frontier frontier, Frontier retired) {
    long beforeFirst = retired.equals(Frontier.NONE) ? Long.MIN_VALUE : retired.epochMillis() - 1;
    Position position = new Position(Long.MAX_VALUE, 0, frontier, retired);
    for (long[] old : stored) {
      position.processedTo = Math.min(position.processedTo, old[1]);
      position.stragglers += old[0] % parallelism == subtask ? old[2] : 0;
      position.frontier = latest(position.frontier, new Frontier(old[3]));
      position.retired = latest(position.retired, new Frontier(old[4]));
    }
    boolean fresh = position.processedTo == Long.MAX_VALUE;
    position.processedTo = fresh ? beforeFirst : Math.max(beforeFirst, position.processedTo);
    return position;
  }

  long[] store(int subtask) {
    return new long[] {
      subtask, processedTo, stragglers, frontier.epochMillis(), retired.epochMillis()
    };
  }

  /**
   * Whether an event of this epoch comes too late: a frontier covers it although the whole source
   * had already been processed up to that frontier. A job that is still catching up meets covered
   * epochs as well; those events are not late, it is.
   */
  boolean isStraggler(long epoch, long watermark) {
    return frontier.covers(epoch) && watermark >= frontier.epochMillis() - 1;
  }

  private static Frontier latest(Frontier left, Frontier right) {
    return right.isAfter(left) ? right : left;
  }

  @Override
  public String toString() {
    return Arrays.toString(store(0));
  }
}
