package dev.braid.launcher.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.launcher.LauncherErrors;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** An answer's rows in Java's types, by the types that its columns are said to have. */
final class ServedRows {
  private ServedRows() {}

  /**
   * All rows.
   *
   * @param answer as the serving layer sends it
   * @param from who answered, for the error if a value is none
   */
  static List<Object[]> of(JsonNode answer, URI from) {
    List<String> types = new ArrayList<>();
    answer.path("columns").forEach(column -> types.add(column.path("type").asText()));
    List<Object[]> rows = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) {
      Object[] values = new Object[types.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(row.path(i), types.get(i), from);
      }
      rows.add(values);
    }
    return rows;
  }

  private static Object value(JsonNode value, String type, URI from) {
    if (value.isNull()) {
      return null;
    }
    if (type.matches("timestamp\\(\\d+\\)")) {
      return LocalDateTime.parse(value.asText());
    }
    if (type.equals("date")) {
      return LocalDate.parse(value.asText());
    }
    if (type.equals("double")) {
      return Double.valueOf(value.asText());
    }
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (value.isTextual()) {
      return type.startsWith("decimal") ? new BigDecimal(value.asText()) : value.asText();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    throw LauncherErrors.badAnswer(from.toString(), "a value " + value);
  }
}
