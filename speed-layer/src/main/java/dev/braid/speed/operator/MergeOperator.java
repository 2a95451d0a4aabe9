package dev.braid.speed.operator;

import dev.braid.log.Frontier;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.ViewCodec;
import dev.braid.speed.merge.MergeOutput;
import dev.braid.speed.merge.MergeSettings;
import dev.braid.speed.merge.Position;
import dev.braid.speed.merge.SpeedMerge;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.LongPrimitiveArraySerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Keeps the speed view: runs {@link SpeedMerge} on Flink's events, timers and state. The first
 * input brings partials, the second moves the frontier.
 */
public final class MergeOperator extends AbstractStreamOperator<LogRecord>
    implements TwoInputStreamOperator<Partial, FrontierMove, LogRecord> {
  private static final long serialVersionUID = 1L;

  private final MergeSettings settings;
  private final ViewCodec codec;

  private transient ListState<long[]> positionState;
  private transient Position position;
  private transient SpeedMerge merge;
  private transient ScheduledFuture<?> nextTick;

  public MergeOperator(MergeSettings settings, ViewCodec codec) {
    this.settings = settings;
    this.codec = codec;
  }

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
            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
            new Frontier(settings.frontierMillis()),
            new Frontier(settings.previousFrontierMillis()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    merge =
        new SpeedMerge(
            settings,
            codec.view(),
            codec::values,
            position,
            new FlinkTotals(getKeyedStateBackend(), codec),
            new Output(),
            now());
    scheduleTick();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void scheduleTick() {
    nextTick =
        getProcessingTimeService()
            .registerTimer(
                now() + settings.bundleMillis(),
                time -> {
                  merge.tick(now());
                  scheduleTick();
                });
  }

  @Override
  public void processElement1(StreamRecord<Partial> element) {
    merge.partial(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<FrontierMove> element) {
    merge.frontier(element.getValue());
  }

  @Override
  public void processWatermark1(Watermark mark) {
    merge.watermark(mark.getTimestamp());
  }

  /** The frontiers have no watermarks; events alone say how far the view has come. */
  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int index) {
    if (index == 0 && status.isIdle()) {
      merge.idle(now());
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    merge.barrier();
  }

  @Override
  public void finish() throws Exception {
    merge.endOfInput(now());
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (nextTick != null) {
      nextTick.cancel(false);
    }
    super.close();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    positionState.clear();
    positionState.add(position.store());
  }

  /** Sends records on; counts, and tells the log now and then. */
  private final class Output implements MergeOutput {
    private final StreamRecord<LogRecord> outgoing = new StreamRecord<>(null);
    private final Occasionally stragglerLog = new Occasionally();
    private final Occasionally oversizeLog = new Occasionally();
    private final Counter upserts = getMetricGroup().counter("upserts");
    private final Counter stragglers = getMetricGroup().counter("stragglers");
    private final Counter oversized = getMetricGroup().counter("oversized");

    @Override
    public void record(LogRecord record) {
      output.collect(outgoing.replace(record));
    }

    @Override
    public void upserted() {
      upserts.inc();
    }

    @Override
    public void stragglers(long events) {
      stragglers.inc(events);
      if (stragglerLog.passes(now())) {
        LOG.warn(
            "view {}: {} events fell behind the frontier {}: their append time is older than the"
                + " batch layer had reason to expect (a broker's clock?); the next batch run counts"
                + " them",
            settings.viewName(),
            position.stragglers(),
            position.frontier());
      }
    }

    @Override
    public void oversized(int bytes) {
      oversized.inc();
      if (oversizeLog.passes(now())) {
        LOG.error(
            "view {}: a group of {} bytes does not fit the speed topic ({} bytes) and is missing"
                + " from the speed view; raise the topic's max.message.bytes",
            settings.viewName(),
            bytes,
            settings.maxRecordBytes());
      }
    }
  }
}
