package dev.braid.simulator;

import java.util.Arrays;

/** What Flink makes of the watermarks and the idleness of an operator's channels. */
final class Valve {
  private final long[] marks;
  private final boolean[] idle;
  private final boolean[] aligned;
  private long last = Long.MIN_VALUE;
  private boolean allIdle;

  Valve(int channels) {
    this.marks = new long[channels];
    this.idle = new boolean[channels];
    this.aligned = new boolean[channels];
    Arrays.fill(marks, Long.MIN_VALUE);
    Arrays.fill(aligned, true);
  }

  /** Whether {@link #watermark} has moved. */
  boolean mark(int channel, long timestamp) {
    if (idle[channel] || timestamp <= marks[channel]) {
      return false;
    }
    marks[channel] = timestamp;
    aligned[channel] |= timestamp >= last;
    return takeLeast();
  }

  private boolean takeLeast() {
    long least = Long.MAX_VALUE;
    boolean any = false;
    for (int i = 0; i < marks.length; i++) {
      if (aligned[i] && !idle[i]) {
        least = Math.min(least, marks[i]);
        any = true;
      }
    }
    return any && moveTo(least);
  }

  private boolean moveTo(long timestamp) {
    boolean moved = timestamp > last;
    last = Math.max(last, timestamp);
    return moved;
  }

  /** Whether {@link #watermark} has moved. */
  boolean status(int channel, boolean becomesIdle) {
    if (idle[channel] == becomesIdle) {
      return false;
    }
    idle[channel] = becomesIdle;
    if (!becomesIdle) {
      aligned[channel] = marks[channel] >= last;
      allIdle = false;
      return false;
    }
    boolean wasAligned = aligned[channel];
    aligned[channel] = false;
    allIdle = true;
    for (boolean each : idle) {
      allIdle &= each;
    }
    if (!allIdle) {
      return takeLeast();
    }
    return wasAligned && marks[channel] == last && moveTo(Arrays.stream(marks).max().orElseThrow());
  }

  /** Whether the channel has a say in the watermark. */
  boolean isAligned(int channel) {
    return aligned[channel];
  }

  boolean allIdle() {
    return allIdle;
  }

  long watermark() {
    return last;
  }
}
