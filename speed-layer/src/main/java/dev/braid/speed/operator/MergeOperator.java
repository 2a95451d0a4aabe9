package dev.braid.speed.operator;

import dev.braid.expression.CompiledView;
import dev.braid.log.Frontier;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.SpeedTypes;
import dev.braid.speed.codec.Totals;
import dev.braid.speed.codec.ViewCodec;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Keeps the speed view: merges partials into (group key, epoch) totals and publishes each changed
 * one, whole and versioned, once a bundle. Everything dirty at a checkpoint barrier is published
 * before it, or the last update of a quiet key would be lost with the process.
 *
 * <p>A group's epochs are published in the order in which they changed, and to one partition: what
 * a reader has seen of a group is at every moment what it would be had the log ended somewhere, for
 * a group whose events come from one partition.
 *
 * <p>The second input moves the frontier. What the previous frontier covers is retired: dropped
 * here, and wiped from the topic by tombstones to save space.
 */
public final class MergeOperator extends AbstractStreamOperator<LogRecord>
    implements TwoInputStreamOperator<Partial, FrontierMove, LogRecord> {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DIRTY = 50_000;
  private static final int RETIRED_PER_BUNDLE = 20_000;
  private static final long HEARTBEAT_MILLIS = 1_000;
  private static final String TOTALS = "totals";

  private final MergeSettings settings;
  private final ViewCodec codec;

  private transient CompiledView view;
  private transient SpeedRecordCodec records;
  private transient InternalValueState<GroupKey, Long, Totals> totals;
  private transient ListState<long[]> positionState;
  private transient Position position;
  private transient Map<Slot, Totals> dirty;
  private transient Queue<Slot> retiring;
  private transient long watermark;
  private transient ScheduledFuture<?> nextFlush;
  private transient long lastHeartbeat;
  private transient StreamRecord<LogRecord> outgoing;
  private transient Occasionally stragglerLog;
  private transient Occasionally oversizeLog;
  private transient Counter upserts;
  private transient Counter stragglers;
  private transient Counter oversized;

  public MergeOperator(MergeSettings settings, ViewCodec codec) {
    this.settings = settings;
    this.codec = codec;
  }

  private record Slot(GroupKey key, long epoch) {}

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    positionState =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("position", LongPrimitiveArraySerializer.INSTANCE));
    position =
        Position.restore(
            positionState.get(),
            subtask(),
            parallelism(),
            new Frontier(settings.frontierMillis()),
            new Frontier(settings.previousFrontierMillis()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    view = codec.view();
    records = new SpeedRecordCodec(view.plan());
    totals = totalsState();
    dirty = new LinkedHashMap<>();
    retiring = new ArrayDeque<>();
    outgoing = new StreamRecord<>(null);
    watermark = Long.MIN_VALUE;
    lastHeartbeat = Long.MIN_VALUE;
    stragglerLog = new Occasionally();
    oversizeLog = new Occasionally();
    upserts = getMetricGroup().counter("upserts");
    stragglers = getMetricGroup().counter("stragglers");
    oversized = getMetricGroup().counter("oversized");
    findRetired();
    scheduleFlush();
  }

  @SuppressWarnings("unchecked")
  private InternalValueState<GroupKey, Long, Totals> totalsState() throws Exception {
    ValueStateDescriptor<Totals> descriptor =
        new ValueStateDescriptor<>(
            TOTALS, SpeedTypes.totals(codec).createSerializer(new SerializerConfigImpl()));
    ValueState<Totals> state =
        this.<Long, ValueState<Totals>, Totals>getOrCreateKeyedState(
            LongSerializer.INSTANCE, descriptor);
    return (InternalValueState<GroupKey, Long, Totals>) state;
  }

  private int subtask() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  private int parallelism() {
    return getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void scheduleFlush() {
    nextFlush =
        getProcessingTimeService()
            .registerTimer(
                now() + settings.bundleMillis(),
                time -> {
                  boolean moved = flush();
                  retireSome();
                  if (moved || now() - HEARTBEAT_MILLIS >= lastHeartbeat) {
                    heartbeat();
                  }
                  scheduleFlush();
                });
  }

  @Override
  public void processElement1(StreamRecord<Partial> element) throws Exception {
    Partial partial = element.getValue();
    if (position.isStraggler(partial.epoch(), watermark)) {
      countStragglers(partial);
    }
    if (position.retired.covers(partial.epoch())) {
      return;
    }
    totals.setCurrentNamespace(partial.epoch());
    Totals held = totals.value();
    if (held == null) {
      held = partial.totals();
    } else {
      held.merge(view, partial.totals());
    }
    totals.update(held);
    dirty.put(new Slot(partial.key(), partial.epoch()), held);
    if (dirty.size() >= MAX_DIRTY) {
      flush();
    }
  }

  private void countStragglers(Partial partial) {
    position.stragglers += partial.totals().events();
    stragglers.inc(partial.totals().events());
    if (stragglerLog.passes(now())) {
      LOG.warn(
          "view {}: {} events fell behind the frontier {}: their append time is older than the"
              + " batch layer had reason to expect (a broker's clock?); the next batch run counts"
              + " them",
          settings.viewName(),
          position.stragglers,
          position.frontier);
    }
  }

  @Override
  public void processElement2(StreamRecord<FrontierMove> element) {
    FrontierMove move = element.getValue();
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
    KeyedStateBackend<GroupKey> backend = getKeyedStateBackend();
    retiring.clear();
    try (Stream<Tuple2<GroupKey, Long>> held = backend.getKeysAndNamespaces(TOTALS)) {
      held.filter(slot -> position.retired.covers(slot.f1))
          .forEach(slot -> retiring.add(new Slot(slot.f0, slot.f1)));
    }
  }

  /** A bounded number at a time, so that retiring millions does not hold up the living. */
  private void retireSome() {
    for (int i = 0; i < RETIRED_PER_BUNDLE && !retiring.isEmpty(); i++) {
      Slot slot = retiring.remove();
      setCurrentKey(slot.key());
      totals.setCurrentNamespace(slot.epoch());
      totals.clear();
      emit(
          new LogRecord(
              records.key(slot.epoch(), codec.values(slot.key())), null, slot.key().bytes()));
    }
  }

  /** Publishes what is dirty; whether the position moved. */
  private boolean flush() {
    dirty.forEach(this::publish);
    dirty.clear();
    boolean moved = watermark > position.processedTo;
    position.processedTo = Math.max(watermark, position.processedTo);
    return moved;
  }

  private void publish(Slot slot, Totals current) {
    Object[] key = codec.values(slot.key());
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
      oversized.inc();
      if (oversizeLog.passes(now())) {
        LOG.error(
            "view {}: a group of {} bytes does not fit the speed topic ({} bytes) and is missing"
                + " from the speed view; raise the topic's max.message.bytes",
            settings.viewName(),
            bytes,
            settings.maxRecordBytes());
      }
      return;
    }
    upserts.inc();
    emit(record);
  }

  private void heartbeat() {
    SpeedHeartbeat heartbeat =
        new SpeedHeartbeat(
            settings.generation(),
            subtask(),
            parallelism(),
            position.processedTo,
            position.stragglers);
    emit(
        LogRecord.routedByKey(
            SpeedRecordCodec.heartbeatKey(heartbeat), SpeedRecordCodec.heartbeatValue(heartbeat)));
    lastHeartbeat = now();
  }

  private void emit(LogRecord record) {
    output.collect(outgoing.replace(record));
  }

  @Override
  public void processWatermark1(Watermark mark) {
    watermark = Math.max(watermark, mark.getTimestamp());
  }

  /** The frontiers have no watermarks; events alone say how far the view has come. */
  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int index) {
    if (index == 0 && status.isIdle()) {
      flush();
      heartbeat();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
    heartbeat();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (nextFlush != null) {
      nextFlush.cancel(false);
    }
    super.close();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    positionState.clear();
    positionState.add(position.store(subtask()));
  }
}
