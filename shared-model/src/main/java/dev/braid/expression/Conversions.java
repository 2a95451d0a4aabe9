package dev.braid.expression;

import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What {@link dev.braid.plan.Cast} computes, with Trino's results: a fraction is rounded half away
 * from zero, blanks around a number or a time are left out, and null stands for what cannot be
 * converted.
 */
public final class Conversions {
  private Conversions() {}

  /**
   * The conversion between two types of which {@link dev.braid.plan.Cast#converts} holds; of values
   * that are not null. Thread-safe.
   */
  public static UnaryOperator<Object> between(DataType from, DataType to) {
    if (from.equals(to)) {
      return UnaryOperator.identity();
    }
    return switch (to.kind()) {
      case BOOLEAN -> toBoolean(from);
      case SMALLINT, INTEGER, BIGINT -> ExactConversions.toInteger(from, to.kind());
      case DECIMAL -> ExactConversions.toDecimal(from, to);
      case REAL -> toReal(from);
      case DOUBLE -> toDouble(from);
      case VARCHAR -> toText(from);
      case DATE -> TemporalConversions.toDate(from);
      case TIMESTAMP -> TemporalConversions.toTimestamp(from);
      case TIMESTAMP_TZ -> TemporalConversions.toZoned(from);
      case VARBINARY, ARRAY, MAP ->
          throw new IllegalArgumentException(from + " does not convert to " + to);
    };
  }

  private static UnaryOperator<Object> toBoolean(DataType from) {
    return switch (from.kind()) {
      case VARCHAR -> value -> truth((String) value);
      case DECIMAL -> value -> ((BigDecimal) value).signum() != 0;
      default -> value -> ((Number) value).doubleValue() != 0;
    };
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1" -> true;
      case "false", "f", "0" -> false;
      default -> null;
    };
  }

  private static UnaryOperator<Object> toReal(DataType from) {
    return switch (from.kind()) {
      case BOOLEAN -> value -> (Boolean) value ? 1f : 0f;
      case VARCHAR ->
          value -> {
            try {
              return Float.parseFloat((String) value);
            } catch (NumberFormatException e) {
              return null;
            }
          };
      default -> value -> ((Number) value).floatValue();
    };
  }

  private static UnaryOperator<Object> toDouble(DataType from) {
    return switch (from.kind()) {
      case BOOLEAN -> value -> (Boolean) value ? 1.0 : 0.0;
      case VARCHAR ->
          value -> {
            try {
              return Double.parseDouble((String) value);
            } catch (NumberFormatException e) {
              return null;
            }
          };
      default -> value -> ((Number) value).doubleValue();
    };
  }

  private static UnaryOperator<Object> toText(DataType from) {
    return switch (from.kind()) {
      case REAL -> value -> FloatingText.of((Float) value);
      case DOUBLE -> value -> FloatingText.of((Double) value);
      case DECIMAL -> value -> ((BigDecimal) value).toPlainString();
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> TemporalConversions.toText(from);
      default -> String::valueOf;
    };
  }
}
