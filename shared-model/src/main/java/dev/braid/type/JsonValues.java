package dev.braid.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Values in Braid's own topics: exact, canonical, readable. Integers, dates (days) and timestamps
 * (microseconds) are JSON numbers, decimals are strings, a double is a number or one of {@code
 * "NaN"}, {@code "Infinity"}, {@code "-Infinity"}, bytes are in base64.
 */
public final class JsonValues {
  private JsonValues() {}

  public static void write(JsonGenerator json, DataType type, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case SMALLINT -> json.writeNumber((Short) value);
      case INTEGER, DATE -> json.writeNumber((Integer) value);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> json.writeNumber((Long) value);
      case REAL -> {
        float number = (Float) value;
        if (Float.isFinite(number)) {
          json.writeNumber(number);
        } else {
          json.writeString(Float.toString(number));
        }
      }
      case DOUBLE -> {
        double number = (Double) value;
        if (Double.isFinite(number)) {
          json.writeNumber(number);
        } else {
          json.writeString(Double.toString(number));
        }
      }
      case DECIMAL -> json.writeString(((BigDecimal) value).toPlainString());
      case VARCHAR -> json.writeString((String) value);
      case VARBINARY -> json.writeBinary(((Binary) value).bytes());
      case ARRAY, MAP -> throw new IllegalStateException("no state or key is a " + type);
    }
  }

  /**
   * Reads the value the parser stands on.
   *
   * @throws IOException if it is not of the type
   */
  public static Object read(JsonParser json, DataType type) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> json.getBooleanValue();
      case SMALLINT -> json.getShortValue();
      case INTEGER, DATE -> json.getIntValue();
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> json.getLongValue();
      case REAL ->
          json.currentToken() == JsonToken.VALUE_STRING
              ? (Object) special(json).floatValue()
              : (Object) json.getFloatValue();
      case DOUBLE ->
          json.currentToken() == JsonToken.VALUE_STRING ? special(json) : json.getDoubleValue();
      case DECIMAL -> decimal(json, type);
      case VARCHAR -> {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
          throw notA(json, type);
        }
        yield json.getText();
      }
      case VARBINARY -> Binary.of(json.getBinaryValue());
      case ARRAY, MAP -> throw new IllegalStateException("no state or key is a " + type);
    };
  }

  private static Double special(JsonParser json) throws IOException {
    return switch (json.getText()) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw notA(json, DataType.DOUBLE);
    };
  }

  private static BigDecimal decimal(JsonParser json, DataType type) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw notA(json, type);
    }
    try {
      BigDecimal value = new BigDecimal(json.getText());
      if (Values.fits(type, value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new JsonParseException(json, "no number: " + json.getText(), e);
    }
    throw notA(json, type);
  }

  private static JsonParseException notA(JsonParser json, DataType type) throws IOException {
    return new JsonParseException(json, json.getText() + " is not a " + type);
  }
}
