package dev.braid.speed.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.project.CompiledProject;
import dev.braid.source.EventDecoder;
import dev.braid.source.QuarantinedEvent;
import dev.braid.source.Rejection;
import dev.braid.source.Source;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.RawEvent;
import dev.braid.speed.codec.SpeedTypes;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Decodes events; what cannot be decoded leaves through {@link #QUARANTINE}.
 *
 * <p>While records flow, a watermark stays just below the newest append time, as another record may
 * still carry the same one, and the slowest partition holds it down. When the whole input has gone
 * quiet everything it brought has been processed, so the greatest append time seen is claimed; it
 * is remembered in checkpoints, so that a restored job whose log is quiet says so too.
 */
public final class DecodeOperator extends AbstractStreamOperator<DecodedEvent>
    implements OneInputStreamOperator<RawEvent, DecodedEvent> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<LogRecord> QUARANTINE =
      new OutputTag<>("quarantine", SpeedTypes.LOG_RECORD);

  private final String sourceJson;
  private final int maxRecordBytes;

  private transient Source source;
  private transient EventDecoder decoder;
  private transient ObjectWriter quarantineJson;
  private transient Object[] row;
  private transient StreamRecord<DecodedEvent> outgoing;
  private transient Counter events;
  private transient Counter rejected;
  private transient ListState<Long> newestState;
  private transient long newest;
  private transient long claimed;

  /**
   * @param maxRecordBytes the most that the quarantine topic takes in one record
   */
  public DecodeOperator(Source source, int maxRecordBytes) {
    try {
      this.sourceJson = CompiledProject.json().writeValueAsString(source);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a source without a JSON form", e);
    }
    this.maxRecordBytes = maxRecordBytes;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    newestState =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("newest-append-time", LongSerializer.INSTANCE));
    newest = Long.MIN_VALUE;
    for (long restored : newestState.get()) {
      newest = Math.max(newest, restored);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    source = CompiledProject.json().readValue(sourceJson, Source.class);
    decoder = new EventDecoder(source);
    quarantineJson = CompiledProject.json().writer().without(SerializationFeature.INDENT_OUTPUT);
    row = new Object[source.columns().size()];
    outgoing = new StreamRecord<>(null);
    claimed = Long.MIN_VALUE;
    events = getMetricGroup().counter("events");
    rejected = getMetricGroup().counter("rejected");
  }

  @Override
  public void processElement(StreamRecord<RawEvent> element) throws Exception {
    RawEvent raw = element.getValue();
    newest = Math.max(newest, raw.appendTime());
    events.inc();
    Rejection rejection = decoder.decode(raw.value(), row);
    if (rejection == null) {
      output.collect(outgoing.replace(new DecodedEvent(raw.appendTime(), row)));
    } else {
      rejected.inc();
      output.collect(QUARANTINE, new StreamRecord<>(quarantined(raw, rejection)));
    }
  }

  private LogRecord quarantined(RawEvent raw, Rejection rejection) throws JsonProcessingException {
    LogRecord whole = record(raw, rejection.code(), rejection.reason(), raw.value());
    if (whole.key().length + whole.value().length <= maxRecordBytes) {
      return whole;
    }
    String reason =
        rejection.reason()
            + "; its "
            + raw.value().length
            + " bytes are too many for the quarantine topic and are in the source's log only";
    return record(raw, rejection.code(), reason, null);
  }

  private LogRecord record(RawEvent raw, String code, String reason, byte[] value)
      throws JsonProcessingException {
    QuarantinedEvent event =
        new QuarantinedEvent(
            source.name(), raw.partition(), raw.offset(), raw.appendTime(), code, reason, value);
    return LogRecord.routedByKey(
        event.key().getBytes(StandardCharsets.UTF_8), quarantineJson.writeValueAsBytes(event));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() > claimed) {
      claimed = mark.getTimestamp();
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      processWatermark(new Watermark(newest));
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    newestState.clear();
    newestState.add(newest);
  }
}
