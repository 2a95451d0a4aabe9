package dev.braid.trial;

import dev.braid.error.ProjectErrors;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.Values;
import dev.braid.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a value of one output column as a test file writes it: as an event would, a TIMESTAMP at
 * midnight as a date too, bytes in hexadecimal too ({@code X'00ff'}), a list and a mapping for an
 * ARRAY and a MAP.
 */
final class ExpectedValue {
  private static final Pattern HEX = Pattern.compile("[xX]'((?:[0-9a-fA-F]{2})*)'");

  private final String column;
  private final DataType whole;

  ExpectedValue(String column, DataType type) {
    this.column = column;
    this.whole = type;
  }

  /** The value in {@link DataType}'s Java form; null for NULL. */
  Object read(YamlNode node) {
    return read(node, whole);
  }

  private Object read(YamlNode node, DataType type) {
    if (node.isNull()) {
      return null;
    }
    return switch (type.kind()) {
      case ARRAY -> list(node, type);
      case MAP -> map(node, type);
      default -> {
        Object value = isWritten(node, type) ? parse(node.scalarText(), type) : null;
        if (value == null) {
          throw wrong(node, type);
        }
        yield value;
      }
    };
  }

  /** Whether YAML reads it as something that may stand for the type. */
  private static boolean isWritten(YamlNode node, DataType type) {
    if (node.isMapping() || node.isList()) {
      return false;
    }
    return switch (type.kind()) {
      case BOOLEAN -> node.isTruth();
      case VARCHAR -> !node.isTruth() && !node.isNumber();
      default -> !node.isTruth();
    };
  }

  private List<Object> list(YamlNode node, DataType type) {
    if (!node.isList()) {
      throw wrong(node, type);
    }
    List<Object> values = new ArrayList<>();
    node.list().forEach(item -> values.add(read(item, type.element())));
    return values;
  }

  private Map<Object, Object> map(YamlNode node, DataType type) {
    if (!node.isMapping()) {
      throw wrong(node, type);
    }
    DataType keyType = type.parameters().get(0);
    DataType valueType = type.parameters().get(1);
    Map<Object, Object> values = new TreeMap<>((a, b) -> Values.compare(keyType, a, b));
    node.anyMapping()
        .values()
        .forEach(
            (text, value) -> {
              Object key = parse(text, keyType);
              if (key == null) {
                throw wrong(value, type);
              }
              values.put(key, read(value, valueType));
            });
    return values;
  }

  /** Null if the text is no value of the type. */
  private static Object parse(String text, DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> text.equals("true") ? (Object) true : text.equals("false") ? false : null;
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> exact(text, type);
      case REAL -> floating(text) == null ? null : (Object) Float.valueOf(floating(text));
      case DOUBLE -> floating(text) == null ? null : (Object) Double.valueOf(floating(text));
      case VARCHAR -> text;
      case VARBINARY -> bytes(text);
      case DATE -> {
        OptionalInt day = Temporals.parseDate(text);
        yield day.isPresent() ? (Object) day.getAsInt() : null;
      }
      case TIMESTAMP, TIMESTAMP_TZ -> timestamp(text);
      case ARRAY, MAP -> null;
    };
  }

  private static Object exact(String text, DataType type) {
    try {
      return Values.exactly(new BigDecimal(text), type).orElse(null);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The number's text as Java reads it; null if it is none. */
  private static String floating(String text) {
    switch (text) {
      case ".nan", ".NaN", ".NAN", "NaN":
        return "NaN";
      case ".inf", ".Inf", ".INF", "Infinity":
        return "Infinity";
      case "-.inf", "-.Inf", "-.INF", "-Infinity":
        return "-Infinity";
      default:
        try {
          return new BigDecimal(text).toString();
        } catch (NumberFormatException e) {
          return null;
        }
    }
  }

  private static Object bytes(String text) {
    var hex = HEX.matcher(text);
    if (hex.matches()) {
      return Binary.ofHex(hex.group(1));
    }
    try {
      return Binary.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Object timestamp(String text) {
    OptionalLong micros = Temporals.parseTimestamp(text);
    if (micros.isPresent()) {
      return micros.getAsLong();
    }
    OptionalInt day = Temporals.parseDate(text);
    return day.isPresent() ? (Object) (day.getAsInt() * Temporals.MICROS_PER_DAY) : null;
  }

  private RuntimeException wrong(YamlNode node, DataType type) {
    return ProjectErrors.badExpectation(
        node.place(), column, whole, example(whole), node.found() + describe(type));
  }

  /** Within a list or a mapping, what belongs there. */
  private String describe(DataType type) {
    return type.equals(whole) ? "" : " where " + type + " belongs";
  }

  private static String example(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "true";
      case SMALLINT, INTEGER, BIGINT -> "12";
      case DECIMAL -> BigDecimal.ONE.setScale(type.scale()).toPlainString();
      case REAL, DOUBLE -> "1.5";
      case VARCHAR -> "\"text\"";
      case VARBINARY -> "\"X'00ff'\"";
      case DATE -> "2026-01-31";
      case TIMESTAMP, TIMESTAMP_TZ -> "2026-01-31T23:59:59Z";
      case ARRAY -> "[" + example(type.element()) + "]";
      case MAP ->
          "{" + example(type.parameters().get(0)) + ": " + example(type.parameters().get(1)) + "}";
    };
  }
}
