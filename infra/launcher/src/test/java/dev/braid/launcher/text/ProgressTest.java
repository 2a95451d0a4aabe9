package dev.braid.launcher.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void drawsShareRateAndTimeLeft() {
    assertThat(new Progress(250, 1000, 50_000, Duration.ofSeconds(20)).line())
        .isEqualTo("[#######.......................]  25 %  50,000 events  2,500/s  1 min left");
  }

  @Test
  void drawsNoBarWhereTheEndIsUnknown() {
    assertThat(new Progress(250, -1, 10, Duration.ofSeconds(4)).line()).isEqualTo("10 events  3/s");
  }

  @Test
  void isFullAtTheEnd() {
    assertThat(new Progress(1000, 1000, 5, Duration.ofSeconds(1)).line())
        .startsWith("[##############################] 100 %")
        .doesNotContain("left");
  }

  @Test
  void anEmptyFileIsNoDivisionByZero() {
    assertThat(new Progress(0, 0, 0, Duration.ZERO).line()).isEqualTo("0 events  0/s");
  }
}
