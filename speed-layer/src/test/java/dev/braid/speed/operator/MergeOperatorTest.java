package dev.braid.speed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.expression.EventKey;
import dev.braid.expression.InputRow;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.project.ViewDefinition;
import dev.braid.speed.PublishedView;
import dev.braid.speed.TickViews;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.Totals;
import dev.braid.speed.codec.ViewCodec;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeOperatorTest {
  private static final long EPOCH = 10_000;

  private final ViewDefinition view = TickViews.definition("prefixes", TickViews.prefixes(), EPOCH);
  private final ViewCodec codec = new ViewCodec(view.plan());
  private PublishedView published = new PublishedView(view.plan());
  private KeyedTwoInputStreamOperatorTestHarness<GroupKey, Partial, FrontierMove, LogRecord> merge;
  private long time;

  @BeforeEach
  void open() throws Exception {
    merge = Harnesses.merge(view, Frontier.NONE, null);
  }

  @AfterEach
  void close() throws Exception {
    merge.close();
  }

  @Test
  void publishesTheWholeStateOnceABundle() throws Exception {
    event(1, 100, 5);
    event(1, 200, 6);
    assertThat(publish()).isZero();

    tick();
    assertThat(published.upserts()).isEqualTo(1);
    assertThat(row(1)).containsExactly(1, 2L, 11L);

    event(1, 300, 1);
    tick();
    assertThat(row(1)).containsExactly(1, 3L, 12L);
    assertThat(published.events(Frontier.NONE)).isEqualTo(3);
  }

  @Test
  void keepsEpochsApart() throws Exception {
    event(1, 100, 5);
    event(1, EPOCH + 100, 6);
    tick();
    assertThat(published.epochs()).containsExactlyInAnyOrder(0L, EPOCH);
    assertThat(row(1)).containsExactly(1, 2L, 11L);
  }

  /** Or a reader could see an epoch's events without those of the epoch before it. */
  @Test
  void publishesAGroupsEpochsInTheirOrderAndToOnePartition() throws Exception {
    for (long epoch = 0; epoch < 50; epoch++) {
      event(1, epoch * EPOCH, 1);
    }
    List<LogRecord> upserts = afterTick().stream().filter(r -> r.key()[0] == '[').toList();

    long counted = 0;
    for (LogRecord upsert : upserts) {
      published.apply(upsert.key(), upsert.value());
      counted++;
      assertThat(published.epochs()).contains((counted - 1) * EPOCH);
      assertThat(upsert.route()).isEqualTo(upserts.get(0).route());
    }
    assertThat(counted).isEqualTo(50);
  }

  @Test
  void publishesEverythingDirtyBeforeABarrier() throws Exception {
    event(1, 100, 5);
    merge.prepareSnapshotPreBarrier(1);
    publish();
    assertThat(row(1)).containsExactly(1, 1L, 5L);

    reopen(merge.snapshot(1, time), Frontier.NONE);
    tick();
    assertThat(published.upserts()).isEqualTo(1);
    assertThat(row(1)).containsExactly(1, 1L, 5L);
  }

  @Test
  void publishesEverythingDirtyAtTheEndOfItsInput() throws Exception {
    event(1, 100, 5);
    merge.getOperator().finish();
    publish();
    assertThat(row(1)).containsExactly(1, 1L, 5L);
  }

  @Test
  void goesOnFromARestoredState() throws Exception {
    event(1, 100, 5);
    merge.prepareSnapshotPreBarrier(1);
    reopen(merge.snapshot(1, time), Frontier.NONE);
    event(1, 200, 6);
    tick();
    assertThat(row(1)).containsExactly(1, 2L, 11L);
    assertThat(published.events(Frontier.NONE)).isEqualTo(2);
  }

  @Test
  void retiresByThePreviousFrontierNotByTheNewest() throws Exception {
    event(1, 100, 5);
    event(1, EPOCH + 100, 6);
    event(1, 2 * EPOCH + 100, 7);
    tick();

    announce(2 * EPOCH, EPOCH);
    tick();

    assertThat(published.tombstones()).containsExactly(new PublishedView.Slot(0, List.of(1)));
    assertThat(published.epochs()).containsExactlyInAnyOrder(EPOCH, 2 * EPOCH);
    assertThat(merge.numKeyedStateEntries()).isEqualTo(2);
  }

  @Test
  void aRetiredEpochStaysRetired() throws Exception {
    announce(2 * EPOCH, EPOCH);
    event(1, 100, 5);
    tick();
    assertThat(published.upserts()).isZero();

    merge.prepareSnapshotPreBarrier(1);
    reopen(merge.snapshot(1, time), Frontier.NONE);
    event(1, 200, 5);
    tick();
    assertThat(published.upserts()).isZero();
    assertThat(merge.numKeyedStateEntries()).isZero();
  }

  @Test
  void aDirtyUpsertOfARetiredEpochIsNotPublishedAfterItsTombstone() throws Exception {
    event(1, 100, 5);
    announce(2 * EPOCH, EPOCH);
    tick();
    assertThat(published.upserts()).isZero();
    assertThat(published.epochs()).isEmpty();
  }

  @Test
  void retiresAfterARestoreWhatTheCheckpointStillHeld() throws Exception {
    event(1, 100, 5);
    tick();
    merge.prepareSnapshotPreBarrier(1);
    reopen(merge.snapshot(1, time), new Frontier(EPOCH));
    tick();
    assertThat(published.tombstones()).hasSize(1);
    assertThat(merge.numKeyedStateEntries()).isZero();
  }

  @Test
  void aLateEventOfACoveredEpochIsAStraggler() throws Exception {
    announce(2 * EPOCH, EPOCH);
    watermark(2 * EPOCH + 500);
    event(1, EPOCH + 100, 5);
    event(1, 100, 5);
    event(1, 2 * EPOCH + 100, 5);
    heartbeatTick();
    assertThat(published.stragglers()).isEqualTo(2);
    assertThat(published.epochs()).containsExactlyInAnyOrder(EPOCH, 2 * EPOCH);
  }

  @Test
  void anEventThatAJobMeetsWhileCatchingUpIsNoStraggler() throws Exception {
    announce(2 * EPOCH, EPOCH);
    watermark(EPOCH + 50);
    event(1, EPOCH + 100, 5);
    heartbeatTick();
    assertThat(published.stragglers()).isZero();
  }

  @Test
  void countsStragglersOverARestore() throws Exception {
    announce(2 * EPOCH, EPOCH);
    watermark(2 * EPOCH + 500);
    event(1, EPOCH + 100, 5);
    merge.prepareSnapshotPreBarrier(1);
    reopen(merge.snapshot(1, time), Frontier.NONE);
    heartbeatTick();
    assertThat(published.stragglers()).isEqualTo(1);
  }

  @Test
  void aHeartbeatNeverClaimsWhatIsNotPublished() throws Exception {
    event(1, 100, 5);
    watermark(99);
    assertThat(published.heartbeats()).isEmpty();
    for (LogRecord record : afterTick()) {
      published.apply(record.key(), record.value());
      if (published.processedTo() == 99) {
        assertThat(published.upserts()).isEqualTo(1);
      }
    }
    assertThat(published.processedTo()).isEqualTo(99);
  }

  /** A reader must know that a new run is at work before it sees what that run replays. */
  @Test
  void saysThatItIsAtWorkBeforeItPublishesAnything() throws Exception {
    event(1, 100, 5);
    merge.prepareSnapshotPreBarrier(1);
    assertThat(merge.extractOutputValues().get(0).key()[0]).isEqualTo((byte) '{');
  }

  @Test
  void beatsEverySecondThoughNothingHappens() throws Exception {
    tick();
    assertThat(published.heartbeats()).hasSize(1);
    merge.getOutput().clear();
    for (int i = 0; i < 3; i++) {
      assertThat(afterTick()).isEmpty();
    }
    assertThat(afterTick()).hasSize(1);
  }

  @Test
  void saysAtOnceWhereItIsWhenTheInputGoesQuiet() throws Exception {
    event(1, 100, 5);
    watermark(100);
    merge.processWatermarkStatus1(WatermarkStatus.IDLE);
    publish();
    assertThat(published.upserts()).isEqualTo(1);
    assertThat(published.processedTo()).isEqualTo(100);
  }

  @Test
  void frontiersDoNotHoldTheWatermarkBack() throws Exception {
    watermark(100);
    tick();
    assertThat(published.processedTo()).isEqualTo(100);
  }

  @Test
  void aFreshJobBeginsJustBeforeItsFrontier() throws Exception {
    reopen(null, new Frontier(3 * EPOCH));
    tick();
    assertThat(published.processedTo()).isEqualTo(3 * EPOCH - 1);
  }

  @Test
  void anIdleRestoredJobStillSaysWhereItIs() throws Exception {
    watermark(777);
    tick();
    merge.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState state = merge.snapshot(1, time);
    reopen(state, Frontier.NONE);
    published = new PublishedView(view.plan());
    tick();
    assertThat(published.processedTo()).isEqualTo(777);
  }

  @Test
  void leavesOutAnUpsertThatTheTopicWouldRefuseAndGoesOn() throws Exception {
    merge.close();
    merge = Harnesses.merge(view, Frontier.NONE, 10, null);
    time = 0;
    event(1, 100, 5);
    tick();
    assertThat(published.upserts()).isZero();
    assertThat(published.heartbeats()).isNotEmpty();
  }

  private void event(int partition, long appendTime, long value) throws Exception {
    Totals totals = Totals.empty(codec.view());
    InputRow row = new InputRow(new Object[] {partition, value, null});
    totals.add(codec.view(), appendTime, row);
    EventKey key = codec.view().newKey(0);
    codec.view().key(row, key);
    merge.processElement1(
        new StreamRecord<>(
            new Partial(
                codec.key(codec.view().values(key)), view.epochs().epochOf(appendTime), totals)));
  }

  private void announce(long frontier, long previousFrontier) throws Exception {
    merge.processElement2(
        new StreamRecord<>(
            new FrontierMove(
                FrontierAnnouncement.key(view.name(), view.definitionHash()),
                new Frontier(frontier),
                new Frontier(previousFrontier))));
  }

  private void watermark(long timestamp) throws Exception {
    merge.processWatermark1(new Watermark(timestamp));
  }

  private void heartbeatTick() throws Exception {
    for (int i = 0; i < 6; i++) {
      tick();
    }
  }

  private void tick() throws Exception {
    time += Harnesses.BUNDLE_MILLIS;
    merge.setProcessingTime(time);
    publish();
  }

  private List<LogRecord> afterTick() throws Exception {
    merge.getOutput().clear();
    time += Harnesses.BUNDLE_MILLIS;
    merge.setProcessingTime(time);
    List<LogRecord> records = merge.extractOutputValues();
    merge.getOutput().clear();
    return records;
  }

  private int publish() {
    List<LogRecord> records = merge.extractOutputValues();
    records.forEach(record -> published.apply(record.key(), record.value()));
    merge.getOutput().clear();
    return records.size();
  }

  private void reopen(OperatorSubtaskState state, Frontier previousFrontier) throws Exception {
    publish();
    merge.close();
    merge = Harnesses.merge(view, previousFrontier, state);
    time = 0;
  }

  private List<Object> row(int partition) {
    return published.rows(Frontier.NONE).get(List.<Object>of(partition));
  }
}
