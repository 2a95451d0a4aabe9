package dev.braid.serving.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Frontier;
import org.junit.jupiter.api.Test;

class StragglersTest {
  private final Stragglers stragglers = new Stragglers();

  @Test
  void aVersionCountsWhatHadBeenSeenByItsFrontier() {
    stragglers.heard(1_000, 0);
    stragglers.heard(2_000, 3);
    stragglers.heard(3_000, 3);
    stragglers.heard(5_000, 4);
    assertThat(stragglers.uncounted()).isEqualTo(4);
    stragglers.covered(new Frontier(4_000));
    assertThat(stragglers.uncounted()).isEqualTo(1);
    stragglers.heard(6_000, 6);
    assertThat(stragglers.uncounted()).isEqualTo(3);
    stragglers.covered(new Frontier(6_000));
    assertThat(stragglers.uncounted()).isZero();
  }

  @Test
  void whatIsNotKnownIsTakenForUncounted() {
    stragglers.covered(new Frontier(4_000));
    stragglers.heard(5_000, 7);
    assertThat(stragglers.uncounted()).isEqualTo(7);
    stragglers.covered(new Frontier(4_500));
    assertThat(stragglers.uncounted()).isEqualTo(7);
    stragglers.covered(new Frontier(8_000));
    assertThat(stragglers.uncounted()).isZero();
  }

  @Test
  void goingBackToAnEarlierVersionTakesNothingBack() {
    stragglers.heard(1_000, 2);
    stragglers.heard(3_000, 5);
    stragglers.covered(new Frontier(4_000));
    stragglers.covered(new Frontier(2_000));
    assertThat(stragglers.uncounted()).isZero();
  }

  @Test
  void aSpeedJobThatBeginsAnewIsCountedAnew() {
    stragglers.heard(1_000, 9);
    stragglers.covered(new Frontier(2_000));
    stragglers.heard(3_000, 0);
    stragglers.heard(4_000, 2);
    assertThat(stragglers.uncounted()).isEqualTo(2);
  }
}
