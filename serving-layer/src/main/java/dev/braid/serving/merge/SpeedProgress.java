package dev.braid.serving.merge;

import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How far the speed layer says it is, by the heartbeats of its newest generation. */
public final class SpeedProgress {
  /** What one subtask has said since the job's last start. */
  private static final class Run {
    final long started;
    final Map<Integer, SpeedHeartbeat> byPartition = new HashMap<>();
    long heardAt = Long.MIN_VALUE;
    long stragglers;

    /** The newest event in the upserts of runs before this one. */
    long inherited = Long.MIN_VALUE;

    Run(long started) {
      this.started = started;
    }

    /** The least over all partitions; empty while one has not brought a heartbeat. */
    OptionalLong processedTo() {
      long least = Long.MAX_VALUE;
      int partitions = 0;
      for (SpeedHeartbeat beat : byPartition.values()) {
        boolean sure = beat.settled() || beat.processedTo() >= inherited;
        least = Math.min(least, sure ? beat.processedTo() : beat.startedFrom());
        partitions = beat.partitions();
      }
      return byPartition.size() < partitions || least == Long.MIN_VALUE
          ? OptionalLong.empty()
          : OptionalLong.of(least);
    }
  }

  private final Map<Integer, Run> bySubtask = new HashMap<>();
  private long generation = Long.MIN_VALUE;
  private long newestStart = Long.MIN_VALUE;
  private int parallelism;
  private long upsertGeneration = Long.MIN_VALUE;
  private long newestEvent = Long.MIN_VALUE;

  /**
   * An upsert was read.
   *
   * @param appendTime the greatest of its events'
   */
  void upsert(Version version, long appendTime) {
    if (version.generation() > upsertGeneration) {
      upsertGeneration = version.generation();
      newestEvent = appendTime;
    } else if (version.generation() == upsertGeneration) {
      newestEvent = Math.max(newestEvent, appendTime);
    }
  }

  /**
   * A heartbeat was read, and all upserts before it in its partition.
   *
   * @param partition of the speed topic
   * @param at the record's timestamp, in milliseconds
   */
  public void heartbeat(SpeedHeartbeat heartbeat, int partition, long at) {
    if (heartbeat.generation() < generation) {
      return;
    }
    if (heartbeat.generation() > generation) {
      generation = heartbeat.generation();
      newestStart = Long.MIN_VALUE;
      bySubtask.clear();
    }
    if (heartbeat.started() >= newestStart) {
      newestStart = heartbeat.started();
      parallelism = heartbeat.parallelism();
    }
    Run run = bySubtask.get(heartbeat.subtask());
    if (run != null && heartbeat.started() < run.started) {
      return;
    }
    if (run == null || heartbeat.started() > run.started) {
      run = new Run(heartbeat.started());
      bySubtask.put(heartbeat.subtask(), run);
    }
    boolean first = run.byPartition.put(partition, heartbeat) == null;
    if (first && upsertGeneration == generation) {
      run.inherited = Math.max(run.inherited, newestEvent);
    }
    run.heardAt = Math.max(run.heardAt, at);
    run.stragglers = heartbeat.stragglers();
  }

  /**
   * Every event appended at or before this is in the upserts; empty while a subtask has not
   * reported or has seen no event yet.
   */
  public OptionalLong processedTo() {
    long least = Long.MAX_VALUE;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Run run = bySubtask.get(subtask);
      OptionalLong processedTo = run == null ? OptionalLong.empty() : run.processedTo();
      if (processedTo.isEmpty()) {
        return OptionalLong.empty();
      }
      least = Math.min(least, processedTo.getAsLong());
    }
    return parallelism == 0 ? OptionalLong.empty() : OptionalLong.of(least);
  }

  /** The greatest append time of all events in the upserts read so far; empty before the first. */
  public OptionalLong newestEvent() {
    return newestEvent == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(newestEvent);
  }

  /** When the quietest subtask was last heard; empty while one has not been heard at all. */
  public OptionalLong heardFromAllAt() {
    long least = Long.MAX_VALUE;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Run run = bySubtask.get(subtask);
      if (run == null) {
        return OptionalLong.empty();
      }
      least = Math.min(least, run.heardAt);
    }
    return parallelism == 0 ? OptionalLong.empty() : OptionalLong.of(least);
  }

  /** Events whose epoch a frontier already covered when they appeared. */
  public long stragglers() {
    long sum = 0;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      Run run = bySubtask.get(subtask);
      sum += run == null ? 0 : run.stragglers;
    }
    return sum;
  }
}
