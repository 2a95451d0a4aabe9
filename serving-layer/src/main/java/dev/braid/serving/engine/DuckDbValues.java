package dev.braid.serving.engine;

import dev.braid.serving.sql.SqlType;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;

/** Values between DuckDB and the Java forms of {@link DataType} and {@link SqlType}. */
final class DuckDbValues {
  private static final long MICROS_PER_SECOND = 1_000_000L;

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

  /** The column's value in the Java form of {@link SqlType}. */
  static Object get(ResultSet row, int column, SqlType type) throws SQLException {
    Object value =
        switch (type.kind()) {
          case DATE -> row.getObject(column, LocalDate.class);
          case TIMESTAMP -> row.getObject(column, LocalDateTime.class);
          case TIMESTAMP_TZ -> row.getObject(column, OffsetDateTime.class);
          default -> row.getObject(column);
        };
    return row.wasNull() ? null : value(value, type);
  }

  private static Object value(Object value, SqlType type) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case UNKNOWN -> null;
      case BOOLEAN -> value;
      case TINYINT -> ((Number) value).byteValue();
      case SMALLINT -> ((Number) value).shortValue();
      case INTEGER -> ((Number) value).intValue();
      case BIGINT -> ((Number) value).longValue();
      case REAL -> ((Number) value).floatValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case DECIMAL -> new BigDecimal(value.toString()).setScale(type.scale());
      case VARCHAR, JSON, UUID -> value.toString();
      case VARBINARY -> bytes(value);
      case DATE -> value instanceof LocalDate ? value : LocalDate.parse(value.toString());
      case TIME -> value instanceof LocalTime ? value : LocalTime.parse(value.toString());
      case TIMESTAMP -> value instanceof Timestamp time ? time.toLocalDateTime() : value;
      case TIMESTAMP_TZ -> ((OffsetDateTime) value).toInstant();
      case INTERVAL_DAY_TO_SECOND -> Duration.ofMillis(((Number) value).longValue());
      case INTERVAL_YEAR_TO_MONTH -> Period.ofMonths(((Number) value).intValue());
      case ARRAY -> list((Object[]) ((Array) value).getArray(), type);
      case ROW -> fields(((Struct) value).getAttributes(), type);
      case MAP -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          entries.put(value(entry.getKey(), type.key()), value(entry.getValue(), type.value()));
        }
        yield entries;
      }
    };
  }

  private static byte[] bytes(Object value) throws SQLException {
    return value instanceof Blob blob
        ? blob.getBytes(1, Math.toIntExact(blob.length()))
        : (byte[]) value;
  }

  private static List<Object> list(Object[] values, SqlType type) throws SQLException {
    List<Object> list = new ArrayList<>(values.length);
    for (Object value : values) {
      list.add(value(value, type.element()));
    }
    return list;
  }

  private static List<Object> fields(Object[] values, SqlType type) throws SQLException {
    List<Object> fields = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      fields.add(value(values[i], type.parameters().get(i)));
    }
    return fields;
  }
}
