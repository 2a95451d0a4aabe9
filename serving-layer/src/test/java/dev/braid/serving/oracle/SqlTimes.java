package dev.braid.serving.oracle;

import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.Locale;
import java.util.Map;

/** Dates and times in DuckDB's SQL. */
final class SqlTimes {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("year", "year"),
          Map.entry("quarter", "quarter"),
          Map.entry("month", "month"),
          Map.entry("week", "week"),
          Map.entry("week_of_year", "week"),
          Map.entry("year_of_week", "isoyear"),
          Map.entry("yow", "isoyear"),
          Map.entry("day", "day"),
          Map.entry("day_of_month", "day"),
          Map.entry("day_of_week", "isodow"),
          Map.entry("dow", "isodow"),
          Map.entry("day_of_year", "doy"),
          Map.entry("doy", "doy"),
          Map.entry("hour", "hour"),
          Map.entry("minute", "minute"),
          Map.entry("second", "second"),
          Map.entry("millisecond", "millisecond"));

  private static final Map<String, String> INTERVALS =
      Map.of(
          "millisecond", "to_milliseconds(%s)",
          "second", "to_seconds(%s)",
          "minute", "to_minutes(%s)",
          "hour", "to_hours(%s)",
          "day", "to_days(%s)",
          "week", "to_days(7 * %s)",
          "month", "to_months(%s)",
          "quarter", "to_months(3 * %s)",
          "year", "to_months(12 * %s)");

  /** MySQL's letters by strftime's. */
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('a', "%a"),
          Map.entry('b', "%b"),
          Map.entry('d', "%d"),
          Map.entry('e', "%-d"),
          Map.entry('c', "%-m"),
          Map.entry('H', "%H"),
          Map.entry('k', "%-H"),
          Map.entry('h', "%I"),
          Map.entry('I', "%I"),
          Map.entry('i', "%M"),
          Map.entry('j', "%j"),
          Map.entry('M', "%B"),
          Map.entry('m', "%m"),
          Map.entry('p', "%p"),
          Map.entry('S', "%S"),
          Map.entry('s', "%S"),
          Map.entry('T', "%H:%M:%S"),
          Map.entry('W', "%A"),
          Map.entry('Y', "%Y"),
          Map.entry('y', "%y"));

  private final Met met;

  SqlTimes(Met met) {
    this.met = met;
  }

  static boolean isField(String function) {
    return FIELDS.containsKey(function);
  }

  /** What the clock in the type's zone reads. */
  String local(String value, DataType type) {
    return isUtc(type)
        ? value
        : met.bridge(
            Difference.ZONE_OF_SESSION,
            "timezone('%s', timezone('UTC', %s))".formatted(zone(type), value));
  }

  private static boolean isUtc(DataType type) {
    return type.zone() == null || type.zone().equals(DataType.UTC);
  }

  private static String zone(DataType type) {
    if (!type.zone().contains("/")) {
      throw Difference.ZONES.leftOut();
    }
    return type.zone();
  }

  /** NULL outside the years 1 to 9999. */
  String inYears(String value, DataType type) {
    String last =
        type.equals(DataType.DATE) ? "DATE '9999-12-31'" : "TIMESTAMP '9999-12-31 23:59:59.999999'";
    String first =
        type.equals(DataType.DATE) ? "DATE '0001-01-01'" : "TIMESTAMP '0001-01-01 00:00:00'";
    return met.bridge(
        Difference.YEARS,
        "CASE WHEN %s BETWEEN %s AND %s THEN %s END".formatted(value, first, last, value));
  }

  String text(String value, DataType type) {
    String local = local(value, type);
    String zone = type.zone() == null ? "" : " || ' " + type.zone() + "'";
    String text = "strftime(" + local + ", '%Y-%m-%d %H:%M:%S.%f')" + zone;
    return met.bridge(
        Difference.TIMESTAMP_TEXT,
        "CASE WHEN year(%s) > 9999 THEN '+' || %s ELSE %s END".formatted(local, text, text));
  }

  String field(String function, String value, DataType type) {
    String part = "date_part('" + FIELDS.get(function) + "', " + local(value, type) + ")";
    return function.equals("millisecond")
        ? met.bridge(Difference.MILLISECOND, "(" + part + " % 1000)")
        : part;
  }

  /** Seconds that the clock is ahead of UTC. */
  String offset(String value, DataType type) {
    return "((epoch_us(%s) - epoch_us(%s)) // 1000000)".formatted(local(value, type), value);
  }

  String truncate(FunctionCall call, String value) {
    DataType type = call.type();
    String unit = unit(call);
    return shifted(
        "date_trunc('" + unit + "', " + local(value, type) + ")", value, type, isOfTime(unit));
  }

  String add(FunctionCall call, String amount, String value) {
    DataType type = call.type();
    String unit = unit(call);
    String interval = INTERVALS.get(unit).formatted("CAST(" + amount + " AS INTEGER)");
    String sum = met.attempt("(" + local(value, type) + " + " + interval + ")");
    return shifted(sum, value, type, isOfTime(unit));
  }

  /** A local time that was computed from a value, as a value. */
  private String shifted(String local, String value, DataType type, boolean ofTime) {
    if (type.equals(DataType.DATE)) {
      return met.bridge(
          Difference.DATE_BECOMES_TIMESTAMP, inYears(SqlTypes.cast(local, type), type));
    }
    if (isUtc(type)) {
      return inYears(local, type);
    }
    String kept = "(" + local + " - (" + local(value, type) + " - " + value + "))";
    if (ofTime) {
      return inYears(kept, type);
    }
    return inYears(
        met.bridge(
            Difference.HOUR_THAT_COMES_TWICE,
            "CASE WHEN %s = %s THEN %s ELSE timezone('UTC', timezone('%s', %s)) END"
                .formatted(local(kept, type), local, kept, zone(type), local)),
        type);
  }

  String difference(FunctionCall call, String from, String to) {
    String unit = unit(call);
    DataType type = call.arguments().get(1).type();
    boolean dates = type.equals(DataType.DATE);
    boolean local = !dates && !isOfTime(unit);
    return met.bridge(
        Difference.WHOLE_UNITS,
        "date_sub('%s', %s, %s)"
            .formatted(
                unit,
                millis(local ? local(from, type) : from),
                millis(local ? local(to, type) : to)));
  }

  private static String millis(String value) {
    return "date_trunc('millisecond', " + SqlTypes.cast(value, DataType.TIMESTAMP) + ")";
  }

  String lastDayOfMonth(String value, DataType type) {
    return inYears("last_day(" + local(value, type) + ")", DataType.DATE);
  }

  String format(FunctionCall call, String value) {
    String format = (String) ((Literal) call.arguments().get(1)).value();
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char character = format.charAt(i);
      if (character != '%') {
        letters.append(character);
      } else if (++i < format.length() && LETTERS.containsKey(format.charAt(i))) {
        letters.append(LETTERS.get(format.charAt(i)));
      } else {
        throw Difference.DATE_FORMATS.leftOut();
      }
    }
    DataType type = call.arguments().get(0).type();
    return "strftime(%s, %s)".formatted(local(value, type), SqlTypes.text(letters.toString()));
  }

  /** To the millisecond. */
  String fromUnixTime(String seconds) {
    String micros = "(CAST(floor(" + seconds + " * 1000 + 0.5) AS BIGINT) * 1000)";
    return inYears(met.attempt("make_timestamp(" + micros + ")"), DataType.TIMESTAMP);
  }

  private static String unit(FunctionCall call) {
    Expression unit = call.arguments().get(0);
    return ((String) ((Literal) unit).value()).toLowerCase(Locale.ROOT);
  }

  private static boolean isOfTime(String unit) {
    return switch (unit) {
      case "millisecond", "second", "minute", "hour" -> true;
      default -> false;
    };
  }
}
