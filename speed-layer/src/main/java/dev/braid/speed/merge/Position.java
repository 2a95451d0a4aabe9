package dev.braid.speed.merge;

import dev.braid.log.Frontier;
import java.util.Arrays;

/** How far one merge subtask has come; kept in checkpoints beside the totals. */
public final class Position {
  private final int subtask;
  private final int parallelism;
  long processedTo;
  private long startedFrom;
  private boolean settled;
  long stragglers;
  Frontier frontier;
  Frontier retired;

  private Position(int subtask, int parallelism, Frontier frontier, Frontier retired) {
    this.subtask = subtask;
    this.parallelism = parallelism;
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
  public static Position restore(
      Iterable<long[]> stored, int subtask, int parallelism, Frontier frontier, Frontier retired) {
    long beforeFirst = retired.equals(Frontier.NONE) ? Long.MIN_VALUE : retired.epochMillis() - 1;
    Position position = new Position(subtask, parallelism, frontier, retired);
    position.processedTo = Long.MAX_VALUE;
    for (long[] old : stored) {
      position.processedTo = Math.min(position.processedTo, old[1]);
      position.stragglers += old[0] % parallelism == subtask ? old[2] : 0;
      position.frontier = latest(position.frontier, new Frontier(old[3]));
      position.retired = latest(position.retired, new Frontier(old[4]));
    }
    boolean fresh = position.processedTo == Long.MAX_VALUE;
    position.processedTo = fresh ? beforeFirst : Math.max(beforeFirst, position.processedTo);
    position.startedFrom = position.processedTo;
    return position;
  }

  /** Until this run has caught up with those before it, its successor can be sure of no more. */
  public long[] store() {
    long sure = settled ? processedTo : startedFrom;
    return new long[] {subtask, sure, stragglers, frontier.epochMillis(), retired.epochMillis()};
  }

  int subtask() {
    return subtask;
  }

  int parallelism() {
    return parallelism;
  }

  long startedFrom() {
    return startedFrom;
  }

  /** Whether all is processed that earlier runs can have processed. */
  boolean settled() {
    return settled;
  }

  void settle() {
    settled = true;
  }

  public long stragglers() {
    return stragglers;
  }

  /** The newest frontier known. */
  public Frontier frontier() {
    return frontier;
  }

  /** Whether this is farther than it has been. */
  boolean advance(long watermark) {
    boolean moved = watermark > processedTo;
    processedTo = Math.max(watermark, processedTo);
    return moved;
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
    return Arrays.toString(store());
  }
}
