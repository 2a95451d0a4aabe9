package dev.braid.serving.merge;

import dev.braid.log.SpeedHeartbeat;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How far the speed layer says it is, by the heartbeats of its newest generation. */
public final class SpeedProgress {
  private record Beat(SpeedHeartbeat heartbeat, long at) {}

  private final Map<Integer, Beat> bySubtask = new HashMap<>();
  private long generation = Long.MIN_VALUE;
  private int parallelism;
  private long newest = Long.MIN_VALUE;

  /**
   * @param at the record's timestamp, in milliseconds
   */
  public void heartbeat(SpeedHeartbeat heartbeat, long at) {
    if (heartbeat.generation() < generation) {
      return;
    }
    if (heartbeat.generation() > generation) {
      generation = heartbeat.generation();
      bySubtask.clear();
      newest = Long.MIN_VALUE;
    }
    if (at >= newest) {
      newest = at;
      parallelism = heartbeat.parallelism();
    }
    bySubtask.merge(
        heartbeat.subtask(),
        new Beat(heartbeat, at),
        (held, next) -> next.at() >= held.at() ? next : held);
  }

  /**
   * Every event appended at or before this is in the upserts; empty while a subtask has not
   * reported or has seen no event yet.
   */
  public OptionalLong processedTo() {
    long least = Long.MAX_VALUE;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Beat beat = bySubtask.get(subtask);
      if (beat == null || beat.heartbeat().processedTo() == Long.MIN_VALUE) {
        return OptionalLong.empty();
      }
      least = Math.min(least, beat.heartbeat().processedTo());
    }
    return parallelism == 0 ? OptionalLong.empty() : OptionalLong.of(least);
  }

  /** When the quietest subtask was last heard; empty while one has not been heard at all. */
  public OptionalLong heardFromAllAt() {
    long least = Long.MAX_VALUE;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Beat beat = bySubtask.get(subtask);
      if (beat == null) {
        return OptionalLong.empty();
      }
      least = Math.min(least, beat.at());
    }
    return parallelism == 0 ? OptionalLong.empty() : OptionalLong.of(least);
  }

  /** Events whose epoch a frontier already covered when they appeared. */
  public long stragglers() {
    long sum = 0;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Beat beat = bySubtask.get(subtask);
      sum += beat == null ? 0 : beat.heartbeat().stragglers();
    }
    return sum;
  }
}
