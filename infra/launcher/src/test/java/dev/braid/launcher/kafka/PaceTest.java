package dev.braid.launcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void letsEventsGoAtAnEvenRate() {
    Pace pace = Pace.parse("500/s");

    assertThat(pace.untilAllowed(500, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.untilAllowed(500, Duration.ofMillis(900))).isEqualTo(Duration.ofMillis(100));
    assertThat(pace.untilAllowed(500, Duration.ofSeconds(2))).isZero();
  }

  @Test
  void noLimitNeverWaits() {
    assertThat(Pace.UNLIMITED.untilAllowed(Long.MAX_VALUE, Duration.ZERO)).isZero();
  }

  @Test
  void refusesWhatIsNoRate() {
    for (String wrong : new String[] {"0", "-1", "fast", "5/min", ""}) {
      assertThatThrownBy(() -> Pace.parse(wrong)).isInstanceOf(BraidException.class);
    }
  }
}
