package dev.braid.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.braid.type.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decodes one JSON event into a row, the same in every layer: a value that is not of its column's
 * type, or would lose digits, rejects the event; nothing is guessed. A missing field is NULL, an
 * unknown field is passed over, of a field given twice the last counts. Not safe to share between
 * threads.
 *
 * <ul>
 *   <li>INTEGER, BIGINT, DECIMAL: a number, or a string of one ({@code "19.99"}); {@code 5.0} is an
 *       integer
 *   <li>DOUBLE: a finite number
 *   <li>DATE: {@code "2026-01-31"}
 *   <li>TIMESTAMP: ISO-8601, UTC unless it has an offset, {@code T} or a blank between date and
 *       time, digits after the microsecond dropped; or a number of milliseconds since 1970
 *   <li>Dates and times lie in the years 1 to 9999
 * </ul>
 */
public final class EventDecoder {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_QUOTED = 60;
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final long MIN_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long MAX_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final DateTimeFormatter TIMESTAMP_FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .parseLenient()
          .appendOffsetId()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private final List<Column> columns;
  private final Map<String, Integer> positions = new HashMap<>();

  public EventDecoder(Source source) {
    this.columns = source.columns();
    for (int i = 0; i < columns.size(); i++) {
      positions.put(columns.get(i).name(), i);
    }
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
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        Integer position = positions.get(json.currentName());
        JsonToken token = json.nextToken();
        if (position == null) {
          json.skipChildren();
        } else if (token == JsonToken.VALUE_NULL) {
          row[position] = null;
        } else {
          Column column = columns.get(position);
          row[position] = read(json, token, column);
        }
      }
      if (json.nextToken() != null) {
        return new Rejection("NOT_JSON", "there is text after the JSON object");
      }
    } catch (Misfit misfit) {
      return misfit.rejection;
    } catch (JsonProcessingException e) {
      return new Rejection(
          "NOT_JSON",
          "not valid JSON at byte "
              + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset())
              + ": "
              + e.getOriginalMessage());
    } catch (IOException e) {
      return new Rejection("NOT_JSON", "not valid JSON: " + e.getMessage());
    }
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && columns.get(i).notNull()) {
        return new Rejection(
            "NULL_NOT_ALLOWED", "column " + columns.get(i).name() + " is missing or null");
      }
    }
    return null;
  }

  private static Object read(JsonParser json, JsonToken token, Column column) throws IOException {
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      throw misfit(column, token == JsonToken.START_OBJECT ? "an object" : "an array");
    }
    DataType type = column.type();
    boolean number = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    boolean string = token == JsonToken.VALUE_STRING;
    return switch (type.kind()) {
      case BOOLEAN -> {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
          throw misfit(column, json.getText());
        }
        yield token == JsonToken.VALUE_TRUE;
      }
      case INTEGER -> {
        long value = integer(json, token, column);
        if (value != (int) value) {
          throw misfit(column, json.getText());
        }
        yield (int) value;
      }
      case BIGINT -> integer(json, token, column);
      case DOUBLE -> {
        double value = number ? json.getDoubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
          throw misfit(column, json.getText());
        }
        yield value;
      }
      case DECIMAL -> decimal(decimalOf(json, token, column), column, json);
      case VARCHAR -> {
        if (!string) {
          throw misfit(column, json.getText());
        }
        yield wellFormed(json.getText(), column);
      }
      case DATE -> {
        if (!string) {
          throw misfit(column, json.getText());
        }
        yield date(json.getText(), column);
      }
      case TIMESTAMP -> {
        if (token == JsonToken.VALUE_NUMBER_INT) {
          BigInteger millis = json.getBigIntegerValue();
          if (millis.bitLength() > 52) {
            throw misfit(column, json.getText());
          }
          yield inRange(millis.longValue() * 1000, column, json.getText());
        }
        if (!string) {
          throw misfit(column, json.getText());
        }
        yield timestamp(json.getText(), column);
      }
    };
  }

  private static long integer(JsonParser json, JsonToken token, Column column) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return json.getLongValue();
    }
    BigDecimal value = decimalOf(json, token, column);
    if (value.signum() == 0) {
      return 0;
    }
    boolean small =
        (long) value.precision() - value.scale() <= 19 && value.stripTrailingZeros().scale() <= 0;
    if (!small || value.compareTo(MIN_LONG) < 0 || value.compareTo(MAX_LONG) > 0) {
      throw misfit(column, json.getText());
    }
    return value.longValueExact();
  }

  private static BigDecimal decimalOf(JsonParser json, JsonToken token, Column column)
      throws IOException {
    boolean textual =
        token == JsonToken.VALUE_NUMBER_INT
            || token == JsonToken.VALUE_NUMBER_FLOAT
            || token == JsonToken.VALUE_STRING;
    if (!textual || json.getTextLength() > 400) {
      throw misfit(column, json.getText());
    }
    try {
      return new BigDecimal(json.getText());
    } catch (NumberFormatException e) {
      throw misfit(column, json.getText());
    }
  }

  private static BigDecimal decimal(BigDecimal value, Column column, JsonParser json)
      throws IOException {
    DataType type = column.type();
    if (value.signum() == 0) {
      return BigDecimal.ZERO.setScale(type.scale());
    }
    BigDecimal plain = value.stripTrailingZeros();
    boolean fits =
        plain.scale() <= type.scale()
            && (long) plain.precision() - plain.scale() <= type.precision() - type.scale();
    if (!fits) {
      throw misfit(column, json.getText());
    }
    return plain.setScale(type.scale(), RoundingMode.UNNECESSARY);
  }

  /** UTF-16 from JSON escapes may hold half a surrogate pair, which no UTF-8 can carry. */
  private static String wellFormed(String text, Column column) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw misfit(column, "a string with half a surrogate pair at character " + i);
        }
        i++;
      }
    }
    return text;
  }

  private static int date(String text, Column column) {
    try {
      long day = LocalDate.parse(text).toEpochDay();
      if (day < MIN_DAY || day > MAX_DAY) {
        throw misfit(column, text);
      }
      return (int) day;
    } catch (DateTimeException e) {
      throw misfit(column, text);
    }
  }

  private static long timestamp(String text, Column column) {
    try {
      boolean blank = text.length() > 10 && text.charAt(10) == ' ';
      String iso = blank ? text.substring(0, 10) + 'T' + text.substring(11) : text;
      TemporalAccessor parsed = TIMESTAMP_FORMAT.parseBest(iso, Instant::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof Instant i ? i : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
      long micros =
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
      return inRange(micros, column, text);
    } catch (DateTimeException | ArithmeticException e) {
      throw misfit(column, text);
    }
  }

  private static long inRange(long micros, Column column, String text) {
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    if (day < MIN_DAY || day > MAX_DAY) {
      throw misfit(column, text);
    }
    return micros;
  }

  private static Misfit misfit(Column column, String found) {
    String shown = found.length() > MAX_QUOTED ? found.substring(0, MAX_QUOTED) + "…" : found;
    return new Misfit(
        new Rejection(
            "WRONG_TYPE", "column " + column.name() + " is " + column.type() + ", found " + shown));
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
