package dev.braid.simulator;

import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.merge.MergeSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The speed layer as Flink runs it: tasks, channels, aligned checkpoints, crashes and restores, and
 * what outlives them.
 */
final class SpeedJob {
  private static final int CHECKPOINTS_KEPT = 3;

  private final World world;
  private final long number;
  private final Topic<SpeedRecord> topic;
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final List<Deque<SpeedRecord>> delayed = new ArrayList<>();
  private final int[] everRead;
  private long generation;
  private int parallelism;

  // Of the present run.
  private boolean running;
  private final List<SourceTask> sources = new ArrayList<>();
  private final List<MergeTask> merges = new ArrayList<>();
  private int frontiersRead;
  private Checkpoint pending;
  private int subtasksEnded;

  // For what a replay is compared with.
  private boolean caughtUp = true;
  private int[] settledEnds;
  private List<Integer> order = new ArrayList<>();
  private Deque<Integer> replayed = new ArrayDeque<>();
  private boolean otherOrder;

  /**
   * @param number of its generation
   * @param topic that it writes to
   */
  SpeedJob(World world, long number, Topic<SpeedRecord> topic, int parallelism) {
    this.world = world;
    this.number = number;
    this.generation = number;
    this.topic = topic;
    this.parallelism = parallelism;
    this.everRead = new int[world.log().partitions().size()];
    this.settledEnds = new int[topic.partitions()];
  }

  /** Of its generation. */
  long number() {
    return number;
  }

  Topic<SpeedRecord> topic() {
    return topic;
  }

  boolean isRunning() {
    return running;
  }

  List<MergeTask> merges() {
    return merges;
  }

  List<SourceTask> sources() {
    return sources;
  }

