package dev.braid.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {
  private static final long SECONDS_TO_2150 =
      Instant.parse("2150-01-01T00:00:00Z").getEpochSecond();
  private static final long SECONDS_FROM_1800 =
      Instant.parse("1800-01-01T00:00:00Z").getEpochSecond();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "+02:00",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Africa/Casablanca",
        "Pacific/Apia"
      })
  void readsAsTheZonesRulesSay(String zone) {
    WallClock clock = WallClock.of(DataType.timestampIn(zone));
    ZoneRules rules = ZoneId.of(zone).getRules();
    Random random = new Random(20261124);
    for (int i = 0; i < 20_000; i++) {
      long span = SECONDS_TO_2150 - SECONDS_FROM_1800;
      check(clock, rules, SECONDS_FROM_1800 + (long) (random.nextDouble() * span));
    }
    rules
        .getTransitions()
        .forEach(
            change -> {
              check(clock, rules, change.toEpochSecond() - 1);
              check(clock, rules, change.toEpochSecond());
            });
    check(clock, rules, Instant.parse("0001-01-01T00:00:00Z").getEpochSecond());
    check(clock, rules, Instant.parse("2099-12-31T23:59:59Z").getEpochSecond());
    check(clock, rules, Instant.parse("2100-01-01T00:00:00Z").getEpochSecond());
    check(clock, rules, Instant.parse("9999-07-01T00:00:00Z").getEpochSecond());
  }

  private static void check(WallClock clock, ZoneRules rules, long seconds) {
    Instant instant = Instant.ofEpochSecond(seconds);
    assertThat(clock.offsetSeconds(seconds * Temporals.MICROS_PER_SECOND))
        .as("%s", instant)
        .isEqualTo(rules.getOffset(instant).getTotalSeconds());
  }
}
