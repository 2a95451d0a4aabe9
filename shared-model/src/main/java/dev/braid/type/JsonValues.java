package dev.braid.type;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Values in Braid's own topics: exact, canonical, readable. Integers, dates (days) and timestamps
 * (microseconds) are JSON numbers, decimals are strings, a double is a number or one of {@code
 * "NaN"}, {@code "Infinity"}, {@code "-Infinity"}.
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
      case INTEGER, DATE -> json.writeNumber((Integer) value);
      case BIGINT, TIMESTAMP -> json.writeNumber((Long) value);
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
    }
  }

  /** Reads the value the parser stands on. */
  public static Object read(JsonParser json, DataType type) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> json.getBooleanValue();
      case INTEGER, DATE -> json.getIntValue();
      case BIGINT, TIMESTAMP -> json.getLongValue();
      case DOUBLE ->
          json.currentToken() == JsonToken.VALUE_STRING
              ? Double.valueOf(json.getText())
              : (Object) json.getDoubleValue();
      case DECIMAL -> new BigDecimal(json.getText()).setScale(type.scale());
      case VARCHAR -> json.getText();
    };
  }
}
