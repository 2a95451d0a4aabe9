package dev.braid.speed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.CompiledProject;
import dev.braid.source.QuarantinedEvent;
import dev.braid.source.Source;
import dev.braid.speed.TickViews;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.RawEvent;
import dev.braid.speed.codec.SpeedTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeOperatorTest {
  private final Source source = TickViews.source("ticks", 1);
  private OneInputStreamOperatorTestHarness<RawEvent, DecodedEvent> harness;

  @BeforeEach
  void open() throws Exception {
    harness = decode(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void decodes() throws Exception {
    event(5, "{\"p\":1,\"v\":2,\"k\":\"x\"}");
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(event -> assertThat(event.row()).containsExactly(1, 2L, "x"));
  }

  @Test
  void sendsTheBadToQuarantineWithTheirPlaceAndReason() throws Exception {
    event(5, "{\"p\":");
    event(6, "{\"p\":1}");
    event(7, null);
    assertThat(harness.extractOutputValues()).hasSize(1);

    List<QuarantinedEvent> quarantined = quarantined();
    assertThat(quarantined).hasSize(2);
    assertThat(quarantined.get(0).key()).isEqualTo("ticks/3/5");
    assertThat(quarantined.get(0).code()).isEqualTo("NOT_JSON");
    assertThat(quarantined.get(0).appendTime()).isEqualTo(1005);
    assertThat(quarantined.get(0).value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"p\":");
    assertThat(quarantined.get(1).code()).isEqualTo("EMPTY");
    assertThat(quarantined.get(1).value()).isNull();
  }

  @Test
  void leavesOutTheBytesOfWhatTheQuarantineCannotTake() throws Exception {
    event(5, "x".repeat(5000));
    assertThat(quarantined())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.value()).isNull();
              assertThat(event.reason()).contains("its 5000 bytes");
              assertThat(event.offset()).isEqualTo(5);
            });
  }

  @Test
  void claimsTheLastEventOnceTheInputIsQuiet() throws Exception {
    event(5, "{\"p\":1}");
    harness.processWatermark(1004);
    harness.getOutput().clear();
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).containsExactly(new Watermark(1005), WatermarkStatus.IDLE);
  }

  @Test
  void claimsARejectedEventToo() throws Exception {
    event(5, "nonsense");
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).contains(new Watermark(1005));
  }

  @Test
  void neverGoesBack() throws Exception {
    event(5, "{\"p\":1}");
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    harness.getOutput().clear();
    harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
    harness.processWatermark(1004);
    assertThat(harness.getOutput()).containsExactly(WatermarkStatus.ACTIVE);
  }

  @Test
  void remembersTheLastEventOverARestore() throws Exception {
    event(5, "{\"p\":1}");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = decode(state);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).contains(new Watermark(1005));
  }

  @Test
  void claimsNothingBeforeTheFirstEvent() throws Exception {
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
  }

  private OneInputStreamOperatorTestHarness<RawEvent, DecodedEvent> decode(
      OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<RawEvent, DecodedEvent> decode =
        new OneInputStreamOperatorTestHarness<>(
            new DecodeOperator(source, 4096),
            SpeedTypes.RAW_EVENT.createSerializer(new SerializerConfigImpl()));
    decode.setup(SpeedTypes.decodedEvent(source).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      decode.initializeState(state);
    }
    decode.open();
    return decode;
  }

  private void event(long offset, String value) throws Exception {
    byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    harness.processElement(new StreamRecord<>(new RawEvent(3, offset, 1000 + offset, bytes)));
  }

  private List<QuarantinedEvent> quarantined() {
    return harness.getSideOutput(DecodeOperator.QUARANTINE).stream()
        .map(StreamRecord::getValue)
        .map(DecodeOperatorTest::read)
        .toList();
  }

  private static QuarantinedEvent read(LogRecord record) {
    try {
      QuarantinedEvent event =
          CompiledProject.json().readValue(record.value(), QuarantinedEvent.class);
      assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo(event.key());
      return event;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
