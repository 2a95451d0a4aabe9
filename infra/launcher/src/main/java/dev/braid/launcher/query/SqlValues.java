package dev.braid.launcher.query;

import io.trino.jdbc.Row;
import io.trino.jdbc.RowField;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as JSON has them over REST too: whole numbers and finite doubles are numbers, decimals
 * strings that keep their digits, dates and times ISO-8601, bytes base64, rows lists.
 */
final class SqlValues {
  private final int[] types;

  SqlValues(ResultSetMetaData metadata) throws SQLException {
    this.types = new int[metadata.getColumnCount()];
    for (int i = 0; i < types.length; i++) {
      types[i] = metadata.getColumnType(i + 1);
    }
  }

  List<Object> row(ResultSet rows) throws SQLException {
    List<Object> row = new ArrayList<>(types.length);
    for (int i = 0; i < types.length; i++) {
      row.add(value(rows, i + 1, types[i]));
    }
    return row;
  }

  private static Object value(ResultSet rows, int column, int type) throws SQLException {
    Object value =
        switch (type) {
          case Types.DATE, Types.TIME, Types.TIME_WITH_TIMEZONE, Types.VARCHAR, Types.CHAR ->
              rows.getString(column);
          case Types.TIMESTAMP -> local(rows.getString(column));
          case Types.TIMESTAMP_WITH_TIMEZONE -> zoned(rows.getString(column));
          case Types.VARBINARY -> rows.getBytes(column);
          default -> rows.getObject(column);
        };
    return json(value);
  }

  private static Object json(Object value) throws SQLException {
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
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof Array array) {
      return list(Arrays.asList((Object[]) array.getArray()));
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Row row) {
      return list(row.getFields().stream().map(RowField::getValue).toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> json = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.put(String.valueOf(json(entry.getKey())), json(entry.getValue()));
      }
      return json;
    }
    return value.toString();
  }

  private static List<Object> list(List<?> values) throws SQLException {
    List<Object> json = new ArrayList<>(values.size());
    for (Object value : values) {
      json.add(json(value));
    }
    return json;
  }

  /** The protocol writes {@code 2026-01-01 10:00:00.000000}. */
  private static String local(String text) {
    return text == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(parse(text));
  }

  /** And then, after a blank, the zone. */
  private static String zoned(String text) {
    if (text == null) {
      return null;
    }
    int zone = text.lastIndexOf(' ');
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        parse(text.substring(0, zone))
            .atZone(ZoneId.of(text.substring(zone + 1)))
            .withZoneSameInstant(ZoneOffset.UTC));
  }

  private static LocalDateTime parse(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }
}
