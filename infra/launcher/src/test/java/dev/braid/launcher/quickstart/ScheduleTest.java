package dev.braid.launcher.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule = new Schedule(1_000_000, Duration.ofSeconds(100), 2);

  @Test
  void sendsEvenlyAndAllInTime() {
    assertThat(schedule.allowed(Duration.ZERO, 0)).isZero();
    assertThat(schedule.allowed(Duration.ofSeconds(50), 0)).isEqualTo(500_000);
    assertThat(schedule.allowed(Duration.ofSeconds(100), 2)).isEqualTo(1_000_000);
    assertThat(schedule.allowed(Duration.ofSeconds(500), 2)).isEqualTo(1_000_000);
  }

  @Test
  void keepsEventsFlowingUntilTheHandOffsHaveHappened() {
    long before = schedule.allowed(Duration.ofSeconds(90), 1);
    for (int second = 91; second <= 160; second++) {
      long allowed = schedule.allowed(Duration.ofSeconds(second), 1);
      assertThat(allowed).as("at second %d", second).isBetween(before + 1, 999_999L);
      before = allowed;
    }
    assertThat(schedule.allowed(Duration.ofDays(100), 1)).isEqualTo(999_999);
    assertThat(schedule.allowed(Duration.ofSeconds(160), 2)).isEqualTo(1_000_000);
  }

  @Test
  void runsTheBatchLayerUntilTheHandOffsHaveHappened() {
    assertThat(schedule.isBatchDue(99_999, 0, 0)).isFalse();
    assertThat(schedule.isBatchDue(100_000, 0, 0)).isTrue();
    assertThat(schedule.isBatchDue(100_000, 1, 0)).isFalse();
    assertThat(schedule.isBatchDue(400_000, 1, 1)).isTrue();
    assertThat(schedule.isBatchDue(700_000, 2, 1)).isTrue();
    assertThat(schedule.isBatchDue(700_000, 2, 2)).isFalse();
    assertThat(schedule.isBatchDue(1_000_000, 0, 0)).isFalse();
  }
}