  List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  /** From a checkpoint, or afresh from the frontier. */
  void start(Optional<Checkpoint> from, int newParallelism) {
    if (from.isPresent()) {
      world.happened(Happening.SPEED_RESTORED);
      if (newParallelism != parallelism) {
        world.happened(Happening.RESCALED);
      }
    }
    parallelism = newParallelism;
    world.time().pass(1);
    Optional<FrontierAnnouncement> newest = world.newestAnnouncement();
    MergeSettings settings = settings(newest.map(FrontierAnnouncement::commit));
    running = true;
    subtasksEnded = 0;
    pending = null;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      merges.add(
          new MergeTask(
              world, this, subtask, parallelism, parallelism, settings, from.orElse(null)));
    }
    for (int subtask = 0; subtask < parallelism; subtask++) {
      sources.add(new SourceTask(subtask, world.log(), merges, world.time(), this::read));
    }
    int[] offsets =
        from.map(Checkpoint::offsets).orElseGet(() -> FreshStart.offsets(world, number, newest));
    for (int partition = 0; partition < offsets.length; partition++) {
      sources.get(partition % parallelism).assign(partition, offsets[partition]);
    }
    frontiersRead = from.map(Checkpoint::frontiers).orElse(0);
    rememberOrder(offsets);
  }

  private MergeSettings settings(Optional<BatchCommit> newest) {
    return new MergeSettings(
        SimView.NAME,
        generation,
        newest.map(BatchCommit::frontier).orElse(Frontier.NONE).epochMillis(),
        newest.map(BatchCommit::previousFrontier).orElse(Frontier.NONE).epochMillis(),
        200,
        1 << 20,
        world.shape().speedPartitions(),
        world.shape().graceMillis());
  }

  private void rememberOrder(int[] offsets) {
    replayed = new ArrayDeque<>();
    for (int id : order) {
      Event event = world.log().events().get(id);
      if (event.offset() >= offsets[event.partition()]) {
        replayed.add(id);
      }
    }
    order = new ArrayList<>();
    otherOrder = false;
  }

  private void read(Event event) {
    order.add(event.id());
    everRead[event.partition()] = (int) Math.max(everRead[event.partition()], event.offset() + 1);
    Integer before = replayed.poll();
    if (before != null && before != event.id() && !otherOrder) {
      otherOrder = true;
      world.happened(Happening.REPLAYED_IN_ANOTHER_ORDER);
    }
  }

  /** Whether there was one to read. */
  boolean readFrontier() {
    if (pending != null && pending.last()) {
      return false;
    }
    List<Topic.Place<FrontierAnnouncement>> places = world.frontiers().places(0);
    if (frontiersRead == places.size()) {
      return false;
    }
    Topic.Place<FrontierAnnouncement> place = places.get(frontiersRead++);
    if (!place.removed()) {
      FrontierMove move = FrontierMove.of(place.value());
      merges.forEach(merge -> merge.send(merge.channels() - 1, move));
    }
    return true;
  }

  // Checkpoints.

  boolean isCheckpointing() {
    return pending != null;
  }

  void triggerCheckpoint() {
    inject(false);
  }

  /** All input ends, and the job with a last checkpoint of what it has become. */
  void drain() {
    if (pending != null) {
      pump();
    }
    sources.forEach(SourceTask::end);
    merges.forEach(merge -> merge.send(merge.channels() - 1, new MergeTask.End()));
    world.happened(Happening.DRAINED);
    inject(true);
  }

  /**
   * After the last one, all that was read is published or on its way, unless it is a replay still.
   */
  void subtaskEnded() {
    subtasksEnded++;
    if (subtasksEnded < merges.size() || !isBeyondAllRead(pending)) {
      return;
    }
    PublishedAtEnd.check(world, topic, merges, pending.offsets());
  }

  private void inject(boolean last) {
    int[] offsets = new int[world.log().partitions().size()];
    sources.forEach(source -> source.storeOffsets(offsets));
    pending = new Checkpoint(offsets, frontiersRead, generation, last);
    sources.forEach(source -> source.barrier(pending));
    merges.forEach(merge -> merge.send(merge.channels() - 1, new MergeTask.Barrier(pending)));
  }

  /** Takes note of a checkpoint that every subtask has taken. */
  void completeCheckpoint() {
    if (pending == null || pending.positions().size() < merges.size()) {
      return;
    }
    Checkpoint complete = pending;
    pending = null;
    world.happened(Happening.CHECKPOINT);
    checkpoints.add(complete);
    if (checkpoints.size() > CHECKPOINTS_KEPT) {
      checkpoints.remove(0);
    }
    caughtUp |= isBeyondAllRead(complete);
    if (complete.last()) {
      end();
    }
  }

  private boolean isBeyondAllRead(Checkpoint checkpoint) {
    boolean all = true;
    for (int partition = 0; partition < everRead.length; partition++) {
      all &= checkpoint.offsets()[partition] >= everRead[partition];
    }
    return all;
  }

  // Ends.

  /**
   * @param late how many of the records on their way still reach the topic, one day
   */
  void crash(int late) {
    leaveBehind(late);
    world.happened(Happening.SPEED_CRASHED);
    if (world.isBuilt(this)) {
      world.happened(Happening.NEXT_SPEED_CRASHED);
    }
    end();
  }

  /** It is not wanted any more, but may be again. */
  void stop(int late) {
    leaveBehind(late);
    end();
  }

  private void leaveBehind(int late) {
    int left = late;
    for (MergeTask merge : merges) {
      for (Deque<SpeedRecord> queue : merge.unsent()) {
        Deque<SpeedRecord> kept = new ArrayDeque<>();
        while (!queue.isEmpty() && left-- > 0) {
          kept.add(queue.remove());
        }
        if (!kept.isEmpty()) {
          delayed.add(kept);
        }
      }
    }
  }

  private void end() {
    if (caughtUp) {
      settledEnds = topic.ends();
      caughtUp = false;
    }
    running = false;
    pending = null;
    sources.clear();
    merges.clear();
  }

  void publish(SpeedRecord record) {
    topic.append(
        record.partition(), record.key(), record, record.isTombstone(), world.time().now());
    if (record.isTombstone()) {
      world.happened(Happening.TOMBSTONE);
    }
  }

  /** From its newest checkpoint, or from the frontier if there is none. */
  void resume() {
    start(
        checkpoints.isEmpty()
            ? Optional.empty()
            : Optional.of(checkpoints.get(checkpoints.size() - 1)),
        world.shape().parallelism());
  }

  /** All state is lost, or thrown away. A generation's number is its own for ever. */
  void dispose(boolean raiseGeneration) {
    checkpoints.clear();
    world.happened(Happening.STATE_DISPOSED);
    if (raiseGeneration && !world.shape().generations()) {
      generation++;
      world.happened(Happening.GENERATION_RAISED);
    }
  }

  /** A record of a process that is no more reaches the topic; only until the next has caught up. */
  void deliverDelayed(Dice dice) {
    if (delayed.isEmpty()) {
      return;
    }
    if (caughtUp) {
      delayed.clear();
      return;
    }
    int which = dice.below(delayed.size());
    world.happened(Happening.DELAYED_RECORD);
    publish(delayed.get(which).remove());
    if (delayed.get(which).isEmpty()) {
      delayed.remove(which);
    }
  }

  /**
   * Whether a record may come again: while its successor has not caught up, or of a process that
   * runs still, whose producer keeps order and does not bring an older one of a key after a newer.
   */
  boolean mayDuplicate(int offset, List<Topic.Place<SpeedRecord>> places) {
    SpeedRecord record = places.get(offset).value();
    return !caughtUp
        || (merges.contains(record.writer())
            && places.subList(offset + 1, places.size()).stream()
                .noneMatch(later -> later.value().key().equals(record.key())));
  }

  /** Records before these may be superseded by later ones before these. */
  int[] compactable() {
    return caughtUp ? topic.ends() : Arrays.copyOf(settledEnds, settledEnds.length);
  }

  long stragglers() {
    return merges.stream().mapToLong(MergeTask::stragglers).sum();
  }

  /** What has been read goes all the way to the topic; no more is read. */
  void flow() {
    sources.forEach(SourceTask::periodic);
    sources.forEach(SourceTask::tick);
    for (MergeTask merge : List.copyOf(merges)) {
      merge.processAll();
      merge.tick();
      merge.sendAll();
    }
    completeCheckpoint();
  }

  /** All that there is, or some of a partition, is read and goes all the way to the topic. */
  void advance(boolean all, int partition, int count) {
    if (all) {
      pump();
      return;
    }
    for (SourceTask source : sources) {
      if (source.owns(partition)) {
        source.read(partition, count);
      }
    }
    flow();
  }

  /** Lets everything run until nothing moves any more. */
  void pump() {
    boolean any = true;
    while (any && running) {
      any = readFrontier();
      for (SourceTask source : sources) {
        for (int partition = 0; partition < everRead.length; partition++) {
          if (source.owns(partition)) {
            any |= source.read(partition, Integer.MAX_VALUE);
          }
        }
        source.periodic();
        source.periodic();
        source.tick();
      }
      for (MergeTask merge : merges) {
        any |= merge.processAll();
        merge.tick();
        merge.sendAll();
      }
      completeCheckpoint();
    }
  }
}
