package dev.braid.serving.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Words of DuckDB's SQL. */
final class Duck {
  private Duck() {}

  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    int nul = text.indexOf('\0');
    if (nul < 0) {
      return "'" + text.replace("'", "''") + "'";
    }
    return "("
        + literal(text.substring(0, nul))
        + " || chr(0) || "
        + literal(text.substring(nul + 1))
        + ")";
  }

  static String cast(String value, SqlType type) {
    return "CAST(" + value + " AS " + name(type) + ")";
  }

  /** The type that holds a type's values. */
  static String name(SqlType type) {
    return switch (type.kind()) {
      case UNKNOWN -> "INTEGER";
      case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case VARBINARY -> "BLOB";
      case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
      case INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH -> "INTERVAL";
      case ARRAY -> name(type.element()) + "[]";
      case MAP -> "MAP(" + name(type.key()) + ", " + name(type.value()) + ")";
      case ROW -> {
        StringBuilder fields = new StringBuilder("STRUCT(");
        for (int i = 0; i < type.parameters().size(); i++) {
          fields.append(i == 0 ? "" : ", ").append("f").append(i).append(' ');
          fields.append(name(type.parameters().get(i)));
        }
        yield fields.append(')').toString();
      }
      default -> type.kind().name();
    };
  }

  /**
   * NULL where the engine fails. The lambda keeps DuckDB from computing a part that stands twice
   * once, outside of TRY; it cannot have the columns that rows are grouped by.
   */
  static String tried(String value) {
    return "TRY((list_transform([0], lambda tried: " + value + "))[1])";
  }

  static String list(List<Typed> values) {
    return values.stream().map(Typed::text).collect(Collectors.joining(", "));
  }
}
