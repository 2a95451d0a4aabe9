package dev.braid.speed.merge;

import dev.braid.expression.CompiledView;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.Totals;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;

/**
 * The state machine of one merge subtask: merges partials into (group key, epoch) totals and
 * publishes each changed one, whole and versioned, once a bundle. Everything dirty at a checkpoint
 * barrier is published before it, or the last update of a quiet key would be lost with the process.
 * Pure: what happens and the time come in, records go out. Owned by one thread.
 *
 * <p>A group's epochs are published in the order in which they changed, and to one partition: what
 * a reader has seen of a group is at every moment what it would be had the log ended somewhere, for
 * a group whose events come from one partition.
 *
 * <p>What the previous frontier covers is retired: dropped here, and wiped from the topic by
 * tombstones to save space.
 */
public final class SpeedMerge {
  private static final int MAX_DIRTY = 50_000;
  private static final int RETIRED_PER_BUNDLE = 20_000;
  private static final long HEARTBEAT_MILLIS = 1_000;

  private final MergeSettings settings;
  private final CompiledView view;
  private final Function<GroupKey, Object[]> keyValues;
  private final SpeedRecordCodec records;
  private final Position position;
  private final TotalsStore store;
  private final MergeOutput output;
  private final long started;
  private final Map<Slot, Totals> dirty = new LinkedHashMap<>();
  private final Queue<Slot> retiring = new ArrayDeque<>();
  private long watermark = Long.MIN_VALUE;
  private boolean begun;
  private long lastHeartbeat = Long.MIN_VALUE;

  /**
   * @param keyValues gives a group key's values
   * @param started the time now
   */
  public SpeedMerge(
      MergeSettings settings,
      CompiledView view,
      Function<GroupKey, Object[]> keyValues,
      Position position,
      TotalsStore store,
      MergeOutput output,
      long started) {
    this.settings = settings;
    this.view = view;
    this.keyValues = keyValues;
    this.records = new SpeedRecordCodec(view.plan());
    this.position = position;
    this.store = store;
    this.output = output;
    this.started = started;
    findRetired();
  }

  public void partial(Partial partial) {
    if (position.isStraggler(partial.epoch(), watermark)) {
      position.stragglers += partial.totals().events();
      output.stragglers(partial.totals().events());
    }
    if (position.retired.covers(partial.epoch())) {
      return;
    }
    Slot slot = new Slot(partial.key(), partial.epoch());
    Totals held = store.get(slot);
    if (held == null) {
      held = partial.totals();
    } else {
      held.merge(view, partial.totals());
    }
    store.put(slot, held);
    dirty.put(slot, held);
    if (dirty.size() >= MAX_DIRTY) {
      flush();
    }
  }

  public void frontier(FrontierMove move) {
    if (move.frontier().isAfter(position.frontier)) {
      position.frontier = move.frontier();
    }
    if (move.previousFrontier().isAfter(position.retired)) {
      position.retired = move.previousFrontier();
      dirty.keySet().removeIf(slot -> position.retired.covers(slot.epoch()));
      findRetired();
    }
  }

  private void findRetired() {
    retiring.clear();
    store.forEachSlot(
        slot -> {
          if (position.retired.covers(slot.epoch())) {
            retiring.add(slot);
          }
        });
  }

  /** All events appended at or before this have been given, as far as they could be read. */
  public void watermark(long timestamp) {
    watermark = Math.max(watermark, timestamp);
    if (watermark >= started + settings.graceMillis()) {
      position.settle();
    }
  }

  /** Once a bundle. */
  public void tick(long now) {
    boolean moved = flush();
    retireSome();
    if (moved || now - HEARTBEAT_MILLIS >= lastHeartbeat) {
      heartbeat(now);
    }
  }

  /** Before a checkpoint is taken. */
  public void barrier() {
    flush();
  }

  /** The source has been read to its end and is quiet. */
  public void idle(long now) {
    position.settle();
    flush();
    heartbeat(now);
  }

  public void endOfInput(long now) {
    flush();
    heartbeat(now);
  }

  /** What of it belongs into a checkpoint, beside the totals. */
  public Position position() {
    return position;
  }

  /** A bounded number at a time, so that retiring millions does not hold up the living. */
  private void retireSome() {
    for (int i = 0; i < RETIRED_PER_BUNDLE && !retiring.isEmpty(); i++) {
      Slot slot = retiring.remove();
      store.clear(slot);
      output.record(
          new LogRecord(
              records.key(slot.epoch(), keyValues.apply(slot.key())), null, slot.key().bytes()));
    }
  }

  /** Publishes what is dirty; whether the position moved. */
  private boolean flush() {
    begin();
    dirty.forEach(this::publish);
    dirty.clear();
    return position.advance(watermark);
  }

  private void publish(Slot slot, Totals current) {
    Object[] key = keyValues.apply(slot.key());
    SpeedUpsert upsert =
        new SpeedUpsert(
            new Version(settings.generation(), current.events()),
            slot.epoch(),
            key,
            current.appendTime(),
            view.store(current.states()));
    LogRecord record =
        new LogRecord(records.key(slot.epoch(), key), records.value(upsert), slot.key().bytes());
    int bytes = record.key().length + record.value().length;
    if (bytes > settings.maxRecordBytes()) {
      output.oversized(bytes);
      return;
    }
    output.upserted();
    output.record(record);
  }

  /** Says that this run is at work before it publishes anything. */
  private void begin() {
    if (!begun) {
      begun = true;
      heartbeat(started);
    }
  }

  /** Into every partition: it speaks of what was published there before it. */
  private void heartbeat(long now) {
    SpeedHeartbeat heartbeat =
        new SpeedHeartbeat(
            settings.generation(),
            started,
            position.subtask(),
            position.parallelism(),
            settings.partitions(),
            position.startedFrom(),
            position.processedTo,
            position.settled(),
            position.retired,
            position.stragglers);
    byte[] key = SpeedRecordCodec.heartbeatKey(heartbeat);
    byte[] value = SpeedRecordCodec.heartbeatValue(heartbeat);
    for (int partition = 0; partition < settings.partitions(); partition++) {
      output.record(new LogRecord(key, value, key, partition));
    }
    lastHeartbeat = now;
  }
}
