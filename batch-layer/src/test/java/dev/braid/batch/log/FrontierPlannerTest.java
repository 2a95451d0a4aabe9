package dev.braid.batch.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontierPlannerTest {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Epochs HOURS = Epochs.of(Duration.ofHours(1));
  private static final Epochs MINUTES = Epochs.of(Duration.ofMinutes(1));
  private static final Instant CAPTURED = Instant.parse("2026-11-23T12:00:59.999Z");

  private final FrontierPlanner planner =
      new FrontierPlanner(
          GRACE, CAPTURED, Offsets.of(Map.of(0, 100L, 1, 50L)), CAPTURED.plusSeconds(10));

  @Test
  void theAimIsTheLastEpochThatEndedAGraceAgo() {
    assertThat(planner.aim(HOURS)).isEqualTo(Frontier.parse("2026-11-23T11:00:00Z"));
    assertThat(planner.aim(MINUTES)).isEqualTo(Frontier.parse("2026-11-23T11:59:00Z"));
    FrontierPlanner later =
        new FrontierPlanner(GRACE, CAPTURED.plusMillis(1), Offsets.NONE, CAPTURED);
    assertThat(later.aim(HOURS)).isEqualTo(Frontier.parse("2026-11-23T12:00:00Z"));
  }

  @Test
  void theAimIsAllowedOnceEveryPartitionIsStableUpToTheCapturedEnd() {
    assertThat(planner.next(CAPTURED, Offsets.of(Map.of(0, 100L, 1, 50L))))
        .isEqualTo(FrontierPlanner.Step.AIM);
    assertThat(planner.next(CAPTURED, Offsets.of(Map.of(0, 170L, 1, 50L))))
        .isEqualTo(FrontierPlanner.Step.AIM);
    assertThat(planner.next(CAPTURED, Offsets.of(Map.of(0, 170L, 1, 49L))))
        .isEqualTo(FrontierPlanner.Step.WAIT);
    assertThat(planner.next(CAPTURED, Offsets.of(Map.of(0, 170L))))
        .isEqualTo(FrontierPlanner.Step.WAIT);
  }

  @Test
  void waitsUntilTheDeadlineAndThenFallsBack() {
    Offsets open = Offsets.of(Map.of(0, 99L, 1, 50L));
    assertThat(planner.unstable(open)).containsExactly(0);
    assertThat(planner.next(CAPTURED.plusMillis(9999), open)).isEqualTo(FrontierPlanner.Step.WAIT);
    assertThat(planner.next(CAPTURED.plusMillis(10000), open))
        .isEqualTo(FrontierPlanner.Step.FALL_BACK);
  }

  @Test
  void fallsBackToTheLeastFrontierThatTheOpenTransactionsAllow() {
    Instant one = Instant.parse("2026-11-23T10:30:00Z");
    Instant two = Instant.parse("2026-11-23T10:00:59.999Z");
    assertThat(planner.fallback(HOURS, List.of(one)))
        .isEqualTo(Frontier.parse("2026-11-23T10:00:00Z"));
    assertThat(planner.fallback(HOURS, List.of(one, two)))
        .isEqualTo(Frontier.parse("2026-11-23T09:00:00Z"));
    assertThat(planner.fallback(MINUTES, List.of(one)))
        .isEqualTo(Frontier.parse("2026-11-23T10:29:00Z"));
  }

  @Test
  void neverFallsBackBeyondTheAim() {
    Instant brokerAhead = CAPTURED.plusSeconds(7200);
    assertThat(planner.fallback(HOURS, List.of(brokerAhead))).isEqualTo(planner.aim(HOURS));
    assertThat(planner.fallback(HOURS, List.of())).isEqualTo(planner.aim(HOURS));
  }
}
