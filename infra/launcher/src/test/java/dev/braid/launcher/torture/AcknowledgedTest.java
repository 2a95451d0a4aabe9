package dev.braid.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AcknowledgedTest {
  private final Acknowledged acknowledged = new Acknowledged(2);

  private static Reading reading(long at, long first, long second) {
    return new Reading(
        1,
        "a",
        at,
        at,
        0,
        "none",
        "",
        Map.of(0, new Reading.Row(first, 0), 1, new Reading.Row(second, 0)));
  }

  @Test
  void theOldestEventLeftOutDecides() {
    acknowledged.acknowledged(0, 0, 1_000);
    acknowledged.acknowledged(1, 0, 2_000);
    acknowledged.acknowledged(0, 1, 3_000);
    assertThat(acknowledged.counts()).containsExactly(2, 1);
    assertThat(acknowledged.staleness(reading(5_000, 0, 0))).isEqualTo(4_000);
    assertThat(acknowledged.staleness(reading(5_000, 1, 0))).isEqualTo(3_000);
    assertThat(acknowledged.staleness(reading(5_000, 1, 1))).isEqualTo(2_000);
    assertThat(acknowledged.staleness(reading(5_000, 2, 1))).isZero();
  }

  @Test
  void anAnswerMayCountMoreThanWasAcknowledged() {
    assertThat(acknowledged.staleness(reading(5_000, 3, 3))).isZero();
    acknowledged.acknowledged(0, 0, 1_000);
    assertThat(acknowledged.staleness(reading(5_000, 3, 3))).isZero();
  }

  @Test
  void whatComesWithinTheResolutionIsOneStep() {
    acknowledged.acknowledged(0, 0, 1_000);
    acknowledged.acknowledged(0, 1, 1_019);
    acknowledged.acknowledged(0, 2, 1_020);
    assertThat(acknowledged.staleness(reading(2_000, 1, 0))).isEqualTo(1_000);
    assertThat(acknowledged.staleness(reading(2_000, 2, 0))).isEqualTo(980);
  }

  @Test
  void anAcknowledgementOutOfOrderTakesNothingBack() {
    acknowledged.acknowledged(0, 5, 1_000);
    acknowledged.acknowledged(0, 2, 2_000);
    assertThat(acknowledged.counts()).containsExactly(6, 0);
    assertThat(acknowledged.staleness(reading(3_000, 6, 0))).isZero();
  }

  @Test
  void keepsThousandsOfSteps() {
    for (int i = 0; i < 5_000; i++) {
      acknowledged.acknowledged(0, i, i * 100L);
    }
    assertThat(acknowledged.staleness(reading(500_000, 4_321, 0))).isEqualTo(500_000 - 432_100);
  }
}
