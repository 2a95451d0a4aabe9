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
  static final int NOW_PRECISION = 3;

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

  private TimeFunctions() {}

  static void register(Functions.Registry functions) {
    TimeFormats.register(functions);
    FIELDS.keySet().forEach(field -> functions.scalar(field, 1, 1, call -> field(call, field)));
    functions.scalar("millisecond", 1, 1, TimeFunctions::millisecond);
    functions.scalar("date", 1, 1, call -> Casts.of(call.arg(0), SqlType.DATE, false, call.node()));
    functions.scalar("date_trunc", 2, 2, TimeFunctions::truncate);
    functions.scalar("date_add", 3, 3, TimeFunctions::add);
    functions.scalar("date_diff", 3, 3, TimeFunctions::difference);
    functions.scalar("last_day_of_month", 1, 1, call -> lastDay(call));
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
    functions.scalar("from_unixtime", 1, 2, TimeFunctions::fromUnixTime);
    functions.scalar("timezone", 1, 1, TimeFunctions::zoneName);
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
          Typed.of(now("now()", node), SqlType.timestampIn(precision(node), SqlType.UTC));
      case LOCALTIMESTAMP ->
          Typed.of(now("CAST(now() AS TIMESTAMP)", node), SqlType.timestamp(precision(node)));
      case LOCALTIME ->
          Typed.of(
              "CAST(" + now("CAST(now() AS TIMESTAMP)", node) + " AS TIME)",
              SqlType.time(precision(node)));
      case TIME -> throw Expressions.notSupported("TIME WITH TIME ZONE", node);
    };
  }

  private static int precision(CurrentTime node) {
    return node.getPrecision() == null ? NOW_PRECISION : node.getPrecision();
  }

  private static String now(String now, CurrentTime node) {
    String unit = precision(node) >= SqlType.MICROS ? "microsecond" : "millisecond";
    String text = "date_trunc('" + unit + "', " + now + ")";
    return precision(node) % NOW_PRECISION == 0 && precision(node) > 0
        ? text
        : Functions.macro("to_digits", text, Integer.toString(precision(node)));
  }

  static Typed extract(Extract node, Typed value) {
    String field = node.getField().name().toLowerCase(Locale.ROOT);
    return switch (field) {
      case "timezone_hour" -> offset(value, "// 3600", node);
      case "timezone_minute" -> offset(value, "// 60 % 60", node);
      default -> {
        if (value.type().kind() == Kind.DATE && OF_TIME.contains(field)) {
          throw ServingErrors.typeMismatch(
              "a date has no " + field + " to extract", Statements.at(node));
        }
        yield field(value, field, node);
      }
    };
  }

  private static Typed field(Functions.Call call, String field) {
    return field(call.arg(0), field, call.node());
  }

  private static Typed field(Typed value, String field, Node at) {
    SqlType type = value.type();
    boolean known =
        switch (type.kind()) {
          case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
          case TIME -> OF_TIME.contains(field);
          case INTERVAL_DAY_TO_SECOND -> field.equals("day") || OF_TIME.contains(field);
          case INTERVAL_YEAR_TO_MONTH -> field.equals("year") || field.equals("month");
          default -> false;
        };
    if (!known) {
      throw ServingErrors.wrongArguments("no " + field + " of a " + type, Statements.at(at));
    }
    String text =
        type.kind() == Kind.INTERVAL_DAY_TO_SECOND
            ? Functions.macro("interval_" + field, value.text())
            : "date_part('" + FIELDS.get(field) + "', " + clock(value) + ")";
    return Typed.of("CAST(" + text + " AS BIGINT)", SqlType.BIGINT);
  }

  /** With a time of day, as a DATE has none. */
  static String clock(Typed value) {
    return value.type().kind() == Kind.DATE
        ? "CAST(" + value.text() + " AS TIMESTAMP)"
        : local(value);
  }

  private static Typed millisecond(Functions.Call call) {
    Typed value = call.arg(0);
    if (value.type().equals(SqlType.DAY_TO_SECOND)) {
      return Typed.of(
          Duck.cast(Functions.macro("interval_millisecond", value.text()), SqlType.BIGINT),
          SqlType.BIGINT);
    }
    if (!value.type().isTimestamp() && value.type().kind() != Kind.TIME) {
      throw call.mismatch("no millisecond of a " + value.type());
    }
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
    boolean timeOfDay = value.type().kind() == Kind.TIME;
    String shown = timeOfDay ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S";
    String time = timeOfDay ? onEpochDay(value) : local(value);
    String text = "strftime(" + time + ", '" + shown + (digits == 0 ? "'" : ".%f'") + ")";
    if (digits > 0 && digits < SqlType.MICROS) {
      text = "left(" + text + ", " + (digits - SqlType.MICROS) + ")";
    }
    return value.type().zone() == null
        ? text
        : "(" + text + " || " + Duck.literal(" " + value.type().zone()) + ")";
  }

  private static String onEpochDay(Typed time) {
    return "(CAST('1970-01-01' AS DATE) + " + time.text() + ")";
  }

  private static Typed truncate(Functions.Call call) {
    String unit = unit(call);
    Typed value = call.arg(1);
    SqlType type = value.type();
    if (type.kind() == Kind.DATE && OF_DATE.contains(unit)) {
      return Typed.of(
          "CAST(date_trunc('" + unit + "', " + value.text() + ") AS DATE)", SqlType.DATE);
    }
    if (type.kind() == Kind.TIME && OF_TIME.contains(unit)) {
      return Typed.of("CAST(date_trunc('" + unit + "', " + onEpochDay(value) + ") AS TIME)", type);
    }
    if (type.kind() == Kind.DATE || type.kind() == Kind.TIME) {
      throw call.invalid("a " + type + " cannot be cut to its " + unit);
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
    SqlType type = value.type();
    if (type.kind() == Kind.DATE && OF_TIME.contains(unit)
        || type.kind() == Kind.TIME && OF_DATE.contains(unit)) {
      throw call.invalid("no " + unit + " can be added to a " + type);
    }
    if (type.kind() != Kind.DATE && type.kind() != Kind.TIME && !type.isTimestamp()) {
      throw call.mismatch("date_add to a " + type);
    }
    // Days too are those of the zone's clock.
    boolean months = OF_DATE.contains(unit);
    return plus(value, interval, months ? SqlType.YEAR_TO_MONTH : SqlType.DAY_TO_SECOND);
  }

  /** The operator +, whose sum has milliseconds at least where the interval may have them. */
  static Typed sum(Typed value, String interval, SqlType intervalType) {
    SqlType type = value.type();
    if (intervalType.equals(SqlType.DAY_TO_SECOND)) {
      if (type.kind() == Kind.DATE) {
        return Typed.of(Functions.macro("date_plus", value.text(), interval), SqlType.DATE);
      }
      int precision = Math.max(NOW_PRECISION, type.precision());
      Typed sum = plus(value, interval, intervalType);
      return switch (type.kind()) {
        case TIME -> sum.as(SqlType.time(precision));
        case TIMESTAMP -> sum.as(SqlType.timestamp(precision));
        case TIMESTAMP_TZ -> sum.as(SqlType.timestampIn(precision, type.zone()));
        default -> sum;
      };
    }
    return plus(value, interval, intervalType);
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
            .filter(
                type -> type.kind() == Kind.DATE || type.isTimestamp() || type.kind() == Kind.TIME)
            .orElseThrow(
                () ->
                    call.mismatch(
                        "date_diff of " + call.arg(1).type() + " and " + call.arg(2).type()));
    boolean clock = OF_DATE.contains(unit);
    if (common.kind() == Kind.TIME && clock) {
      throw call.invalid("there is no " + unit + " between times of day");
    }
    String from = instant(TypeRules.coerced(call.arg(1), common), clock);
    String to = instant(TypeRules.coerced(call.arg(2), common), clock);
    return Typed.of(
        "date_sub('%s', CAST(%s AS TIMESTAMP), CAST(%s AS TIMESTAMP))".formatted(unit, from, to),
        SqlType.BIGINT);
  }

  /** What days are counted by is the zone's clock, and hours are counted as they pass. */
  private static String instant(Typed value, boolean clock) {
    if (value.type().kind() == Kind.TIME) {
      return onEpochDay(value);
    }
    return clock || value.type().kind() != Kind.TIMESTAMP_TZ
        ? local(value)
        : "timezone('UTC', " + value.text() + ")";
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

  private static Typed toUnixTime(Functions.Call call) {
    return Typed.of(
        "(epoch_us(" + call.arg(0).text() + ") / CAST(1000000 AS DOUBLE))", SqlType.DOUBLE);
  }

  private static Typed zoneName(Functions.Call call) {
    Typed value = call.arg(0);
    if (value.type().kind() != Kind.TIMESTAMP_TZ) {
      throw call.mismatch("a " + value.type() + " has no time zone");
    }
    return Typed.of(
        "(CASE WHEN %s IS NOT NULL THEN %s END)"
            .formatted(value.text(), Duck.literal(value.type().zone())),
        SqlType.VARCHAR);
  }

  private static Typed fromUnixTime(Functions.Call call) {
    String zone =
        call.size() == 1 ? SqlType.UTC : zone(constant(call.arg(1), call.node()), call.node());
    return Typed.of(
        "make_timestamptz(CAST(round("
            + call.coerced(0, SqlType.DOUBLE).text()
            + " * 1000) AS BIGINT) * 1000)",
        SqlType.timestampIn(NOW_PRECISION, zone));
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
    return offset(call.arg(0), part, call.node());
  }

  private static Typed offset(Typed value, String part, Node at) {
    if (value.type().kind() != Kind.TIMESTAMP_TZ) {
      throw ServingErrors.wrongArguments(
          "a " + value.type() + " has no time zone", Statements.at(at));
    }
    return Typed.of("CAST(" + offsetSeconds(value) + " " + part + " AS BIGINT)", SqlType.BIGINT);
  }

  static String offsetSeconds(Typed value) {
    return "((epoch_us(%s) - epoch_us(%s)) // 1000000)".formatted(local(value), value.text());
  }

  private static Typed toMilliseconds(Functions.Call call) {
    return Typed.of(
        "CAST(epoch_ms(" + call.coerced(0, SqlType.DAY_TO_SECOND).text() + ") AS BIGINT)",
        SqlType.BIGINT);
  }
}
