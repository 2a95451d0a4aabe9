package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.Node;

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
    String source = prepared(value, to);
    String text = (safe ? "TRY_CAST(" : "CAST(") + source + " AS " + Duck.name(to) + ")";
    if (to.isTimestamp() && to.precision() < SqlType.MICROS && to.precision() < digits(from)) {
      text = Functions.macro("to_digits", text, Integer.toString(to.precision()));
    }
    if (to.kind() == Kind.TIMESTAMP_TZ && from.kind() == Kind.TIMESTAMP_TZ) {
      return Typed.of(text, SqlType.timestampIn(to.precision(), from.zone()));
    }
    boolean number = to.isInteger() && value.constant() instanceof Long;
    return new Typed(text, to, number ? value.constant() : null);
  }

  private static int digits(SqlType from) {
    return from.isTimestamp() ? from.precision() : from.kind() == Kind.VARCHAR ? 12 : 0;
  }

  private static boolean possible(SqlType from, SqlType to) {
    if (from.kind() == Kind.UNKNOWN || from.kind() == to.kind() && from.parameters().isEmpty()) {
      return true;
    }
    return switch (to.kind()) {
      case UNKNOWN, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH, VARBINARY -> false;
      case VARCHAR -> from.parameters().isEmpty() && from.kind() != Kind.VARBINARY;
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL ->
          from.isNumeric()
              || from.kind() == Kind.BOOLEAN
              || from.kind() == Kind.VARCHAR
              || from.kind() == Kind.JSON;
      case DATE, TIMESTAMP, TIMESTAMP_TZ ->
          from.isTimestamp() || from.kind() == Kind.DATE || from.kind() == Kind.VARCHAR;
      case TIME -> from.isTimestamp() || from.kind() == Kind.VARCHAR;
      case JSON -> from.isNumeric() || from.kind() == Kind.BOOLEAN || from.kind() == Kind.VARCHAR;
      case UUID -> from.kind() == Kind.VARCHAR;
      case ARRAY, MAP, ROW ->
          from.kind() == to.kind()
              && from.parameters().size() == to.parameters().size()
              && parts(from, to);
    };
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
      return to.isInteger() ? "round(" + text + ")" : Functions.macro("float_digits", text);
    }
    if (from.kind() == Kind.DECIMAL && to.isFloating()) {
      return Duck.cast(text, SqlType.VARCHAR);
    }
    if (from.isFloating() && to.kind() == Kind.VARCHAR) {
      return Functions.macro(from.kind() == Kind.REAL ? "real_text" : "double_text", text);
    }
    if (from.isTimestamp() && to.kind() == Kind.VARCHAR) {
      return TimeFunctions.text(value);
    }
    if (from.kind() == Kind.TIMESTAMP_TZ && to.kind() != Kind.TIMESTAMP_TZ) {
      return TimeFunctions.local(value);
    }
    if (from.kind() == Kind.VARCHAR && (to.isNumeric() || to.kind() == Kind.BOOLEAN)) {
      return Functions.macro(
          to.isInteger()
              ? "integer_text"
              : to.kind() == Kind.BOOLEAN ? "boolean_text" : "number_text",
          text);
    }
    return text;
  }
}
