package dev.braid.expression;

import dev.braid.function.Body;
import dev.braid.type.DataType;
import dev.braid.type.NullFlag;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Conversions to integers and DECIMALs. */
final class ExactConversions {
  /** Reading a number takes time quadratic in its digits: longer text is none. */
  private static final int MAX_TEXT = 10_000;

  private static final double TWO_TO_63 = 0x1p63;

  private ExactConversions() {}

  static Body toInteger(DataType from, DataType.Kind to) {
    return switch (from.carrier()) {
      case BOOLEAN -> (Body.ObjectToLong) (value, nulls) -> (Boolean) value ? 1 : 0;
      case LONG -> (Body.LongToLong) (value, nulls) -> narrow(value, to, nulls);
      case DOUBLE -> (Body.DoubleToLong) (value, nulls) -> rounded(value, to, nulls);
      case OBJECT ->
          from.isDecimal()
              ? (Body.ObjectToLong) (value, nulls) -> rounded((BigDecimal) value, to, nulls)
              : (Body.ObjectToLong) (value, nulls) -> parseInteger((String) value, to, nulls);
    };
  }

  private static long narrow(long value, DataType.Kind to, NullFlag nulls) {
    boolean fits =
        switch (to) {
          case SMALLINT -> value == (short) value;
          case INTEGER -> value == (int) value;
          default -> true;
        };
    return fits ? value : nulls.nullLong();
  }

  private static long rounded(double value, DataType.Kind to, NullFlag nulls) {
    double down = Math.floor(Math.abs(value));
    double whole = Math.copySign(Math.abs(value) - down >= 0.5 ? down + 1 : down, value);
    return whole >= -TWO_TO_63 && whole < TWO_TO_63
        ? narrow((long) whole, to, nulls)
        : nulls.nullLong();
  }

  private static long rounded(BigDecimal value, DataType.Kind to, NullFlag nulls) {
    BigDecimal whole = value.setScale(0, RoundingMode.HALF_UP);
    return whole.unscaledValue().bitLength() < Long.SIZE
        ? narrow(whole.longValue(), to, nulls)
        : nulls.nullLong();
  }

  private static long parseInteger(String text, DataType.Kind to, NullFlag nulls) {
    try {
      return narrow(Long.parseLong(text.trim()), to, nulls);
    } catch (NumberFormatException e) {
      return nulls.nullLong();
    }
  }

  static Body toDecimal(DataType from, DataType to) {
    return switch (from.kind()) {
      case BOOLEAN ->
          (Body.Unary) value -> fitted((Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO, to);
      case SMALLINT, INTEGER, BIGINT ->
          (Body.LongToObject) value -> fitted(BigDecimal.valueOf(value), to);
      case REAL ->
          (Body.DoubleToObject)
              value ->
                  Double.isFinite(value)
                      ? fitted(new BigDecimal(Float.toString((float) value)), to)
                      : null;
      case DOUBLE ->
          (Body.DoubleToObject)
              value ->
                  Double.isFinite(value)
                      ? fitted(new BigDecimal(Double.toString(value)), to)
                      : null;
      case DECIMAL -> (Body.Unary) value -> fitted((BigDecimal) value, to);
      case VARCHAR -> (Body.Unary) value -> parseDecimal((String) value, to);
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
