package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** Conversions as Trino makes them. */
final class Casts {
  private Casts() {}

  /**
   * Converts.
   *
   * @param safe whether what cannot be converted is NULL instead of an error
   */
  static Typed of(Typed value, SqlType to, boolean safe, Node at) {
    SqlType from = value.type();
    if (from.equals(to)) {
      return value;
    }
    if (!possible(from, to)) {
      throw ServingErrors.typeMismatch("a " + from + " cannot be cast to " + to, Statements.at(at));
    }
    if (from.kind() == Kind.VARCHAR
        && to.kind() == Kind.TIMESTAMP_TZ
        && value.constant() instanceof String constant) {
      return Literals.instant(constant, to.precision(), safe, at);
    }
    String converted = converted(value, to, at);
    String text = safe ? "TRY(" + converted + ")" : converted;
    if (to.kind() == Kind.TIMESTAMP_TZ && from.kind() == Kind.TIMESTAMP_TZ) {
      return Typed.of(text, SqlType.timestampIn(to.precision(), from.zone()));
    }
    boolean number = to.isInteger() && value.constant() instanceof Long;
    return new Typed(text, to, number ? value.constant() : null);
  }

  /** To VARCHAR(length): text is cut, anything else must fit. */
  static Typed toLength(Typed value, long length, boolean safe, Node at) {
    Typed text = of(value, SqlType.VARCHAR, safe, at);
    if (value.type().kind() == Kind.VARCHAR || value.isNull()) {
      return Typed.of("left(" + text.text() + ", " + length + ")", SqlType.VARCHAR);
    }
    String fitting = Functions.macro("fits", text.text(), Long.toString(length));
    return Typed.of(safe ? "TRY(" + fitting + ")" : fitting, SqlType.VARCHAR);
  }

  private static String converted(Typed value, SqlType to, Node at) {
    if (!to.parameters().isEmpty() && value.type().kind() == to.kind()) {
      return nested(value, to, at);
    }
    String text = "CAST(" + prepared(value, to) + " AS " + Duck.name(to) + ")";
    if (to.isTimestamp() && to.precision() < Math.min(SqlType.MICROS, digits(value.type()))) {
      return Functions.macro("to_digits", text, Integer.toString(to.precision()));
    }
    if (to.kind() == Kind.TIME && to.precision() < Math.min(SqlType.MICROS, digits(value.type()))) {
      return Functions.macro("time_to_digits", text, Integer.toString(to.precision()));
    }
    return text;
  }

  /** An ARRAY, a MAP or a ROW, part by part. */
  private static String nested(Typed value, SqlType to, Node at) {
    SqlType from = value.type();
    if (to.kind() == Kind.ROW) {
      List<String> fields = new ArrayList<>();
      for (int i = 0; i < to.parameters().size(); i++) {
        Typed field =
            Typed.of(
                "struct_extract(" + value.text() + ", 'f" + i + "')", from.parameters().get(i));
        fields.add("f" + i + " := " + of(field, to.parameters().get(i), false, at).text());
      }
      return "(CASE WHEN %s IS NOT NULL THEN struct_pack(%s) END)"
          .formatted(value.text(), String.join(", ", fields));
    }
    if (to.kind() == Kind.MAP) {
      return "map(%s, %s)"
          .formatted(
              elements("map_keys(" + value.text() + ")", from.key(), to.key(), at),
              elements("map_values(" + value.text() + ")", from.value(), to.value(), at));
    }
    return elements(value.text(), from.element(), to.element(), at);
  }

  private static String elements(String list, SqlType from, SqlType to, Node at) {
    String element = "e" + depth(from);
    String each = of(Typed.of(element, from), to, false, at).text();
    return each.equals(element)
        ? list
        : "list_transform(%s, lambda %s: %s)".formatted(list, element, each);
  }

  /** How deep a type is nested, which tells apart the lambdas within one another. */
  private static int depth(SqlType type) {
    return 1 + type.parameters().stream().mapToInt(Casts::depth).max().orElse(0);
  }

  private static int digits(SqlType from) {
    return from.isTimestamp() || from.kind() == Kind.TIME
        ? from.precision()
        : from.kind() == Kind.VARCHAR ? 12 : 0;
  }

