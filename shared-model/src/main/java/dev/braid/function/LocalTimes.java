package dev.braid.function;

import dev.braid.type.NullFlag;
import dev.braid.type.Temporals;

/** Calendar arithmetic on local times, which are microseconds since 1970 on a wall clock. */
final class LocalTimes {
  /** More than there are between any two timestamps. */
  private static final long MAX_MICROS = 10_000 * 366 * Temporals.MICROS_PER_DAY;

  private static final long MAX_MONTHS = 10_000 * 12;

  private LocalTimes() {}

  /** The day of a local time. */
  static long day(long local) {
    return Math.floorDiv(local, Temporals.MICROS_PER_DAY);
  }

  private static long timeOfDay(long local) {
    return Math.floorMod(local, Temporals.MICROS_PER_DAY);
  }

  /** The start of the unit that a local time falls into; weeks start on Monday. */
  static long truncate(TimeUnit unit, long local) {
    return switch (unit) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> local - Math.floorMod(local, unit.micros());
      case WEEK, MONTH, QUARTER, YEAR -> truncateDay(unit, day(local)) * Temporals.MICROS_PER_DAY;
    };
  }

  private static long truncateDay(TimeUnit unit, long day) {
    return switch (unit) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> day;
      case WEEK -> day - CivilDays.dayOfWeek(day) + 1;
      case MONTH -> day - CivilDays.dayOfMonth(day) + 1;
      case QUARTER -> CivilDays.of(CivilDays.year(day), CivilDays.quarter(day) * 3 - 2, 1);
      case YEAR -> CivilDays.of(CivilDays.year(day), 1, 1);
    };
  }

  /**
   * A local time some units on; from a month up the day stays, or is the last of a month that is
   * too short. NULL if it would leave the years of a timestamp by far.
   */
  static long add(TimeUnit unit, long amount, long local, NullFlag nulls) {
    if (unit.months() == 0) {
      return Math.abs(amount) > MAX_MICROS / unit.micros()
          ? nulls.nullLong()
          : local + amount * unit.micros();
    }
    return Math.abs(amount) > MAX_MONTHS / unit.months()
        ? nulls.nullLong()
        : CivilDays.plusMonths(day(local), amount * unit.months()) * Temporals.MICROS_PER_DAY
            + timeOfDay(local);
  }

  /** How many whole units it takes from one local time to another; negative if it is earlier. */
  static long difference(TimeUnit unit, long from, long to) {
    return unit.months() == 0 ? (to - from) / unit.micros() : wholeMonths(from, to) / unit.months();
  }

  /** A month is whole too where {@link #add} would stop at the last day of a short one. */
  private static long wholeMonths(long from, long to) {
    if (to < from) {
      return -wholeMonths(to, from);
    }
    long start = day(from);
    long end = day(to);
    long months =
        (CivilDays.year(end) - CivilDays.year(start)) * 12
            + CivilDays.month(end)
            - CivilDays.month(start);
    long due = CivilDays.plusMonths(start, months);
    boolean early = end == due ? timeOfDay(to) < timeOfDay(from) : end < due;
    return early ? months - 1 : months;
  }
}
