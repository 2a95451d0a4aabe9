package dev.braid.simulator;

import dev.braid.log.Frontier;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.Totals;
import dev.braid.speed.merge.MergeOutput;
import dev.braid.speed.merge.MergeSettings;
import dev.braid.speed.merge.Position;
import dev.braid.speed.merge.Slot;
import dev.braid.speed.merge.SpeedMerge;
import dev.braid.speed.merge.TotalsStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A subtask of the merge with its channels, its state and its producer. */
final class MergeTask implements MergeOutput, TotalsStore {
  /**
   * What flows in channels beside partials and frontiers.
   *
   * @param step at which the source came to it
   */
  record Mark(long timestamp, long step) {}

  record Status(boolean idle, long step) {}

  record Barrier(Checkpoint checkpoint) {}

  record End() {}

  private final World world;
  private final SpeedJob job;
  private final Map<Slot, Totals> totals = new HashMap<>();
  private final List<Deque<Object>> channels = new ArrayList<>();
  private final List<Deque<SpeedRecord>> unsent = new ArrayList<>();
  private final Valve valve;
  private final boolean[] blocked;
  private final long[] steps;
  private final long startStep;
  private long claimed;
  private long claimStep;
  private long markStep;
  private final SpeedMerge merge;
  private int barriers;
  private int ended;
  private Frontier frontier;
  private long stragglers;

  /**
   * @param sources subtasks that send to this one; the last channel is the frontiers'
   * @param restored null for a fresh start
   */
  MergeTask(
      World world,
      SpeedJob job,
      int subtask,
      int parallelism,
      int sources,
      MergeSettings settings,
      Checkpoint restored) {
    this.world = world;
    this.job = job;
    this.valve = new Valve(sources);
    this.blocked = new boolean[sources + 1];
    this.steps = new long[sources];
    this.startStep = restored == null ? world.time().step() : restored.step();
    this.claimStep = startStep;
    this.markStep = startStep;
    for (int i = 0; i <= sources; i++) {
      channels.add(new ArrayDeque<>());
    }
    for (int i = 0; i < job.topic().partitions(); i++) {
      unsent.add(new ArrayDeque<>());
    }
    List<long[]> positions = List.of();
    if (restored != null) {
      positions = restored.positions();
      stragglers = subtask == 0 ? restored.stragglers() : 0;
      restored
          .totals()
          .forEach(
              (slot, held) -> {
                if (subtaskOf(slot.key(), parallelism) == subtask) {
                  totals.put(slot, held.copy(SimView.VIEW));
                }
              });
    }
    Position position =
        Position.restore(
            positions,
            subtask,
            parallelism,
            new Frontier(settings.frontierMillis()),
            new Frontier(settings.previousFrontierMillis()));
    frontier = position.frontier();
    claimed = position.store()[1];
    Arrays.fill(steps, startStep);
    merge =
        new SpeedMerge(
            settings, SimView.VIEW, MergeTask::values, position, this, this, world.time().now());
  }

  static GroupKey key(Object[] values) {
    return new GroupKey(((String) values[0]).getBytes(StandardCharsets.UTF_8));
  }

  private static Object[] values(GroupKey key) {
    return new Object[] {new String(key.bytes(), StandardCharsets.UTF_8)};
  }

  static int subtaskOf(GroupKey key, int parallelism) {
    return Math.floorMod(key.hashCode(), parallelism);
  }

  void send(int channel, Object element) {
    channels.get(channel).add(element);
  }

  int channels() {
    return channels.size();
  }

  /** Takes in the channel's next element; whether there was one to take. */
  boolean process(int channel) {
    if (blocked[channel] || channels.get(channel).isEmpty()) {
      return false;
    }
    Object element = channels.get(channel).remove();
    if (element instanceof Partial partial) {
      if (frontier.covers(partial.epoch()) && valve.watermark() >= frontier.epochMillis() - 1) {
        stragglers += partial.totals().events();
      }
      merge.partial(partial);
    } else if (element instanceof Mark mark) {
      boolean moved = valve.mark(channel, mark.timestamp());
      if (valve.isAligned(channel)) {
        steps[channel] = mark.step();
      }
      if (moved) {
        markStep = Arrays.stream(steps).min().orElseThrow();
        merge.watermark(valve.watermark());
      }
    } else if (element instanceof Status status) {
      // A channel that was idle holds no watermark up until it is where the others are.
      steps[channel] = status.idle() ? status.step() : steps[channel];
      boolean wasIdle = valve.allIdle();
      if (valve.status(channel, status.idle())) {
        markStep = Arrays.stream(steps).min().orElseThrow();
        merge.watermark(valve.watermark());
      }
      if (valve.allIdle() && !wasIdle) {
        merge.idle(world.time().now());
      }
    } else if (element instanceof FrontierMove move) {
      frontier = move.frontier().isAfter(frontier) ? move.frontier() : frontier;
      merge.frontier(move);
    } else if (element instanceof Barrier barrier) {
      align(channel, barrier.checkpoint());
    } else {
      ended++;
      if (ended == channels.size()) {
        merge.endOfInput(world.time().now());
        job.subtaskEnded();
      }
    }
    return true;
  }

  private void align(int channel, Checkpoint checkpoint) {
    blocked[channel] = true;
    barriers++;
    if (barriers < channels.size()) {
      return;
    }
    merge.barrier();
    sendAll();
    checkpoint.add(totals, merge.position().store(), stragglers, claimStep);
    barriers = 0;
    Arrays.fill(blocked, false);
  }

  boolean processAll() {
    boolean any = false;
    for (int channel = 0; channel < channels.size(); channel++) {
      while (process(channel)) {
        any = true;
      }
    }
    return any;
  }

  void tick() {
    merge.tick(world.time().now());
  }

  long stragglers() {
    return stragglers;
  }

  // The producer.

  @Override
  public void record(LogRecord record) {
    SpeedRecord written = SpeedRecord.of(record, world, this);
    if (written.isTombstone()) {
      world.checkRetirable(written);
    }
    unsent.get(written.partition()).add(written);
  }

  /** The step whose readable events the heartbeat speaks of. */
  long stepOf(SpeedHeartbeat heartbeat) {
    if (heartbeat.processedTo() > claimed) {
      claimed = heartbeat.processedTo();
      claimStep = markStep;
    }
    return claimStep;
  }

  long startStep() {
    return startStep;
  }

  /** The topic gets so many of the records that wait for one of its partitions. */
  void deliver(int partition, int count) {
    Deque<SpeedRecord> queue = unsent.get(partition);
    for (int i = 0; i < count && !queue.isEmpty(); i++) {
      job.publish(queue.remove());
    }
  }

  void sendAll() {
    for (int partition = 0; partition < unsent.size(); partition++) {
      deliver(partition, Integer.MAX_VALUE);
    }
  }

  List<Deque<SpeedRecord>> unsent() {
    return unsent;
  }

  @Override
  public void upserted() {}

  @Override
  public void stragglers(long events) {
    world.happened(Happening.STRAGGLER);
  }

  @Override
  public void oversized(int bytes) {
    throw new IllegalStateException("an upsert of " + bytes + " bytes");
  }

  // The state.

  @Override
  public Totals get(Slot slot) {
    return totals.get(slot);
  }

  @Override
  public void put(Slot slot, Totals held) {
    totals.put(slot, held);
  }

  @Override
  public void clear(Slot slot) {
    totals.remove(slot);
  }

  @Override
  public void forEachSlot(Consumer<Slot> visitor) {
    List.copyOf(totals.keySet()).forEach(visitor);
  }
}
