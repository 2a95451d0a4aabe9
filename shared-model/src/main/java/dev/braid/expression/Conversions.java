package dev.braid.expression;

import dev.braid.function.Body;
import dev.braid.plan.Cast;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@link Cast} computes, with Trino's results: a fraction is rounded half away from zero,
 * blanks around a number or a time are left out, and null stands for what cannot be converted.
 */
public final class Conversions {
  private Conversions() {}

  /** A value, or null for NULL, in another type; null if it cannot be converted. */
  public static Object convert(DataType from, Object value, DataType to) {
    return ExpressionCompiler.compile(new Cast(new Literal(from, value), to))
        .evaluate(new InputRow());
  }

  /** The conversion between two different types of which {@link Cast#converts} holds. */
  static Body between(DataType from, DataType to) {
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

  private static Body toBoolean(DataType from) {
    return switch (from.carrier()) {
      case LONG -> (Body.LongToObject) value -> value != 0;
      case DOUBLE -> (Body.DoubleToObject) value -> value != 0;
      default ->
          from.isDecimal()
              ? (Body.Unary) value -> ((BigDecimal) value).signum() != 0
              : (Body.Unary) value -> truth((String) value);
    };
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1" -> true;
      case "false", "f", "0" -> false;
      default -> null;
    };
  }

  private static Body toReal(DataType from) {
    return switch (from.carrier()) {
      case LONG -> (Body.LongToDouble) value -> (float) value;
      case DOUBLE -> (Body.DoubleToDouble) value -> (float) value;
      case BOOLEAN -> ofBoolean();
      case OBJECT ->
          from.isDecimal()
              ? (Body.ObjectToDouble) (value, nulls) -> ((BigDecimal) value).floatValue()
              : parsed(Float::parseFloat);
    };
  }

  private static Body toDouble(DataType from) {
    return switch (from.carrier()) {
      case LONG -> (Body.LongToDouble) value -> value;
      case DOUBLE -> (Body.DoubleToDouble) value -> value;
      case BOOLEAN -> ofBoolean();
      case OBJECT ->
          from.isDecimal()
              ? (Body.ObjectToDouble) (value, nulls) -> ((BigDecimal) value).doubleValue()
              : parsed(Double::parseDouble);
    };
  }

  private static Body.ObjectToDouble ofBoolean() {
    return (value, nulls) -> (Boolean) value ? 1 : 0;
  }

  private static Body.ObjectToDouble parsed(ToDoubleFunction<String> parser) {
    return (value, nulls) -> {
      try {
        return parser.applyAsDouble((String) value);
      } catch (NumberFormatException e) {
        return nulls.nullDouble();
      }
    };
  }

  private static Body toText(DataType from) {
    return switch (from.kind()) {
      case SMALLINT, INTEGER, BIGINT -> (Body.LongToObject) Long::toString;
      case REAL -> (Body.DoubleToObject) value -> FloatingText.of((float) value);
      case DOUBLE -> (Body.DoubleToObject) FloatingText::of;
      case DECIMAL -> (Body.Unary) value -> ((BigDecimal) value).toPlainString();
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> TemporalConversions.toText(from);
      default -> (Body.Unary) String::valueOf;
    };
  }
}
