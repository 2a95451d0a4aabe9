package dev.braid.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final Supervisor.BackOff BACK_OFF =
      new Supervisor.BackOff(Duration.ofSeconds(1), Duration.ofSeconds(8), Duration.ofMinutes(1));

  private final Supervisor supervisor = new Supervisor(BACK_OFF);
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void startsAgainAfterTheFirstWait() {
    supervisor.started("speed", now);
    supervisor.started("serving", now);

    tick(5);
    assertThat(supervisor.died("speed", now)).isEqualTo(Duration.ofSeconds(1));
    assertThat(supervisor.due(now)).isEmpty();
    assertThat(supervisor.nextDue()).contains(now.plusSeconds(1));

    tick(1);
    assertThat(supervisor.due(now)).containsExactly("speed");
    supervisor.started("speed", now);
    assertThat(supervisor.due(now)).isEmpty();
    assertThat(supervisor.nextDue()).isEmpty();
    assertThat(supervisor.restarts("speed")).isEqualTo(1);
    assertThat(supervisor.restarts("serving")).isZero();
  }

  @Test
  void waitsLongerForAProcessThatKeepsDyingButNeverTooLong() {
    supervisor.started("speed", now);
    assertThat(dieAndStartAgain()).isEqualTo(Duration.ofSeconds(1));
    assertThat(dieAndStartAgain()).isEqualTo(Duration.ofSeconds(2));
    assertThat(dieAndStartAgain()).isEqualTo(Duration.ofSeconds(4));
    assertThat(dieAndStartAgain()).isEqualTo(Duration.ofSeconds(8));
    assertThat(dieAndStartAgain()).isEqualTo(Duration.ofSeconds(8));
    assertThat(supervisor.restarts("speed")).isEqualTo(5);
  }

  @Test
  void forgetsOldDeathsOfAProcessThatRanLong() {
    supervisor.started("speed", now);
    dieAndStartAgain();
    dieAndStartAgain();
    tick(59);
    assertThat(dieAndStartAgain()).isEqualTo(Duration.ofSeconds(4));
    tick(60);
    assertThat(dieAndStartAgain()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void manyDeathsOverflowNothing() {
    supervisor.started("speed", now);
    for (int i = 0; i < 100; i++) {
      assertThat(dieAndStartAgain()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    }
  }

  private Duration dieAndStartAgain() {
    Duration wait = supervisor.died("speed", now);
    now = now.plus(wait);
    assertThat(supervisor.due(now)).containsExactly("speed");
    supervisor.started("speed", now);
    return wait;
  }

  private void tick(long seconds) {
    now = now.plusSeconds(seconds);
  }
}
