package dev.braid.serving.oracle;

import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Results through forms that the driver cannot get wrong: days and microseconds as numbers, bytes
 * as hex, a MAP as two lists.
 */
final class ReadableColumns {
  private ReadableColumns() {}

  static String of(String value, DataType type) {
    if (type.kind() == DataType.Kind.MAP) {
      String key = of("k", type.parameters().get(0));
      return "[list_transform(map_keys(%s), lambda k: CAST(%s AS VARCHAR)), list_transform(map_values(%s), lambda v: CAST(v AS VARCHAR))]"
          .formatted(value, key, value);
    }
    return switch (type.kind()) {
      case DATE -> "CAST(" + value + " - DATE '1970-01-01' AS BIGINT)";
      case TIMESTAMP, TIMESTAMP_TZ -> "epoch_us(" + value + ")";
      case VARBINARY -> "hex(" + value + ")";
      case DECIMAL -> SqlTypes.cast(value, type);
      default -> value;
    };
  }

  static Object read(ResultSet row, int column, DataType type) throws SQLException {
    if (type.kind() == DataType.Kind.MAP) {
      Array lists = row.getArray(column);
      Object[] pair = lists == null ? null : (Object[]) lists.getArray();
      return pair == null || pair[0] == null ? null : map(pair, type);
    }
    Object value =
        switch (type.kind()) {
          case BOOLEAN -> row.getBoolean(column);
          case SMALLINT -> row.getShort(column);
          case INTEGER -> row.getInt(column);
          case DATE -> Math.toIntExact(row.getLong(column));
          case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> row.getLong(column);
          case REAL -> row.getFloat(column);
          case DOUBLE -> row.getDouble(column);
          case DECIMAL -> row.getBigDecimal(column);
          case VARCHAR -> row.getString(column);
          case VARBINARY ->
              row.getString(column) == null ? null : Binary.ofHex(row.getString(column));
          case ARRAY, MAP -> throw new IllegalStateException("no column is read as " + type);
        };
    return row.wasNull() ? null : Values.canonical(value);
  }

  private static Map<Object, Object> map(Object[] pair, DataType type) throws SQLException {
    Object[] keys = (Object[]) ((Array) pair[0]).getArray();
    Object[] values = (Object[]) ((Array) pair[1]).getArray();
    DataType keyType = type.parameters().get(0);
    Map<Object, Object> map = new TreeMap<>((a, b) -> Values.compare(keyType, a, b));
    for (int i = 0; i < keys.length; i++) {
      map.put(parsed((String) keys[i], keyType), Long.valueOf((String) values[i]));
    }
    return map;
  }

  private static Object parsed(String text, DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.valueOf(text);
      case SMALLINT -> Short.valueOf(text);
      case INTEGER, DATE -> Integer.valueOf(text);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> Long.valueOf(text);
      case REAL -> Values.canonical(Float.valueOf(number(text)));
      case DOUBLE -> Values.canonical(Double.valueOf(number(text)));
      case DECIMAL -> new BigDecimal(text);
      case VARCHAR -> text;
      case VARBINARY -> Binary.ofHex(text);
      case ARRAY, MAP -> throw new IllegalStateException("no key is a " + type);
    };
  }

  private static String number(String text) {
    return switch (text) {
      case "nan", "-nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text;
    };
  }

  /** A MAP in the order of its keys, for maps are compared in their order. */
  static List<Object> ordered(List<Object> row, List<DataType> types) {
    Object[] ordered = row.toArray();
    for (int i = 0; i < ordered.length; i++) {
      if (ordered[i] instanceof Map<?, ?> map) {
        DataType keyType = types.get(i).parameters().get(0);
        Map<Object, Object> sorted = new TreeMap<>((a, b) -> Values.compare(keyType, a, b));
        sorted.putAll(map);
        ordered[i] = sorted;
      }
    }
    return java.util.Arrays.asList(ordered);
  }
}
