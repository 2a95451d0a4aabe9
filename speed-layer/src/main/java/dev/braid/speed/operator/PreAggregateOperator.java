package dev.braid.speed.operator;

import dev.braid.log.Epochs;
import dev.braid.project.ViewDefinition;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.ViewCodec;
import dev.braid.speed.merge.Bundle;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/** Runs a {@link Bundle} on Flink's events and timers, before groups cross the network. */
public final class PreAggregateOperator extends AbstractStreamOperator<Partial>
    implements OneInputStreamOperator<DecodedEvent, Partial> {
  private static final long serialVersionUID = 1L;

  private final ViewCodec codec;
  private final long epochMillis;
  private final long bundleMillis;

  private transient Bundle bundle;
  private transient ScheduledFuture<?> nextTick;

  public PreAggregateOperator(ViewDefinition definition, Duration bundle) {
    this.codec = new ViewCodec(definition.plan());
    this.epochMillis = definition.epochMillis();
    this.bundleMillis = bundle.toMillis();
  }

  @Override
  public void open() throws Exception {
    super.open();
    bundle = new Bundle(codec.view(), new Epochs(epochMillis), codec::key, new Output());
    scheduleTick();
  }

  private void scheduleTick() {
    nextTick =
        getProcessingTimeService()
            .registerTimer(
                getProcessingTimeService().getCurrentProcessingTime() + bundleMillis,
                time -> {
                  bundle.tick();
                  scheduleTick();
                });
  }

  @Override
  public void processElement(StreamRecord<DecodedEvent> element) {
    DecodedEvent event = element.getValue();
    bundle.event(event.appendTime(), event.row());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    bundle.barrier();
  }

  @Override
  public void finish() throws Exception {
    bundle.endOfInput();
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
  public void processWatermark(Watermark mark) {
    bundle.watermark(mark.getTimestamp());
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    bundle.status();
    super.processWatermarkStatus(status);
  }

  private final class Output implements Bundle.Output {
    private final StreamRecord<Partial> outgoing = new StreamRecord<>(null);

    @Override
    public void partial(Partial partial) {
      output.collect(outgoing.replace(partial));
    }

    @Override
    public void watermark(long timestamp) {
      output.emitWatermark(new Watermark(timestamp));
    }
  }
}
