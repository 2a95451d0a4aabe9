package dev.braid.speed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import dev.braid.speed.TickViews;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.Partial;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreAggregateOperatorTest {
  private static final long EPOCH = 10_000;

  private final Source source = TickViews.source("ticks", 1);
  private final ViewDefinition view = TickViews.definition("words", TickViews.words(), EPOCH);
  private OneInputStreamOperatorTestHarness<DecodedEvent, Partial> harness;

  @BeforeEach
  void open() throws Exception {
    harness = Harnesses.preAggregate(source, view);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void sendsOnePartialAGroupAndEpochOnceABundle() throws Exception {
    event("a", 1, 100);
    event("a", 2, 200);
    event("b", 3, 100);
    event("a", 4, EPOCH + 1);
    assertThat(harness.getOutput()).isEmpty();

    harness.setProcessingTime(Harnesses.BUNDLE_MILLIS);
    assertThat(harness.extractOutputValues()).hasSize(3);
    assertThat(harness.extractOutputValues())
        .filteredOn(partial -> partial.totals().events() == 2)
        .singleElement()
        .satisfies(
            partial -> {
              assertThat(partial.epoch()).isZero();
              assertThat(partial.totals().appendTime()).isEqualTo(200);
            });
  }

  @Test
  void sendsAGroupsEpochsInTheirOrder() throws Exception {
    for (long epoch = 0; epoch < 50; epoch++) {
      event("a", 1, epoch * EPOCH);
    }
    harness.setProcessingTime(Harnesses.BUNDLE_MILLIS);
    assertThat(harness.extractOutputValues()).extracting(Partial::epoch).isSorted().hasSize(50);
  }

  @Test
  void leavesOutWhatTheFilterDoes() throws Exception {
    event("a", -1, 100);
    harness.setProcessingTime(Harnesses.BUNDLE_MILLIS);
    assertThat(harness.getOutput()).isEmpty();
  }

  @Test
  void holdsNothingOverABarrier() throws Exception {
    event("a", 1, 100);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void holdsNothingAtTheEndOfItsInput() throws Exception {
    event("a", 1, 100);
    harness.getOperator().finish();
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void aFullBundleDoesNotWaitForTheTimer() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      event("k" + i, 1, 100);
    }
    assertThat(harness.extractOutputValues()).hasSize(20_000);
  }

  @Test
  void aWatermarkWaitsForWhatCameBeforeIt() throws Exception {
    event("a", 1, 100);
    harness.processWatermark(99);
    assertThat(harness.getOutput()).isEmpty();
    harness.setProcessingTime(Harnesses.BUNDLE_MILLIS);
    assertThat(harness.getOutput()).hasSize(2);
    assertThat(harness.getOutput().toArray()[1]).isEqualTo(new Watermark(99));
  }

  /** Or who goes on from a drained job's last checkpoint would have processed all for ever. */
  @Test
  void theMarkAtTheEndOfADrainedInputGoesNoFurther() throws Exception {
    harness.processWatermark(99);
    harness.processWatermark(Long.MAX_VALUE);
    harness.getOperator().finish();
    assertThat(harness.getOutput()).containsExactly(new Watermark(99));
  }

  @Test
  void aWatermarkPassesAnEmptyBundle() throws Exception {
    harness.processWatermark(99);
    assertThat(harness.getOutput()).containsExactly(new Watermark(99));
  }

  @Test
  void theHeldWatermarkGoesBeforeTheIdleStatus() throws Exception {
    event("a", 1, 100);
    harness.processWatermark(100);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    Object[] output = harness.getOutput().toArray();
    assertThat(output).hasSize(3);
    assertThat(output[1]).isEqualTo(new Watermark(100));
    assertThat(output[2]).isEqualTo(WatermarkStatus.IDLE);
  }

  private void event(String word, long value, long appendTime) throws Exception {
    harness.processElement(
        new StreamRecord<>(new DecodedEvent(appendTime, new Object[] {1, value, word})));
  }
}
