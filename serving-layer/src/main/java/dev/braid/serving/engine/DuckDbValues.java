package dev.braid.serving.engine;

import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;

/** Values between {@link DataType}'s Java form, DuckDB and JSON. */
final class DuckDbValues {
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ISO_LOCAL_DATE_TIME.withZone(ZoneOffset.UTC);

  private DuckDbValues() {}

  static void append(DuckDBAppender appender, DataType type, Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> appender.append((boolean) (Boolean) value);
      case SMALLINT -> appender.append((short) (Short) value);
      case REAL -> appender.append((float) (Float) value);
      case INTEGER -> appender.append((int) (Integer) value);
      case BIGINT -> appender.append((long) (Long) value);
      case DOUBLE -> appender.append((double) (Double) value);
      case DECIMAL -> appender.append((BigDecimal) value);
      case VARCHAR -> appender.append((String) value);
      case DATE -> appender.appendEpochDays((Integer) value);
      case TIMESTAMP -> appender.appendEpochMicros((Long) value);
      case TIMESTAMP_TZ -> appender.append(utc((Long) value));
      case VARBINARY -> appender.append(((Binary) value).bytes());
      case ARRAY -> appender.append((List<?>) nested(type, value));
      case MAP -> appender.append((Map<?, ?>) nested(type, value));
    }
  }

  /** A value inside an ARRAY or a MAP, as DuckDB's driver wants it there. */
  private static Object nested(DataType type, Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL, VARCHAR -> value;
      case VARBINARY -> ((Binary) value).bytes();
      case DATE -> LocalDate.ofEpochDay((Integer) value);
      case TIMESTAMP -> utc((Long) value).toLocalDateTime();
      case TIMESTAMP_TZ -> utc((Long) value);
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        ((List<?>) value).forEach(element -> elements.add(nested(type.element(), element)));
        yield elements;
      }
      case MAP -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach(
                (key, entry) ->
                    entries.put(
                        nested(type.parameters().get(0), key),
                        nested(type.parameters().get(1), entry)));
        yield entries;
      }
    };
  }

  private static OffsetDateTime utc(long micros) {
    return OffsetDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  /** The column's value in canonical form. */
  static Object read(ResultSet row, int column, DataType type) throws SQLException {
    Object value =
        switch (type.kind()) {
          case BOOLEAN -> row.getBoolean(column);
          case SMALLINT -> row.getShort(column);
          case REAL -> row.getFloat(column);
          case INTEGER -> row.getInt(column);
          case BIGINT -> row.getLong(column);
          case DOUBLE -> row.getDouble(column);
          case DECIMAL -> row.getBigDecimal(column);
          case VARCHAR -> row.getString(column);
          case DATE -> days(row.getObject(column, LocalDate.class));
          case TIMESTAMP -> micros(row.getObject(column, LocalDateTime.class));
          case TIMESTAMP_TZ -> micros(row.getObject(column, OffsetDateTime.class));
          case VARBINARY -> binary(row.getBytes(column));
          case ARRAY, MAP -> throw new IllegalStateException("no key or state is a " + type);
        };
    return row.wasNull() ? null : Values.canonical(value);
  }

  private static Integer days(LocalDate date) {
    return date == null ? null : Math.toIntExact(date.toEpochDay());
  }

  private static Binary binary(byte[] bytes) {
    return bytes == null ? null : Binary.of(bytes);
  }

  private static Long micros(OffsetDateTime time) {
    return time == null
        ? null
        : micros(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  private static Long micros(LocalDateTime time) {
    return time == null
        ? null
        : time.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND + time.getNano() / 1000;
  }

  /**
   * The column's value as JSON shows it: integers and finite doubles as numbers, decimals as
   * strings that keep their digits, dates and times in ISO-8601, bytes in base64, the rest as
   * DuckDB writes it.
   */
  static Object json(ResultSet row, int column, String type) throws SQLException {
    Object value =
        switch (type) {
          case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
              row.getObject(column, LocalDateTime.class);
          case "DATE" -> row.getObject(column, LocalDate.class);
          default -> row.getObject(column);
        };
    return row.wasNull() ? null : json(value);
  }

  private static Object json(Object value) throws SQLException {
    if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger
        || value instanceof String) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? value : (Object) Double.toString(number);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof LocalDateTime time) {
      return TIMESTAMP.format(time);
    }
    if (value instanceof Timestamp time) {
      return TIMESTAMP.format(time.toLocalDateTime());
    }
    if (value instanceof OffsetDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
          time.withOffsetSameInstant(ZoneOffset.UTC));
    }
    if (value instanceof Blob blob) {
      return Base64.getEncoder().encodeToString(blob.getBytes(1, Math.toIntExact(blob.length())));
    }
    if (value instanceof Array array) {
      return list(Arrays.asList((Object[]) array.getArray()));
    }
    if (value instanceof Struct struct) {
      return list(Arrays.asList(struct.getAttributes()));
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
}
