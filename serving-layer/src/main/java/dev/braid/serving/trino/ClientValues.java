package dev.braid.serving.trino;

import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlType;
import io.trino.client.IntervalDayTime;
import io.trino.client.IntervalYearMonth;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as the protocol's JSON has them: numbers, booleans, texts, lists and maps of texts. */
final class ClientValues {
  private static final int NANO_DIGITS = 9;
  private static final long SECOND = 1_000_000_000;

  /** What a value takes beside its text. */
  private static final long OVERHEAD = 8;

  private final List<SqlType> types;

  ClientValues(List<Column> columns) {
    this.types = columns.stream().map(Column::type).toList();
  }

  List<Object> row(List<Object> values) {
    List<Object> row = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      row.add(encode(types.get(i), values.get(i)));
    }
    return row;
  }

  /** About how many bytes of JSON an encoded value becomes. */
  static long bytes(Object encoded) {
    if (encoded instanceof String text) {
      return OVERHEAD + text.length();
    }
    long bytes = OVERHEAD;
    if (encoded instanceof List<?> list) {
      for (Object element : list) {
        bytes += bytes(element);
      }
    } else if (encoded instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        bytes += bytes(entry.getKey()) + bytes(entry.getValue());
      }
    }
    return bytes;
  }

  static Object encode(SqlType type, Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case UNKNOWN, BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, VARCHAR, JSON, UUID -> value;
      case REAL -> Float.isFinite((Float) value) ? value : value.toString();
      case DOUBLE -> Double.isFinite((Double) value) ? value : value.toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case VARBINARY -> Base64.getEncoder().encodeToString((byte[]) value);
      case DATE -> value.toString();
      case TIME -> time((LocalTime) value, type.precision());
      case TIMESTAMP -> timestamp((LocalDateTime) value, type.precision());
      case TIMESTAMP_TZ -> zoned((Instant) value, type);
      case INTERVAL_DAY_TO_SECOND -> IntervalDayTime.formatMillis(((Duration) value).toMillis());
      case INTERVAL_YEAR_TO_MONTH ->
          IntervalYearMonth.formatMonths(Math.toIntExact(((Period) value).toTotalMonths()));
      case ARRAY -> array(type.element(), (List<?>) value);
      case MAP -> map(type, (Map<?, ?>) value);
      case ROW -> fields(type, (List<?>) value);
    };
  }

  private static String zoned(Instant value, SqlType type) {
    String zone = type.zone() == null ? SqlType.UTC : type.zone();
    return timestamp(LocalDateTime.ofInstant(value, ZoneId.of(zone)), type.precision())
        + ' '
        + zone;
  }

  private static String timestamp(LocalDateTime value, int precision) {
    return value.toLocalDate() + " " + time(value.toLocalTime(), precision);
  }

  private static String time(LocalTime value, int precision) {
    StringBuilder text = new StringBuilder(15);
    twoDigits(text, value.getHour());
    text.append(':');
    twoDigits(text, value.getMinute());
    text.append(':');
    twoDigits(text, value.getSecond());
    if (precision > 0) {
      String nanos = Long.toString(SECOND + value.toNanoOfDay() % SECOND);
      text.append('.').append(nanos, 1, 1 + Math.min(precision, NANO_DIGITS));
    }
    return text.toString();
  }

  private static void twoDigits(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static List<Object> array(SqlType element, List<?> values) {
    List<Object> encoded = new ArrayList<>(values.size());
    for (Object value : values) {
      encoded.add(encode(element, value));
    }
    return encoded;
  }

  private static Map<String, Object> map(SqlType type, Map<?, ?> values) {
    Map<String, Object> encoded = new LinkedHashMap<>();
    values.forEach(
        (key, value) ->
            encoded.put(String.valueOf(encode(type.key(), key)), encode(type.value(), value)));
    return encoded;
  }

  private static List<Object> fields(SqlType type, List<?> values) {
    List<Object> encoded = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      encoded.add(encode(type.parameters().get(i), values.get(i)));
    }
    return encoded;
  }
}
