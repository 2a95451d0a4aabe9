package dev.braid.serving.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table whose few rows are known here.
 *
 * @param rows Strings, Longs, Integers, Doubles, Booleans and nulls
 */
record VirtualTable(List<Column> columns, List<List<Object>> rows) {

  /**
   * Makes columns of {@code "name type"} texts.
   *
   * @param columns types in {@code v}archar, {@code b}igint, {@code i}nteger, {@code s}mallint,
   *     {@code d}ouble and {@code t}ruth
   */
  static List<Column> columns(String... columns) {
    List<Column> made = new ArrayList<>();
    for (String column : columns) {
      String[] parts = column.split(" ");
      SqlType type =
          switch (parts.length == 1 ? "v" : parts[1]) {
            case "v" -> SqlType.VARCHAR;
            case "b" -> SqlType.BIGINT;
            case "i" -> SqlType.INTEGER;
            case "s" -> SqlType.SMALLINT;
            case "d" -> SqlType.DOUBLE;
            case "t" -> SqlType.BOOLEAN;
            default -> throw new IllegalArgumentException(column);
          };
      made.add(new Column(parts[0], type));
    }
    return made;
  }

  Tables.Table named(String name) {
    List<Field> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(
          new Field(name, column.name(), column.type(), QueryText.column(fields.size()), false));
    }
    return new Tables.Table(name, "(" + sql() + ")", fields, null);
  }

  /** A query that has the rows. */
  String sql() {
    if (rows.isEmpty()) {
      return row(columns.stream().map(column -> (Object) null).toList(), true) + " WHERE false";
    }
    String first = row(rows.get(0), true);
    return rows.size() == 1
        ? first
        : first
            + rows.subList(1, rows.size()).stream()
                .map(row -> row(row, false))
                .collect(Collectors.joining("), (", " UNION ALL VALUES (", ")"));
  }

  private String row(List<Object> values, boolean named) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String text = Duck.cast(literal(values.get(i)), columns.get(i).type());
      texts.add(named ? text + " AS " + QueryText.column(i) : text);
    }
    return (named ? "SELECT " : "") + String.join(", ", texts);
  }

  private static String literal(Object value) {
    if (value == null) {
      return "NULL";
    }
    return value instanceof Boolean || value instanceof Integer || value instanceof Long
        ? value.toString()
        : value instanceof Double number
            ? Duck.literal(new BigDecimal(number).toPlainString())
            : Duck.literal(value.toString());
  }
}
