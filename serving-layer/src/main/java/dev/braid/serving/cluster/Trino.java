package dev.braid.serving.cluster;

import dev.braid.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words of Trino's SQL. */
final class Trino {
  private Trino() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A name within a schema of a catalog. */
  static String name(String catalog, String schema, String table) {
    return Arrays.asList(catalog, schema, table).stream()
        .map(Trino::name)
        .collect(Collectors.joining("."));
  }

  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String cast(String value, String type) {
    return "CAST(" + value + " AS " + type + ")";
  }

  /** The type of a type's values; instants are kept in UTC. */
  static String type(DataType type) {
    return switch (type.kind()) {
      case DECIMAL -> "decimal(" + type.precision() + "," + type.scale() + ")";
      case TIMESTAMP -> "timestamp(6)";
      case TIMESTAMP_TZ -> "timestamp(6) with time zone";
      case ARRAY -> "array(" + type(type.element()) + ")";
      case MAP ->
          "map(" + type(type.parameters().get(0)) + "," + type(type.parameters().get(1)) + ")";
      default -> type.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  /** A row's type, of fields each {@code name type}. */
  static String row(List<String> fields) {
    return fields.stream().collect(Collectors.joining(", ", "ROW(", ")"));
  }
}
