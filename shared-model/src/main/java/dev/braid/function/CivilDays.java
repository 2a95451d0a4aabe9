package dev.braid.function;

/**
 * The Gregorian calendar over days since 1970-01-01, without a date object for each. It is {@link
 * java.time.LocalDate}'s: also before 1582, and with a year 0. (Years are counted from March, so
 * that the day that comes and goes is their last.)
 */
final class CivilDays {
  private static final long DAYS_OF_400_YEARS = 146_097;

  /** From 0000-03-01 to 1970-01-01. */
  private static final long FROM_MARCH_0 = 719_468;

  private CivilDays() {}

  static long of(long year, int month, int day) {
    long marchYear = month <= 2 ? year - 1 : year;
    long yearOf400 = Math.floorMod(marchYear, 400L);
    int dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    return Math.floorDiv(marchYear, 400L) * DAYS_OF_400_YEARS
        + (yearOf400 * 365 + yearOf400 / 4 - yearOf400 / 100 + dayOfYear)
        - FROM_MARCH_0;
  }

  static long year(long epochDay) {
    return fields(epochDay) >> 9;
  }

  static int month(long epochDay) {
    return (int) (fields(epochDay) >> 5 & 0xF);
  }

  static int dayOfMonth(long epochDay) {
    return (int) (fields(epochDay) & 0x1F);
  }

  /** Year, month in four bits, day in five. */
  private static long fields(long epochDay) {
    long day = epochDay + FROM_MARCH_0;
    long dayOf400Years = Math.floorMod(day, DAYS_OF_400_YEARS);
    long yearOf400 =
        (dayOf400Years - dayOf400Years / 1460 + dayOf400Years / 36_524 - dayOf400Years / 146_096)
            / 365;
    long dayOfYear = dayOf400Years - (365 * yearOf400 + yearOf400 / 4 - yearOf400 / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = Math.floorDiv(day, DAYS_OF_400_YEARS) * 400 + yearOf400 + (month <= 2 ? 1 : 0);
    return year << 9 | month << 5 | (dayOfYear - (153 * marchMonth + 2) / 5 + 1);
  }

  static int quarter(long epochDay) {
    return (month(epochDay) - 1) / 3 + 1;
  }

  /** From 1. */
  static long dayOfYear(long epochDay) {
    return epochDay - of(year(epochDay), 1, 1) + 1;
  }

  /** From 1, a Monday, to 7. */
  static long dayOfWeek(long epochDay) {
    return Math.floorMod(epochDay + 3, 7L) + 1;
  }

  /** The ISO week, which belongs to the year that its Thursday is in. */
  static long week(long epochDay) {
    return (dayOfYear(thursday(epochDay)) - 1) / 7 + 1;
  }

  static long yearOfWeek(long epochDay) {
    return year(thursday(epochDay));
  }

  private static long thursday(long epochDay) {
    return epochDay - dayOfWeek(epochDay) + 4;
  }

  static long lastDayOfMonth(long epochDay) {
    return lastDayOfMonth(year(epochDay), month(epochDay));
  }

  private static long lastDayOfMonth(long year, int month) {
    return (month == 12 ? of(year + 1, 1, 1) : of(year, month + 1, 1)) - 1;
  }

  /** The same day some months on; the last of a month that is too short. */
  static long plusMonths(long epochDay, long months) {
    long total = year(epochDay) * 12 + month(epochDay) - 1 + months;
    long year = Math.floorDiv(total, 12L);
    int month = (int) Math.floorMod(total, 12L) + 1;
    long first = of(year, month, 1);
    return Math.min(first + dayOfMonth(epochDay) - 1, lastDayOfMonth(year, month));
  }
}
