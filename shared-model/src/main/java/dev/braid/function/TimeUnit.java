package dev.braid.function;

import dev.braid.type.Temporals;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The units of {@code date_trunc}, {@code date_add} and {@code date_diff}, the shortest first. */
public enum TimeUnit {
  MILLISECOND(1000, 0),
  SECOND(Temporals.MICROS_PER_SECOND, 0),
  MINUTE(60 * Temporals.MICROS_PER_SECOND, 0),
  HOUR(3600 * Temporals.MICROS_PER_SECOND, 0),
  DAY(Temporals.MICROS_PER_DAY, 0),
  WEEK(7 * Temporals.MICROS_PER_DAY, 0),
  MONTH(0, 1),
  QUARTER(0, 3),
  YEAR(0, 12);

  private final long micros;
  private final int months;

  TimeUnit(long micros, int months) {
    this.micros = micros;
    this.months = months;
  }

  /** Its length on a wall clock that is never set; 0 if that varies. */
  long micros() {
    return micros;
  }

  /** Its length in months; 0 if it is shorter than one. */
  int months() {
    return months;
  }

  /** Whether it divides days: its length is then the same in every zone. */
  boolean isOfTime() {
    return compareTo(DAY) < 0;
  }

  /** In lower case. */
  public static List<String> names() {
    return Arrays.stream(values()).map(unit -> unit.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** By its name in any case. */
  public static Optional<TimeUnit> of(String name) {
    return Arrays.stream(values()).filter(unit -> unit.name().equalsIgnoreCase(name)).findFirst();
  }
}
