package dev.braid.function;

import dev.braid.type.Temporals;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.OptionalLong;

/** Calendar arithmetic on local times, which are microseconds since 1970 on a wall clock. */
final class LocalTimes {
  /** More than there are between any two timestamps. */
  private static final long MAX_MICROS = 10_000 * 366 * Temporals.MICROS_PER_DAY;

  private static final long MAX_MONTHS = 10_000 * 12;

  private LocalTimes() {}

  /** The start of the unit that a local time falls into; weeks start on Monday. */
  static long truncate(TimeUnit unit, long local) {
    return switch (unit) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> local - Math.floorMod(local, unit.micros());
      case WEEK, MONTH, QUARTER, YEAR ->
          truncate(unit, Temporals.dateOf(local)).toEpochDay() * Temporals.MICROS_PER_DAY;
    };
  }

  private static LocalDate truncate(TimeUnit unit, LocalDate date) {
    return switch (unit) {
      case MILLISECOND, SECOND, MINUTE, HOUR, DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
      case YEAR -> date.withDayOfYear(1);
    };
  }

  /**
   * A local time some units on; from a month up the day stays, or is the last of a month that is
   * too short. Empty if it would leave the years of a timestamp by far.
   */
  static OptionalLong add(TimeUnit unit, long amount, long local) {
    if (unit.months() == 0) {
      return Math.abs(amount) > MAX_MICROS / unit.micros()
          ? OptionalLong.empty()
          : OptionalLong.of(local + amount * unit.micros());
    }
    if (Math.abs(amount) > MAX_MONTHS / unit.months()) {
      return OptionalLong.empty();
    }
    LocalDate date = Temporals.dateOf(local).plusMonths(amount * unit.months());
    return OptionalLong.of(
        date.toEpochDay() * Temporals.MICROS_PER_DAY
            + Math.floorMod(local, Temporals.MICROS_PER_DAY));
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
    LocalDate start = Temporals.dateOf(from);
    LocalDate end = Temporals.dateOf(to);
    long months =
        (end.getYear() - start.getYear()) * 12L + end.getMonthValue() - start.getMonthValue();
    int due = Math.min(start.getDayOfMonth(), end.lengthOfMonth());
    boolean early =
        end.getDayOfMonth() == due ? timeOfDay(to) < timeOfDay(from) : end.getDayOfMonth() < due;
    return early ? months - 1 : months;
  }

  private static long timeOfDay(long local) {
    return Math.floorMod(local, Temporals.MICROS_PER_DAY);
  }
}
