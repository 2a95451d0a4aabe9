package dev.braid.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  private static Blow blow(Victim victim, Duration pause) {
    return new Blow(1, victim, Duration.ZERO, pause, 1);
  }

  private void recovered(Blow blow, long millis) {
    tally.struck(blow);
    tally.recovered(new Recoveries.Recovered(blow, millis));
  }

  @Test
  void countsByKind() {
    recovered(blow(Victim.BROKER, Duration.ZERO), 2_000);
    recovered(blow(Victim.BROKER, Duration.ZERO), 4_000);
    recovered(blow(Victim.BROKER, Duration.ofSeconds(3)), 500);
    tally.struck(blow(Victim.SERVING, Duration.ZERO));
    assertThat(tally.blows()).isEqualTo(4);
    assertThat(tally.table())
        .anySatisfy(line -> assertThat(line).matches("broker +2 +2 +2\\.0 +4\\.0 +4\\.0"))
        .anySatisfy(line -> assertThat(line).matches("broker, paused +1 +1 +0\\.5 +0\\.5 +0\\.5"))
        .anySatisfy(line -> assertThat(line).matches("serving +1 +0 +- +- +-"));
    assertThat(tally.recovery()).isEqualTo("2.0/4.0/4.0 s");
  }

  @Test
  void quantilesAreByNearestRank() {
    List<Long> hundred = LongStream.rangeClosed(1, 100).boxed().toList();
    assertThat(Tally.quantile(hundred, 0.5)).isEqualTo(50);
    assertThat(Tally.quantile(hundred, 0.99)).isEqualTo(99);
    assertThat(Tally.quantile(hundred, 1)).isEqualTo(100);
    assertThat(Tally.quantile(List.of(7L), 0.5)).isEqualTo(7);
    assertThat(Tally.quantile(List.of(), 0.5)).isEqualTo(-1);
  }
}
