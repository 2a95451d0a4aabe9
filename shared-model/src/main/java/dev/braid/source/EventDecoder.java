package dev.braid.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.Values;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Decodes one JSON event into a row, the same in every layer: a value that is not of its column's
 * type, or would lose digits, rejects the event; nothing is guessed. A missing field is NULL, an
 * unknown field is passed over, of a field given twice the last counts (each must be good). What is
 * inside a missing or null object is NULL. Never throws, whatever the bytes. Not safe to share
 * between threads.
 *
 * <ul>
 *   <li>SMALLINT, INTEGER, BIGINT, DECIMAL: a number, or a string of one ({@code "19.99"}); {@code
 *       5.0} is an integer
 *   <li>REAL, DOUBLE: a finite number, rounded to the nearest
 *   <li>VARBINARY: base64 in a string
 *   <li>DATE: {@code "2026-01-31"}
 *   <li>TIMESTAMP, TIMESTAMP WITH TIME ZONE: ISO-8601, UTC unless it has an offset, {@code T} or a
 *       blank between date and time, digits after the microsecond dropped; or a number of
 *       milliseconds since 1970
 *   <li>Dates and times lie in the years 1 to 9999
 * </ul>
 */
public final class EventDecoder {
  private static final int MAX_NAME_LENGTH = 50_000;
  private static final int MAX_DIGITS = 400;

