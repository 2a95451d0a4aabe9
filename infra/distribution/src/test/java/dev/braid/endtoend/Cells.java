package dev.braid.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of both sides in one form: numbers as BigDecimal or Double, a MAP's keys as text. */
final class Cells {
  private Cells() {}

  /** As the serving layer writes it in JSON. */
  static Object ofJson(JsonNode json, DataType type) {
    if (json.isNull()) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> json.booleanValue();
      case SMALLINT, INTEGER, BIGINT -> plain(json.decimalValue());
      case DECIMAL -> plain(new BigDecimal(json.asText()));
      case REAL, DOUBLE -> Double.valueOf(json.asText());
      case VARCHAR -> json.textValue();
      case DATE -> LocalDate.parse(json.textValue());
      case TIMESTAMP -> LocalDateTime.parse(json.textValue());
      case TIMESTAMP_TZ -> OffsetDateTime.parse(json.textValue()).toInstant();
      case VARBINARY -> Arrays.toString(Base64.getDecoder().decode(json.textValue()));
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        json.forEach(element -> elements.add(ofJson(element, type.element())));
        yield elements;
      }
      case MAP -> {
        Map<String, Long> entries = new TreeMap<>();
        json.properties().forEach(e -> entries.put(e.getKey(), e.getValue().longValue()));
        yield entries;
      }
    };
  }

  /** As DuckDB's driver gives it, whatever numeric type DuckDB has chosen. */
  static Object ofProof(ResultSet row, String column, DataType type) throws SQLException {
    Object value = row.getObject(column);
    if (value == null) {
      return null;
    }
    if (value instanceof Array array) {
      return Arrays.stream((Object[]) array.getArray())
          .map(element -> (Object) ((Number) element).doubleValue())
          .toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Long> entries = new TreeMap<>();
      map.forEach((key, count) -> entries.put(key.toString(), ((Number) count).longValue()));
      return entries;
    }
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> plain(new BigDecimal(value.toString()));
      case REAL, DOUBLE -> ((Number) value).doubleValue();
      case DATE -> row.getObject(column, LocalDate.class);
      case TIMESTAMP -> row.getObject(column, LocalDateTime.class);
      case TIMESTAMP_TZ -> instant(row.getObject(column, OffsetDateTime.class));
      case VARBINARY ->
          Arrays.toString(((Blob) value).getBytes(1, Math.toIntExact(((Blob) value).length())));
      case BOOLEAN, VARCHAR, ARRAY, MAP -> value;
    };
  }

  private static Instant instant(OffsetDateTime time) {
    return time.toInstant();
  }

  /** 5 and 5.00 are one number. */
  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
