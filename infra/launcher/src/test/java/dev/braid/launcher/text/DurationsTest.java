package dev.braid.launcher.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTest {
  @Test
  void readsWell() {
    assertThat(Durations.brief(Duration.ofMillis(250))).isEqualTo("250 ms");
    assertThat(Durations.brief(Duration.ofMillis(4_240))).isEqualTo("4.2 s");
    assertThat(Durations.brief(Duration.ofSeconds(30))).isEqualTo("30 s");
    assertThat(Durations.brief(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
    assertThat(Durations.brief(Duration.ofMinutes(303))).isEqualTo("5 h 3 min");
    assertThat(Durations.brief(Duration.ofHours(52))).isEqualTo("2 d 4 h");
  }
}
