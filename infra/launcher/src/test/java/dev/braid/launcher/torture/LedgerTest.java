package dev.braid.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Blow BLOW = new Blow(3, Victim.BROKER, Duration.ZERO, Duration.ZERO, 1);

  private final List<String> said = new ArrayList<>();
  private final Ledger ledger = new Ledger(1, Set.of("a"), said::add);

  @BeforeEach
  void write() {
    ledger.begins(0);
    for (int i = 0; i < 10; i++) {
      ledger.logged(0, EventStream.value(i));
      ledger.acknowledged(0, i, 1_000L * i);
    }
  }

  private static Reading reading(long at, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += EventStream.value(i);
    }
    return new Reading(1, "a", at, at, count, "none", "", Map.of(0, new Reading.Row(count, sum)));
  }

  @Test
  void aRunWithoutViolation() {
    ledger.struck(BLOW, 9_500);
    ledger.answered(reading(10_000, 8));
    ledger.answered(reading(12_000, 10));
    assertThat(said)
        .singleElement()
        .asString()
        .contains("at     9 s", "kill broker", "recovered in 2.5 s");
    ledger.closing();
    assertThat(ledger.isComplete()).isFalse();
    ledger.answered(reading(13_000, 10));
    assertThat(ledger.isComplete()).isTrue();
    ledger.close(1);
    assertThat(ledger.summary(42))
        .isEqualTo(
            "torture: 1 kills, 1 hand-offs, 3 reads, 0 violations, recovery p50/p99/max"
                + " 2.5/2.5/2.5 s, staleness max 2.0 s, seed 42");
  }

  @Test
  void whatIsNeverCountedIsAViolation() {
    ledger.closing();
    ledger.answered(reading(13_000, 9));
    ledger.close(0);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("VIOLATION", "not every acknowledged event is counted in time by [a]", "[10]");
    assertThat(ledger.violations()).isEqualTo(1);
  }

  @Test
  void aKillThatDidNotComeAboutOrIsNotRecoveredFromIsAViolation() {
    ledger.closing();
    ledger.answered(reading(13_000, 10));
    ledger.struck(BLOW, 14_000);
    ledger.close(2);
    assertThat(said)
        .anySatisfy(line -> assertThat(line).contains("not recovered from: kill broker"))
        .anySatisfy(line -> assertThat(line).contains("1 of 2 kills"))
        .hasSize(2);
  }

  @Test
  void aWrongAnswerIsAViolation() {
    ledger.answered(new Reading(1, "a", 0, 0, 1, "none", "", Map.of(0, new Reading.Row(3, 5))));
    assertThat(said).singleElement().asString().contains("VIOLATION", "counts 3 events");
  }
}
