package dev.braid.type;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of DATE and TIMESTAMP values. Both lie in the years 1 to 9999. */
public final class Temporals {
  public static final long MICROS_PER_SECOND = 1_000_000L;
  public static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  private static final long MIN_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long MAX_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private static final DateTimeFormatter PARSER =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern CAST_DATE =
      Pattern.compile("(?<year>[-+]?\\d{1,9})-(?<month>\\d{1,2})-(?<day>\\d{1,2})");

  private static final Pattern CAST_TIMESTAMP =
      Pattern.compile(
          "(?<year>[-+]?\\d{4,9})-(?<month>\\d{1,2})-(?<day>\\d{1,2})"
              + "(?: (?:(?<hour>\\d{1,2}):(?<minute>\\d{1,2})"
              + "(?::(?<second>\\d{1,2})(?:\\.(?<fraction>\\d{1,18}))?)?)?"
              + "\\s*(?<zone>.+)?)?");

  private static final DateTimeFormatter SIX_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

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
      return isDate(day) ? OptionalInt.of((int) day) : OptionalInt.empty();
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

  /**
   * Reads a date as CAST does: {@code 2026-1-31}, blanks around it left out. Empty if it is no such
   * date.
   */
  public static OptionalInt castDate(String text) {
    Matcher date = CAST_DATE.matcher(text.strip());
    if (!date.matches()) {
      return OptionalInt.empty();
    }
    try {
      long day = date(date).toEpochDay();
      return isDate(day) ? OptionalInt.of((int) day) : OptionalInt.empty();
    } catch (DateTimeException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * Reads a time without a zone as CAST does: {@code 2026-1-31[ 23:59[:59[.123456]]]}, blanks
   * around it left out. Empty if it is no such time. A seventh digit is rounded.
   */
  public static OptionalLong castTimestamp(String text) {
    Matcher time = CAST_TIMESTAMP.matcher(text.strip());
    return time.matches() && time.group("zone") == null
        ? castTimestamp(time, ZoneOffset.UTC)
        : OptionalLong.empty();
  }

  /**
   * The same with a zone or an offset after it, {@code +02:00}, {@code Z} or {@code Europe/Berlin};
   * UTC without.
   */
  public static OptionalLong castZonedTimestamp(String text) {
    Matcher time = CAST_TIMESTAMP.matcher(text.strip());
    if (!time.matches()) {
      return OptionalLong.empty();
    }
    String zone = time.group("zone");
    try {
      return castTimestamp(time, zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong castTimestamp(Matcher time, ZoneId zone) {
    try {
      long seconds =
          date(time)
              .atTime(number(time, "hour"), number(time, "minute"), number(time, "second"))
              .atZone(zone)
              .toEpochSecond();
      if (seconds < MIN_DAY * 86_400 || seconds > (MAX_DAY + 1) * 86_400) {
        return OptionalLong.empty();
      }
      long micros = seconds * MICROS_PER_SECOND + micros(time.group("fraction"));
      return isTimestamp(micros) ? OptionalLong.of(micros) : OptionalLong.empty();
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static LocalDate date(Matcher matcher) {
    return LocalDate.of(number(matcher, "year"), number(matcher, "month"), number(matcher, "day"));
  }

  private static int number(Matcher matcher, String group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** The digits after a second's point, rounded to the microsecond. */
  private static long micros(String fraction) {
    if (fraction == null) {
      return 0;
    }
    long tenths = Long.parseLong((fraction + "0000000").substring(0, 7));
    return (tenths + 5) / 10;
  }

  /** Whether microseconds since 1970 lie in the years of a TIMESTAMP. */
  public static boolean isTimestamp(long micros) {
    return isDate(Math.floorDiv(micros, MICROS_PER_DAY));
  }

  /** Whether days since 1970 lie in the years of a DATE. */
  public static boolean isDate(long day) {
    return day >= MIN_DAY && day <= MAX_DAY;
  }

  /** A time in UTC, or a local time, by its fields. */
  public static LocalDateTime dateTimeOf(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
        ZoneOffset.UTC);
  }

  /** {@code 2026-01-31}. */
  public static String date(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }

  /** {@code 2026-01-31 23:59:59.250000}. */
  public static String sixDigits(long micros) {
    return SIX_DIGITS.format(dateTimeOf(micros));
  }

  /** {@code 2026-01-31 23:59:59.25}, without digits that are zero at its end. */
  public static String timestamp(long micros) {
    return PRINTER.format(dateTimeOf(micros));
  }
}
