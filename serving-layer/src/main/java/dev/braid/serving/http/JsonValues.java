package dev.braid.serving.http;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON shows them: integers and finite doubles as numbers, decimals as strings that keep
 * their digits, dates and times in ISO-8601, bytes in base64.
 */
public final class JsonValues {
  private JsonValues() {}

  public static List<List<Object>> rows(List<? extends List<?>> rows) {
    List<List<Object>> all = new ArrayList<>(rows.size());
    rows.forEach(row -> all.add(row(row)));
    return all;
  }

  public static List<Object> row(List<?> values) {
    List<Object> row = new ArrayList<>(values.size());
    for (Object value : values) {
      row.add(of(value));
    }
    return row;
  }

  private static Object of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? value : (Object) Double.toString(number);
    }
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Number) {
      return value;
    }
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    if (value instanceof Instant instant) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof List<?> list) {
      return row(list);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> json = new LinkedHashMap<>();
      map.forEach((key, entry) -> json.put(String.valueOf(of(key)), of(entry)));
      return json;
    }
    return value.toString();
  }
}