  private static boolean possible(SqlType from, SqlType to) {
    if (from.kind() == Kind.UNKNOWN || from.kind() == to.kind() && from.parameters().isEmpty()) {
      return true;
    }
    return switch (to.kind()) {
      case UNKNOWN, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH -> false;
      case VARBINARY -> from.kind() == Kind.VARCHAR;
      case VARCHAR -> from.parameters().isEmpty() && from.kind() != Kind.VARBINARY;
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL ->
          from.isNumeric()
              || from.kind() == Kind.BOOLEAN
              || from.kind() == Kind.VARCHAR
              || from.kind() == Kind.JSON;
      case DATE, TIMESTAMP, TIMESTAMP_TZ ->
          from.isTimestamp() || from.kind() == Kind.DATE || from.kind() == Kind.VARCHAR;
      case TIME -> from.isTimestamp() || from.kind() == Kind.VARCHAR;
      case JSON -> json(from);
      case UUID -> from.kind() == Kind.VARCHAR;
      case ARRAY, MAP, ROW ->
          from.kind() == Kind.JSON && to.kind() == Kind.ARRAY && fromJson(to.element())
              || from.kind() == to.kind()
                  && from.parameters().size() == to.parameters().size()
                  && parts(from, to);
    };
  }

  /** What DuckDB writes as JSON the way Trino does. */
  private static boolean json(SqlType from) {
    return switch (from.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DOUBLE, DECIMAL, VARCHAR, DATE -> true;
      case ARRAY -> from.element().kind() != Kind.DECIMAL && json(from.element());
      case MAP -> from.key().kind() == Kind.VARCHAR && json(SqlType.array(from.value()));
      default -> from.kind() == Kind.UNKNOWN;
    };
  }

  private static boolean fromJson(SqlType element) {
    return element.isInteger()
        || element.kind() == Kind.BOOLEAN
        || element.kind() == Kind.DOUBLE
        || element.kind() == Kind.VARCHAR;
  }

  private static boolean parts(SqlType from, SqlType to) {
    for (int i = 0; i < from.parameters().size(); i++) {
      if (!possible(from.parameters().get(i), to.parameters().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The value, brought to where DuckDB's cast does what Trino's does. */
  private static String prepared(Typed value, SqlType to) {
    SqlType from = value.type();
    String text = value.text();
    if (from.isFloating() && (to.isInteger() || to.isDecimal())) {
      return Functions.macro(
          to.isDecimal() ? "float_digits" : to.kind() == Kind.BIGINT ? "bigint" : "whole", text);
    }
    if (from.kind() == Kind.DOUBLE && to.kind() == Kind.REAL) {
      return Functions.macro("to_real", text);
    }
    if (from.kind() == Kind.DECIMAL && to.isFloating()) {
      return Duck.cast(text, SqlType.VARCHAR);
    }
    if (from.isFloating() && to.kind() == Kind.VARCHAR) {
      return Functions.macro(from.kind() == Kind.REAL ? "real_text" : "double_text", text);
    }
    if ((from.isTimestamp() || from.kind() == Kind.TIME) && to.kind() == Kind.VARCHAR) {
      return TimeFunctions.text(value);
    }
    if (from.isInterval() && to.kind() == Kind.VARCHAR) {
      boolean months = from.equals(SqlType.YEAR_TO_MONTH);
      return Functions.macro(
          months ? "month_text" : "day_text", Functions.macro(months ? "months" : "millis", text));
    }
    if (to.kind() == Kind.JSON) {
      return from.isDecimal() ? Duck.cast(text, SqlType.VARCHAR) : "to_json(" + text + ")";
    }
    if (from.kind() == Kind.JSON && to.parameters().isEmpty()) {
      return "json_extract_string(" + text + ", '$')";
    }
    if (from.kind() == Kind.VARCHAR && to.kind() == Kind.VARBINARY) {
      return "encode(" + text + ")";
    }
    if (from.kind() == Kind.TIMESTAMP_TZ && to.kind() != Kind.TIMESTAMP_TZ) {
      return TimeFunctions.local(value);
    }
    if (from.kind() == Kind.VARCHAR && (to.isNumeric() || to.kind() == Kind.BOOLEAN)) {
      return Functions.macro(
          to.isInteger()
              ? "integer_text"
              : to.isDecimal()
                  ? "decimal_text"
                  : to.kind() == Kind.BOOLEAN ? "boolean_text" : "number_text",
          text);
    }
    if (from.kind() == Kind.VARCHAR && (to.kind() == Kind.DATE || to.isTimestamp())) {
      return Functions.macro(
          to.kind() == Kind.DATE
              ? "date_text"
              : to.kind() == Kind.TIMESTAMP ? "timestamp_text" : "instant_text",
          text);
    }
    return text;
  }
}
