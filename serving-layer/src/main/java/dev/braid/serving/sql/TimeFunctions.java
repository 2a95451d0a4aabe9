package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Node;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Dates, times, time zones and intervals. */
final class TimeFunctions {
  private static final int NOW_PRECISION = 3;

  /** Trino's names of fields by DuckDB's. */
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
          Map.entry("second", "second"));

  private static final Set<String> OF_TIME = Set.of("millisecond", "second", "minute", "hour");
  private static final Set<String> OF_DATE = Set.of("day", "week", "month", "quarter", "year");

  /** MySQL's letters by strftime's. */
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('a', "%a"),
          Map.entry('b', "%b"),
          Map.entry('c', "%-m"),
          Map.entry('d', "%d"),
          Map.entry('e', "%-d"),
          Map.entry('f', "%f"),
          Map.entry('H', "%H"),
          Map.entry('h', "%I"),
          Map.entry('I', "%I"),
          Map.entry('i', "%M"),
          Map.entry('j', "%j"),
          Map.entry('k', "%-H"),
          Map.entry('l', "%-I"),
          Map.entry('M', "%B"),
          Map.entry('m', "%m"),
          Map.entry('p', "%p"),
          Map.entry('r', "%I:%M:%S %p"),
          Map.entry('S', "%S"),
          Map.entry('s', "%S"),
          Map.entry('T', "%H:%M:%S"),
          Map.entry('v', "%V"),
          Map.entry('W', "%A"),
          Map.entry('Y', "%Y"),
          Map.entry('y', "%y"),
          Map.entry('%', "%%"));

  private TimeFunctions() {}

  static void register(Functions.Registry functions) {
    FIELDS.keySet().forEach(field -> functions.scalar(field, 1, 1, call -> field(call, field)));
    functions.scalar("millisecond", 1, 1, TimeFunctions::millisecond);
    functions.scalar("date", 1, 1, call -> Casts.of(call.arg(0), SqlType.DATE, false, call.node()));
    functions.scalar("date_trunc", 2, 2, TimeFunctions::truncate);
    functions.scalar("date_add", 3, 3, TimeFunctions::add);
    functions.scalar("date_diff", 3, 3, TimeFunctions::difference);
    functions.scalar("last_day_of_month", 1, 1, call -> lastDay(call));
    functions.scalar("date_format", 2, 2, TimeFunctions::format);
    functions.scalar("date_parse", 2, 2, TimeFunctions::parse);
    functions.scalar(
        "now",
        0,
        0,
        call ->
            Typed.of(
                "date_trunc('millisecond', now())",
                SqlType.timestampIn(NOW_PRECISION, SqlType.UTC)));
    functions.scalar("current_timezone", 0, 0, call -> Typed.of("'UTC'", SqlType.VARCHAR));
    functions.scalar("to_unixtime", 1, 1, TimeFunctions::toUnixTime);
    functions.scalar("from_unixtime", 1, 1, TimeFunctions::fromUnixTime);
    functions.scalar("from_iso8601_date", 1, 1, call -> iso(call, SqlType.DATE));
    functions.scalar(
        "from_iso8601_timestamp",
        1,
        1,
        call -> iso(call, SqlType.timestampIn(NOW_PRECISION, SqlType.UTC)));
    functions.scalar("to_iso8601", 1, 1, TimeFunctions::toIso);
    functions.scalar(
        "at_timezone", 2, 2, call -> atTimeZone(call.arg(0), call.arg(1), call.node()));
    functions.scalar("with_timezone", 2, 2, TimeFunctions::withTimeZone);
    functions.scalar("timezone_hour", 1, 1, call -> offset(call, "// 3600"));
    functions.scalar("timezone_minute", 1, 1, call -> offset(call, "// 60 % 60"));
    functions.scalar("to_milliseconds", 1, 1, TimeFunctions::toMilliseconds);
  }

  static Typed now(CurrentTime node) {
    return switch (node.getFunction()) {
      case DATE -> Typed.of("CAST(now() AS DATE)", SqlType.DATE);
      case TIMESTAMP ->
          Typed.of(
              "date_trunc('millisecond', now())", SqlType.timestampIn(NOW_PRECISION, SqlType.UTC));
      case LOCALTIMESTAMP ->
          Typed.of(
              "date_trunc('millisecond', CAST(now() AS TIMESTAMP))",
              SqlType.timestamp(NOW_PRECISION));
      case LOCALTIME ->
          Typed.of(
              "CAST(date_trunc('millisecond', CAST(now() AS TIMESTAMP)) AS TIME)",
              SqlType.time(NOW_PRECISION));
      case TIME -> throw Expressions.notSupported("TIME WITH TIME ZONE", node);
    };
  }

  static Typed extract(Extract node, Typed value) {
    String field = node.getField().name().toLowerCase(Locale.ROOT);
    if (field.startsWith("timezone_")) {
      throw Expressions.notSupported("EXTRACT(" + node.getField() + " …)", node);
    }
    return field(value, field, node);
  }

  private static Typed field(Functions.Call call, String field) {
    return field(call.arg(0), field, call.node());
  }

  private static Typed field(Typed value, String field, Node at) {
    SqlType type = value.type();
    boolean known =
        type.kind() == Kind.DATE && !OF_TIME.contains(field)
            || type.isTimestamp()
            || type.kind() == Kind.TIME && OF_TIME.contains(field)
            || type.isInterval();
    if (!known) {
      throw ServingErrors.typeMismatch("no " + field + " of a " + type, Statements.at(at));
    }
    String text =
        type.kind() == Kind.INTERVAL_DAY_TO_SECOND
            ? Functions.macro("interval_" + field, value.text())
            : "date_part('" + FIELDS.get(field) + "', " + local(value) + ")";
    return Typed.of("CAST(" + text + " AS BIGINT)", SqlType.BIGINT);
  }

  private static Typed millisecond(Functions.Call call) {
    return Typed.of(
        "CAST(date_part('millisecond', " + local(call.arg(0)) + ") % 1000 AS BIGINT)",
        SqlType.BIGINT);
  }

  /** What the clock in the type's zone reads. */
  static String local(Typed value) {
    return value.type().kind() == Kind.TIMESTAMP_TZ
        ? "timezone(" + Duck.literal(value.type().zone()) + ", " + value.text() + ")"
        : value.text();
  }

  private static String fromLocal(String local, SqlType type) {
    return type.kind() == Kind.TIMESTAMP_TZ
        ? "timezone(" + Duck.literal(type.zone()) + ", " + local + ")"
        : local;
  }

  /** As Trino writes it: with all digits of its precision, and its zone. */
  static String text(Typed value) {
    int digits = value.type().precision();
    String fraction = "'%Y-%m-%d %H:%M:%S" + (digits == 0 ? "'" : ".%f'");
    String text = "strftime(" + local(value) + ", " + fraction + ")";
    if (digits > 0 && digits < SqlType.MICROS) {
      text = "left(" + text + ", " + (digits - SqlType.MICROS) + ")";
    }
    return value.type().zone() == null
        ? text
        : "(" + text + " || " + Duck.literal(" " + value.type().zone()) + ")";
  }

  private static Typed truncate(Functions.Call call) {
    String unit = unit(call);
    Typed value = call.arg(1);
    SqlType type = value.type();
    if (type.kind() == Kind.DATE && OF_DATE.contains(unit)) {
      return Typed.of(
          "CAST(date_trunc('" + unit + "', " + value.text() + ") AS DATE)", SqlType.DATE);
    }
    if (!type.isTimestamp()) {
      throw call.mismatch("date_trunc of a " + type);
    }
    return Typed.of(fromLocal("date_trunc('" + unit + "', " + local(value) + ")", type), type);
  }

  private static Typed add(Functions.Call call) {
    String unit = unit(call);
    Typed amount = call.coerced(1, SqlType.BIGINT);
    Typed value = call.arg(2);
    String interval =
        switch (unit) {
          case "week" -> "to_days(CAST(7 * " + amount.text() + " AS INTEGER))";
          case "quarter" -> "to_months(CAST(3 * " + amount.text() + " AS INTEGER))";
          case "day", "month", "year" -> "to_" + unit + "s(CAST(" + amount.text() + " AS INTEGER))";
          default -> "to_" + unit + "s(" + amount.text() + ")";
        };
    boolean months = Set.of("month", "quarter", "year").contains(unit);
    return plus(value, interval, months ? SqlType.YEAR_TO_MONTH : SqlType.DAY_TO_SECOND);
  }

  /** A date or time and an interval. */
  static Typed plus(Typed value, String interval, SqlType intervalType) {
    SqlType type = value.type();
    boolean months = intervalType.equals(SqlType.YEAR_TO_MONTH);
    if (type.kind() == Kind.TIMESTAMP_TZ && months) {
      return Typed.of(fromLocal("(" + local(value) + " + " + interval + ")", type), type);
    }
    String sum = "(" + value.text() + " + " + interval + ")";
    return Typed.of(type.kind() == Kind.DATE ? Duck.cast(sum, type) : sum, type);
  }

  private static Typed difference(Functions.Call call) {
    String unit = unit(call);
    SqlType common =
        TypeRules.common(call.arg(1).type(), call.arg(2).type())
            .filter(type -> type.kind() == Kind.DATE || type.isTimestamp())
            .orElseThrow(
                () ->
                    call.mismatch(
                        "date_diff of " + call.arg(1).type() + " and " + call.arg(2).type()));
    String from = local(TypeRules.coerced(call.arg(1), common));
    String to = local(TypeRules.coerced(call.arg(2), common));
    return Typed.of(
        "date_sub('%s', CAST(%s AS TIMESTAMP), CAST(%s AS TIMESTAMP))".formatted(unit, from, to),
        SqlType.BIGINT);
  }

  private static String unit(Functions.Call call) {
    String unit = call.text(0).toLowerCase(Locale.ROOT);
    if (!OF_TIME.contains(unit) && !OF_DATE.contains(unit)) {
      throw call.invalid("'" + unit + "' is not a unit of time");
    }
    return unit;
  }

  private static Typed lastDay(Functions.Call call) {
    return Typed.of("last_day(" + local(call.arg(0)) + ")", SqlType.DATE);
  }

  private static Typed format(Functions.Call call) {
    Typed value = call.arg(0);
    if (value.type().kind() != Kind.DATE && !value.type().isTimestamp()) {
      throw call.mismatch("date_format of a " + value.type());
    }
    return Typed.of(
        "strftime(" + local(value) + ", " + Duck.literal(letters(call)) + ")", SqlType.VARCHAR);
  }

  private static Typed parse(Functions.Call call) {
    return Typed.of(
        "CAST(strptime("
            + call.coerced(0, SqlType.VARCHAR).text()
            + ", "
            + Duck.literal(letters(call))
            + ") AS TIMESTAMP)",
        SqlType.timestamp(NOW_PRECISION));
  }

  private static String letters(Functions.Call call) {
    String format = call.text(1);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char character = format.charAt(i);
      if (character != '%') {
        letters.append(character);
      } else if (++i < format.length() && LETTERS.containsKey(format.charAt(i))) {
        letters.append(LETTERS.get(format.charAt(i)));
      } else {
        throw call.invalid("the format '" + format + "' has a letter that is not supported");
      }
    }
    return letters.toString();
  }

  private static Typed toUnixTime(Functions.Call call) {
    return Typed.of(
        "(epoch_us(" + call.arg(0).text() + ") / CAST(1000000 AS DOUBLE))", SqlType.DOUBLE);
  }

  private static Typed fromUnixTime(Functions.Call call) {
    return Typed.of(
        "make_timestamptz(CAST(round("
            + call.coerced(0, SqlType.DOUBLE).text()
            + " * 1000) AS BIGINT) * 1000)",
        SqlType.timestampIn(NOW_PRECISION, SqlType.UTC));
  }

  private static Typed iso(Functions.Call call, SqlType type) {
    return Typed.of(Duck.cast(call.coerced(0, SqlType.VARCHAR).text(), type), type);
  }

  private static Typed toIso(Functions.Call call) {
    Typed value = call.arg(0);
    return switch (value.type().kind()) {
      case DATE -> Typed.of(Duck.cast(value.text(), SqlType.VARCHAR), SqlType.VARCHAR);
      case TIMESTAMP -> Typed.of("replace(" + text(value) + ", ' ', 'T')", SqlType.VARCHAR);
      case TIMESTAMP_TZ ->
          Typed.of(
              "(replace("
                  + text(Typed.of(local(value), SqlType.timestamp(value.type().precision())))
                  + ", ' ', 'T') || 'Z')",
              utcOnly(value, call));
      default -> throw call.mismatch("to_iso8601 of a " + value.type());
    };
  }

  private static SqlType utcOnly(Typed value, Functions.Call call) {
    if (!value.type().zone().equals(SqlType.UTC)) {
      throw Expressions.notSupported("to_iso8601 in a zone other than UTC", call.node());
    }
    return SqlType.VARCHAR;
  }

  static Typed atTimeZone(Typed value, Typed zone, Node at) {
    String known = zone(constant(zone, at), at);
    SqlType type = value.type();
    if (type.kind() == Kind.TIMESTAMP) {
      return Typed.of(
          "timezone('UTC', " + value.text() + ")", SqlType.timestampIn(type.precision(), known));
    }
    if (type.kind() != Kind.TIMESTAMP_TZ) {
      throw ServingErrors.typeMismatch("no time zone for a " + type, Statements.at(at));
    }
    return value.as(SqlType.timestampIn(type.precision(), known));
  }

  private static Typed withTimeZone(Functions.Call call) {
    String known = zone(constant(call.arg(1), call.node()), call.node());
    Typed value = TypeRules.coerced(call.arg(0), SqlType.timestamp(call.arg(0).type().precision()));
    return Typed.of(
        "timezone(" + Duck.literal(known) + ", " + value.text() + ")",
        SqlType.timestampIn(value.type().precision(), known));
  }

  private static String constant(Typed zone, Node at) {
    return Optional.ofNullable(zone.constant())
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElseThrow(() -> Expressions.notSupported("a time zone that is not a constant", at));
  }

  static String zone(String name, Node at) {
    try {
      ZoneId zone = ZoneId.of(name.equals("Z") ? SqlType.UTC : name);
      if (name.matches("[+-].*") && !name.matches("[+-]00:00")) {
        throw Expressions.notSupported("the offset " + name + "; name a region", at);
      }
      return name.matches("[+-]00:00") ? SqlType.UTC : zone.getId();
    } catch (DateTimeException e) {
      throw ServingErrors.invalidArgument("'" + name + "' is not a time zone", Statements.at(at));
    }
  }

  private static Typed offset(Functions.Call call, String part) {
    Typed value = call.arg(0);
    if (value.type().kind() != Kind.TIMESTAMP_TZ) {
      throw call.mismatch("a " + value.type() + " has no time zone");
    }
    return Typed.of(
        "CAST((epoch_us(%s) - epoch_us(%s)) // 1000000 %s AS BIGINT)"
            .formatted(local(value), value.text(), part),
        SqlType.BIGINT);
  }

  private static Typed toMilliseconds(Functions.Call call) {
    return Typed.of(
        "CAST(epoch_ms(" + call.coerced(0, SqlType.DAY_TO_SECOND).text() + ") AS BIGINT)",
        SqlType.BIGINT);
  }
}
