package dev.braid.simulator;

import dev.braid.speed.codec.Partial;
import dev.braid.speed.merge.Bundle;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A subtask that reads some of the source's partitions and pre-aggregates what it reads. */
final class SourceTask implements Bundle.Output {
  private static final class Split {
    int position;
    long newest = Long.MIN_VALUE;
    long mark = Long.MIN_VALUE;
    boolean active;
    boolean idle;

    Split(int position) {
      this.position = position;
    }
  }

  private final int subtask;
  private final SourceTopic log;
  private final List<MergeTask> merges;
  private final Consumer<Event> observer;
  private final Instants time;
  private final Map<Integer, Split> splits = new TreeMap<>();
  private final Bundle bundle = new Bundle(SimView.VIEW, SimView.EPOCHS, MergeTask::key, this);
  private long combined = Long.MIN_VALUE;
  private long combinedStep;
  private boolean allIdle;
  private boolean ended;

  /**
   * @param observer told of each event read
   */
  SourceTask(
      int subtask,
      SourceTopic log,
      List<MergeTask> merges,
      Instants time,
      Consumer<Event> observer) {
    this.subtask = subtask;
    this.log = log;
    this.merges = merges;
    this.observer = observer;
    this.time = time;
  }

  void assign(int partition, int position) {
    splits.put(partition, new Split(position));
  }

  /** Whether there was something to read. */
  boolean read(int partition, int count) {
    if (ended) {
      return false;
    }
    Split split = splits.get(partition);
    SourceTopic.Partition from = log.partitions().get(partition);
    int end = (int) Math.min(from.stableEnd(), (long) split.position + count);
    boolean any = split.position < end;
    while (split.position < end) {
      Event event = from.places().get(split.position++).event();
      if (event != null && event.committed()) {
        split.newest = Math.max(split.newest, event.appendTime());
        split.active = true;
        observer.accept(event);
        bundle.event(event.appendTime(), event.row());
      }
    }
    return any;
  }

  boolean owns(int partition) {
    return splits.containsKey(partition);
  }

  void storeOffsets(int[] offsets) {
    splits.forEach((partition, split) -> offsets[partition] = split.position);
  }

  /**
   * Watermarks and idleness, as the source tells them regularly. A partition is idle only when all
   * that can be read of it has been.
   */
  void periodic() {
    if (ended) {
      return;
    }
    boolean idle = true;
    long least = Long.MAX_VALUE;
    for (Map.Entry<Integer, Split> entry : splits.entrySet()) {
      Split split = entry.getValue();
      if (split.active) {
        split.active = false;
        split.idle = false;
        split.mark = split.newest - 1;
      } else if (split.position == log.partitions().get(entry.getKey()).stableEnd()) {
        split.idle = true;
      } else {
        // Events wait to be read: the fetcher is slow, but the partition is not idle for it.
        split.idle = false;
      }
      if (!split.idle) {
        idle = false;
        least = Math.min(least, split.mark);
      }
    }
    if (idle != allIdle) {
      if (idle) {
        bundle.status();
      }
      allIdle = idle;
      broadcast(new MergeTask.Status(idle, time.step()));
    }
    if (!idle && least > combined) {
      combined = least;
      combinedStep = time.step();
      bundle.watermark(least);
    }
  }

  void tick() {
    bundle.tick();
  }

  void barrier(Checkpoint checkpoint) {
    bundle.barrier();
    broadcast(new MergeTask.Barrier(checkpoint));
  }

  void end() {
    ended = true;
    bundle.endOfInput();
    bundle.watermark(Long.MAX_VALUE);
    broadcast(new MergeTask.End());
  }

  @Override
  public void partial(Partial partial) {
    merges.get(MergeTask.subtaskOf(partial.key(), merges.size())).send(subtask, partial);
  }

  @Override
  public void watermark(long timestamp) {
    broadcast(new MergeTask.Mark(timestamp, combinedStep));
  }

  private void broadcast(Object element) {
    merges.forEach(merge -> merge.send(subtask, element));
  }
}
