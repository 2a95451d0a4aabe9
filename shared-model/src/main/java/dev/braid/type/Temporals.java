package dev.braid.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Text of DATE and TIMESTAMP values. Both lie in the years 1 to 9999. */
public final class Temporals {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MIN_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long MAX_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private static final DateTimeFormatter PARSER =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter PRINTER =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private Temporals() {}

  /** Reads {@code 2026-01-31}; empty if it is no such date. */
  public static OptionalInt parseDate(String text) {
    try {
      long day = LocalDate.parse(text).toEpochDay();
      return dayInRange(day) ? OptionalInt.of((int) day) : OptionalInt.empty();
    } catch (DateTimeException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * Reads ISO 8601, UTC unless it has an offset, with {@code T} or a blank between date and time;
   * digits after the microsecond are dropped. Empty if it is no such instant.
   */
  public static OptionalLong parseTimestamp(String text) {
    boolean blank = text.length() > 10 && text.charAt(10) == ' ';
    String iso = blank ? text.substring(0, 10) + 'T' + text.substring(11) : text;
    try {
      TemporalAccessor parsed = PARSER.parseBest(iso, Instant::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof Instant i ? i : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
      long micros =
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
              instant.getNano() / 1000);
      return isTimestamp(micros) ? OptionalLong.of(micros) : OptionalLong.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** Whether microseconds since 1970 lie in the years of a TIMESTAMP. */
  public static boolean isTimestamp(long micros) {
    return dayInRange(Math.floorDiv(micros, MICROS_PER_DAY));
  }

  private static boolean dayInRange(long day) {
    return day >= MIN_DAY && day <= MAX_DAY;
  }

  /** {@code 2026-01-31}. */
  public static String date(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  /** {@code 2026-01-31 23:59:59.25}, without digits that are zero at its end. */
  public static String timestamp(long micros) {
    return PRINTER.format(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND),
            (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
            ZoneOffset.UTC));
  }
}
