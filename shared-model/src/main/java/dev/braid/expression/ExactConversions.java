package dev.braid.expression;

import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/** Conversions to integers and DECIMALs. */
final class ExactConversions {
  /** Reading a number takes time quadratic in its digits: longer text is none. */
  private static final int MAX_TEXT = 10_000;

  private static final double TWO_TO_63 = 0x1p63;

  private ExactConversions() {}

  static UnaryOperator<Object> toInteger(DataType from, DataType.Kind to) {
    return switch (from.kind()) {
      case BOOLEAN -> value -> narrow((Boolean) value ? 1 : 0, to);
      case SMALLINT, INTEGER, BIGINT -> value -> narrow(((Number) value).longValue(), to);
      case REAL, DOUBLE -> value -> rounded(((Number) value).doubleValue(), to);
      case DECIMAL -> value -> rounded((BigDecimal) value, to);
      case VARCHAR -> value -> parseInteger((String) value, to);
      default -> throw new IllegalArgumentException(from + " does not convert to " + to);
    };
  }

  private static Object narrow(long value, DataType.Kind to) {
    return switch (to) {
      case SMALLINT -> value == (short) value ? (Object) (short) value : null;
      case INTEGER -> value == (int) value ? (Object) (int) value : null;
      default -> value;
    };
  }

  private static Object rounded(double value, DataType.Kind to) {
    double down = Math.floor(Math.abs(value));
    double whole = Math.copySign(Math.abs(value) - down >= 0.5 ? down + 1 : down, value);
    return whole >= -TWO_TO_63 && whole < TWO_TO_63 ? narrow((long) whole, to) : null;
  }

  private static Object rounded(BigDecimal value, DataType.Kind to) {
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    return whole.unscaledValue().bitLength() < Long.SIZE ? narrow(whole.longValue(), to) : null;
  }

  private static Object parseInteger(String text, DataType.Kind to) {
    try {
      return narrow(Long.parseLong(text.trim()), to);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  static UnaryOperator<Object> toDecimal(DataType from, DataType to) {
    return switch (from.kind()) {
      case BOOLEAN -> value -> fitted((Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO, to);
      case SMALLINT, INTEGER, BIGINT ->
          value -> fitted(BigDecimal.valueOf(((Number) value).longValue()), to);
      case REAL ->
          value ->
              Float.isFinite((Float) value) ? fitted(new BigDecimal(value.toString()), to) : null;
      case DOUBLE ->
          value ->
              Double.isFinite((Double) value) ? fitted(new BigDecimal(value.toString()), to) : null;
      case DECIMAL -> value -> fitted((BigDecimal) value, to);
      case VARCHAR -> value -> parseDecimal((String) value, to);
      default -> throw new IllegalArgumentException(from + " does not convert to " + to);
    };
  }

  private static Object parseDecimal(String text, DataType to) {
    if (text.length() > MAX_TEXT) {
      return null;
    }
    try {
      return fitted(new BigDecimal(text.trim()), to);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Rounded to the type's scale; looks at the magnitude first, that no exponent becomes digits. */
  private static Object fitted(BigDecimal number, DataType to) {
    long whole = (long) number.precision() - number.scale();
    if (number.signum() == 0 || whole < -to.scale()) {
      return BigDecimal.ZERO.setScale(to.scale());
    }
    if (whole > to.precision() - to.scale()) {
      return null;
    }
    BigDecimal rounded = number.setScale(to.scale(), RoundingMode.HALF_UP);
    return rounded.precision() <= to.precision() ? rounded : null;
  }
}
