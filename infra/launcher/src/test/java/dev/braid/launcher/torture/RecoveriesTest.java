package dev.braid.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecoveriesTest {
  private static final Blow BLOW = new Blow(1, Victim.SERVING, Duration.ZERO, Duration.ZERO, 1);

  private final Recoveries recoveries = new Recoveries(Set.of("a", "b"));

  private static Reading reading(String view, long asked, long at, long first, long second) {
    return reading(view, asked, at, first, second, "");
  }

  private static Reading reading(
      String view, long asked, long at, long first, long second, String reason) {
    return new Reading(
        1,
        view,
        asked,
        at,
        0,
        "none",
        reason,
        Map.of(0, new Reading.Row(first, 0), 1, new Reading.Row(second, 0)));
  }

  @Test
  void isRecoveredOnceEveryViewCountsAll() {
    recoveries.struck(BLOW, 1_000, new long[] {10, 20});
    assertThat(recoveries.answered(reading("a", 2_000, 2_100, 10, 19))).isEmpty();
    assertThat(recoveries.answered(reading("a", 3_000, 3_100, 10, 20))).isEmpty();
    assertThat(recoveries.open()).containsExactly(BLOW);
    assertThat(recoveries.answered(reading("b", 4_000, 4_100, 11, 25)))
        .containsExactly(new Recoveries.Recovered(BLOW, 3_100));
    assertThat(recoveries.open()).isEmpty();
  }

  @Test
  void anAnswerAskedForBeforeDoesNotCount() {
    recoveries.struck(BLOW, 1_000, new long[] {10, 20});
    recoveries.answered(reading("a", 1_000, 1_100, 10, 20));
    assertThat(recoveries.answered(reading("b", 999, 1_100, 10, 20))).isEmpty();
  }

  @Test
  void aDegradedAnswerDoesNotCount() {
    recoveries.struck(BLOW, 1_000, new long[] {10, 20});
    recoveries.answered(reading("a", 1_001, 1_100, 10, 20));
    assertThat(recoveries.answered(reading("b", 1_001, 1_100, 10, 20, "silent"))).isEmpty();
  }

  @Test
  void theMomentIsKept() {
    long[] counts = {10, 20};
    recoveries.struck(BLOW, 1_000, counts);
    counts[0] = 0;
    assertThat(recoveries.answered(reading("a", 2_000, 2_000, 9, 20))).isEmpty();
    recoveries.answered(reading("b", 2_000, 2_000, 10, 20));
    assertThat(recoveries.open()).hasSize(1);
  }
}
