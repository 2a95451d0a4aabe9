package dev.braid.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An oracle that cannot find anything is worth nothing: each wrong answer must be found. */
class OracleTest {
  private static final int EVENTS = 100;

  private final List<String> violations = new ArrayList<>();
  private final Oracle oracle = new Oracle(2, violations::add);

  @BeforeEach
  void write() {
    for (int i = 0; i < 2 * EVENTS; i++) {
      oracle.logged(i % 2, EventStream.value(i));
    }
  }

  /** The sum of a partition's first events, computed without the oracle. */
  private static long sum(int partition, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += value(partition, i);
    }
    return sum;
  }

  private static long value(int partition, int i) {
    return EventStream.value(2L * i + partition);
  }

  private static Reading reading(long version, String reason, Reading.Row first, int second) {
    return new Reading(
        1,
        "plain",
        0,
        0,
        version,
        "none",
        reason,
        Map.of(0, first, 1, new Reading.Row(second, sum(1, second))));
  }

  private void answer(long count, long checksum) {
    oracle.answered(reading(1, "", new Reading.Row(count, checksum), 7));
  }

  private static Reading right(long version, String reason, int count) {
    return reading(version, reason, new Reading.Row(count, sum(0, count)), 7);
  }

  @Test
  void everyPrefixIsRight() {
    for (int count = 0; count <= EVENTS; count++) {
      answer(count, sum(0, count));
    }
    oracle.answered(right(1, "", EVENTS));
    oracle.close();
    assertThat(violations).isEmpty();
  }

  @Test
  void aMissingGroupIsAnEmptyPrefix() {
    oracle.answered(new Reading(1, "plain", 0, 0, 1, "none", "", Map.of()));
    assertThat(violations).isEmpty();
  }

  @Test
  void aLostEventIsFound() {
    answer(50, sum(0, 51) - value(0, 20));
    assertThat(violations)
        .singleElement()
        .asString()
        .contains("partition 0 counts 50", "event 20 were missing");
  }

  @Test
  void aDoubledEventIsFound() {
    answer(50, sum(0, 49) + value(0, 20));
    assertThat(violations).singleElement().asString().contains("event 20 were counted twice");
  }

  @Test
  void aDoubledEventBesideAnotherThatIsLostIsFound() {
    answer(50, sum(0, 50) - value(0, 3) + value(0, 4));
    assertThat(violations).hasSize(1);
  }

  @Test
  void anEventOfAnotherPartitionIsFound() {
    answer(50, sum(0, 49) + value(1, 49));
    assertThat(violations).singleElement().asString().contains("which no single event explains");
  }

  @Test
  void aSumOfAnotherPrefixIsFound() {
    answer(50, sum(0, 49));
    assertThat(violations).singleElement().asString().contains("its first 49 have that sum");
  }

  @Test
  void aGroupThatCannotBeIsFound() {
    oracle.answered(new Reading(1, "plain", 0, 0, 1, "none", "", Map.of(9, new Reading.Row(0, 0))));
    assertThat(violations).singleElement().asString().contains("partition 9, which is none");
  }

  @Test
  void aFallingCountIsFound() {
    answer(50, sum(0, 50));
    answer(49, sum(0, 49));
    assertThat(violations)
        .singleElement()
        .asString()
        .contains("counts 49 events, and counted 50 before");
  }

  @Test
  void aGroupThatDisappearsIsFound() {
    answer(50, sum(0, 50));
    oracle.answered(
        new Reading(1, "plain", 0, 0, 1, "none", "", Map.of(1, new Reading.Row(7, sum(1, 7)))));
    assertThat(violations).singleElement().asString().contains("counts 0 events");
  }

  @Test
  void anotherReaderMayBeBehind() {
    answer(50, sum(0, 50));
    oracle.answered(
        new Reading(2, "plain", 0, 0, 1, "none", "", Map.of(0, new Reading.Row(10, sum(0, 10)))));
    assertThat(violations).isEmpty();
  }

  @Test
  void onlyAReasonToGoBackAllowsIt() {
    oracle.answered(right(4, "", 50));
    oracle.answered(right(4, "more than one batch version behind: at frontier x", 40));
    assertThat(violations).isEmpty();
    oracle.answered(right(4, "the speed layer has been silent for 11 s", 30));
    assertThat(violations).hasSize(1);
  }

  @Test
  void whatGoesBackMustBeAPrefixAllTheSame() {
    oracle.answered(
        reading(4, "more than one batch version behind", new Reading.Row(40, sum(0, 39)), 7));
    assertThat(violations).hasSize(1);
  }

  @Test
  void aFallingBatchVersionIsFound() {
    oracle.answered(right(4, "", 50));
    oracle.answered(right(3, "", 50));
    assertThat(violations).singleElement().asString().contains("batch version was 4 before");
  }

  @Test
  void handOffsAreCountedOnceAView() {
    oracle.answered(right(-1, "", 50));
    oracle.answered(right(0, "", 50));
    oracle.answered(right(0, "", 50));
    oracle.answered(
        new Reading(2, "plain", 0, 0, 0, "none", "", Map.of(0, new Reading.Row(9, sum(0, 9)))));
    oracle.answered(right(2, "", 50));
    assertThat(oracle.handOffs()).isEqualTo(2);
  }

  @Test
  void whatIsAheadOfTheLogIsJudgedLater() {
    long ahead = sum(0, EVENTS + 1);
    answer(EVENTS + 1, ahead);
    assertThat(violations).isEmpty();
    oracle.logged(0, value(0, EVENTS));
    assertThat(violations).isEmpty();

    answer(EVENTS + 2, ahead);
    oracle.logged(0, value(0, EVENTS + 1));
    assertThat(violations).hasSize(1);
  }

  @Test
  void whatTheLogNeverHadIsFoundAtTheEnd() {
    answer(EVENTS + 1, sum(0, EVENTS + 1));
    oracle.close();
    assertThat(violations).singleElement().asString().contains("more than the log has: 100");
  }
}
