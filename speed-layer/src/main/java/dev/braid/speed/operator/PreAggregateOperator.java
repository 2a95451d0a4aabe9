package dev.braid.speed.operator;

import dev.braid.expression.CompiledView;
import dev.braid.expression.EventKey;
import dev.braid.expression.InputRow;
import dev.braid.log.Epochs;
import dev.braid.project.ViewDefinition;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.Totals;
import dev.braid.speed.codec.ViewCodec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Aggregates what arrives within a bundle, so that a hot group crosses the network once a bundle.
 * Sends a group's epochs on in the order in which they came. Holds nothing over a checkpoint
 * barrier, and holds a watermark back until what came before it is on its way.
 */
public final class PreAggregateOperator extends AbstractStreamOperator<Partial>
    implements OneInputStreamOperator<DecodedEvent, Partial> {
  private static final long serialVersionUID = 1L;
  private static final int MAX_BUNDLE_ENTRIES = 20_000;

  private final ViewCodec codec;
  private final long epochMillis;
  private final long bundleMillis;

  private transient CompiledView view;
  private transient Epochs epochs;
  private transient int epochCell;
  private transient InputRow row;
  private transient EventKey key;
  private transient Map<EventKey, Totals> bundle;
  private transient StreamRecord<Partial> outgoing;
  private transient Watermark held;
  private transient ScheduledFuture<?> nextFlush;

  public PreAggregateOperator(ViewDefinition definition, Duration bundle) {
    this.codec = new ViewCodec(definition.plan());
    this.epochMillis = definition.epochMillis();
    this.bundleMillis = bundle.toMillis();
  }

  @Override
  public void open() throws Exception {
    super.open();
    view = codec.view();
    epochs = new Epochs(epochMillis);
    row = new InputRow();
    key = view.newKey(1);
    epochCell = view.plan().keys().size();
    bundle = new LinkedHashMap<>();
    outgoing = new StreamRecord<>(null);
    scheduleFlush();
  }

  private void scheduleFlush() {
    nextFlush =
        getProcessingTimeService()
            .registerTimer(
                getProcessingTimeService().getCurrentProcessingTime() + bundleMillis,
                time -> {
                  flush();
                  scheduleFlush();
                });
  }

  @Override
  public void processElement(StreamRecord<DecodedEvent> element) {
    DecodedEvent event = element.getValue();
    row.set(event.row());
    if (!view.accepts(row)) {
      return;
    }
    view.key(row, key);
    key.cell(epochCell).setLong(epochs.epochOf(event.appendTime()));
    Totals totals = bundle.get(key);
    if (totals == null) {
      totals = Totals.empty(view);
      bundle.put(key.copy(), totals);
    }
    totals.add(view, event.appendTime(), row);
    if (bundle.size() >= MAX_BUNDLE_ENTRIES) {
      flush();
    }
  }

  private void flush() {
    bundle.forEach(
        (group, totals) ->
            output.collect(
                outgoing.replace(
                    new Partial(
                        codec.key(view.values(group)), group.cell(epochCell).getLong(), totals))));
    bundle.clear();
    if (held != null) {
      output.emitWatermark(held);
      held = null;
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void finish() throws Exception {
    flush();
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
  public void processWatermark(Watermark mark) {
    if (bundle.isEmpty()) {
      output.emitWatermark(mark);
    } else {
      held = mark;
    }
  }

  /** A channel that is idle has its watermarks ignored: the held one goes first. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }
}