  /**
   * Every limit is set, because their defaults are not the same in each layer's Jackson; and no
   * choice of field names may stop a layer or fill its memory.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1000)
                  .maxNumberLength(1000)
                  .maxStringLength(20_000_000)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final List<Column> columns;
  private final FieldTree event;

  public EventDecoder(Source source) {
    this.columns = source.columns();
    this.event = FieldTree.of(columns);
  }

  /**
   * Decodes an event.
   *
   * @param value the record's bytes; null is rejected
   * @param row takes the values, in the order of the source's columns; its content is undefined if
   *     rejected
   * @return null if the event is good, else why not
   */
  public Rejection decode(byte[] value, Object[] row) {
    if (value == null || value.length == 0) {
      return new Rejection("EMPTY", "the record has no value");
    }
    Arrays.fill(row, null);
    try (JsonParser json = JSON.createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return new Rejection("NOT_AN_OBJECT", "the value is not a JSON object");
      }
      readFields(json, event, row);
      if (json.nextToken() != null) {
        return new Rejection("NOT_JSON", "there is text after the JSON object");
      }
    } catch (Misfit misfit) {
      return misfit.rejection;
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      return new Rejection(
          "NOT_JSON", "not valid JSON at byte " + at + ": " + Quoted.of(e.getOriginalMessage()));
    } catch (IOException e) {
      return new Rejection("NOT_JSON", "not valid JSON: " + Quoted.of(e.getMessage()));
    }
    return missing(row);
  }

  private void readFields(JsonParser json, FieldTree object, Object[] row) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (name.length() > MAX_NAME_LENGTH) {
        throw new Misfit(
            new Rejection(
                "NOT_JSON", "a field's name is longer than " + MAX_NAME_LENGTH + " characters"));
      }
      FieldTree field = object.find(name);
      JsonToken token = json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else if (field.isObject()) {
        readObject(json, token, field, row);
      } else {
        Column column = columns.get(field.column());
        row[field.column()] = token == JsonToken.VALUE_NULL ? null : read(json, token, column);
      }
    }
  }

  private void readObject(JsonParser json, JsonToken token, FieldTree field, Object[] row)
      throws IOException {
    field.clear(row);
    if (token == JsonToken.START_OBJECT) {
      readFields(json, field, row);
    } else if (token != JsonToken.VALUE_NULL) {
      throw misfit("field " + field + " is an object", found(json, token));
    }
  }

  private Rejection missing(Object[] row) {
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && columns.get(i).notNull()) {
        return new Rejection(
            "NULL_NOT_ALLOWED", "column " + columns.get(i).name() + " is missing or null");
      }
    }
    return null;
  }

  private static Object read(JsonParser json, JsonToken token, Column column) throws IOException {
    Object value =
        switch (column.type().kind()) {
          case BOOLEAN -> bool(token);
          case SMALLINT, INTEGER, BIGINT, DECIMAL -> exact(json, token, column.type());
          case REAL -> finiteReal(json, token);
          case DOUBLE -> finite(json, token);
          case VARCHAR -> token == JsonToken.VALUE_STRING ? string(json, column) : null;
          case DATE -> token == JsonToken.VALUE_STRING ? date(json) : null;
          case TIMESTAMP, TIMESTAMP_TZ -> timestamp(json, token);
          case VARBINARY -> token == JsonToken.VALUE_STRING ? bytes(json) : null;
          case ARRAY, MAP -> throw new IllegalStateException("a column of " + column.type());
        };
    if (value == null) {
      throw misfit(column, found(json, token));
    }
    return value;
  }

  // Each reads a value, or gives null if it is not of the type.

  private static Object bool(JsonToken token) {
    if (token == JsonToken.VALUE_TRUE) {
      return true;
    }
    return token == JsonToken.VALUE_FALSE ? false : null;
  }

  private static Object exact(JsonParser json, JsonToken token, DataType type) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT
        && type.isInteger()
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = json.getLongValue();
      return switch (type.kind()) {
        case SMALLINT -> value == (short) value ? (Object) (short) value : null;
        case INTEGER -> value == (int) value ? (Object) (int) value : null;
        default -> value;
      };
    }
    return number(json, token).flatMap(value -> Values.exactly(value, type)).orElse(null);
  }

  private static Optional<BigDecimal> number(JsonParser json, JsonToken token) throws IOException {
    boolean numeric =
        token == JsonToken.VALUE_NUMBER_INT
            || token == JsonToken.VALUE_NUMBER_FLOAT
            || token == JsonToken.VALUE_STRING;
    if (!numeric || json.getTextLength() > MAX_DIGITS) {
      return Optional.empty();
    }
    String text = json.getText();
    boolean plain = text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
    try {
      return plain ? Optional.of(new BigDecimal(text)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Object finite(JsonParser json, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      return null;
    }
    double value = json.getDoubleValue();
    return Double.isFinite(value) ? value : null;
  }

  private static Object finiteReal(JsonParser json, JsonToken token) throws IOException {
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      return null;
    }
    float value = Float.parseFloat(json.getText());
    return Float.isFinite(value) ? value : null;
  }

  private static Object bytes(JsonParser json) throws IOException {
    try {
      return Binary.of(Base64.getDecoder().decode(json.getText()));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Object date(JsonParser json) throws IOException {
    OptionalInt day = Temporals.parseDate(json.getText());
    return day.isPresent() ? day.getAsInt() : null;
  }

  private static Object timestamp(JsonParser json, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      BigInteger millis = json.getBigIntegerValue();
      long micros = millis.bitLength() > 52 ? Long.MIN_VALUE : millis.longValue() * 1000;
      return Temporals.isTimestamp(micros) ? micros : null;
    }
    if (token != JsonToken.VALUE_STRING) {
      return null;
    }
    OptionalLong micros = Temporals.parseTimestamp(json.getText());
    return micros.isPresent() ? micros.getAsLong() : null;
  }

  /** UTF-16 from JSON escapes may hold half a surrogate pair, which no UTF-8 can carry. */
  private static String string(JsonParser json, Column column) throws IOException {
    String text = json.getText();
    int half = Quoted.halfPair(text);
    if (half >= 0) {
      throw misfit(column, "a string with half a surrogate pair at character " + half);
    }
    return text;
  }

  private static Misfit misfit(Column column, String found) {
    return misfit("column " + column.name() + " is " + column.type(), found);
  }

  private static Misfit misfit(String declared, String found) {
    return new Misfit(new Rejection("WRONG_TYPE", declared + ", found " + found));
  }

  private static String found(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> '"' + Quoted.of(json.getText()) + '"';
      default -> Quoted.of(json.getText());
    };
  }

  /** Leaves the parse with a verdict; carries no stack, it is no accident. */
  private static final class Misfit extends RuntimeException {
    private final transient Rejection rejection;

    Misfit(Rejection rejection) {
      super(rejection.reason(), null, false, false);
      this.rejection = rejection;
    }
  }
}
