package dev.braid.type;

import java.math.BigDecimal;
import java.util.Optional;

/** Order and canonical form of values, the same in every layer. Arguments are never null. */
public final class Values {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private Values() {}

  /**
   * The total order that min, max and ORDER BY use: numbers by value with NaN above all and -0.0
   * equal to 0.0, strings by code point (the order of their UTF-8 bytes), false before true.
   */
  public static int compare(DataType type, Object left, Object right) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
      case INTEGER, DATE -> Integer.compare((Integer) left, (Integer) right);
      case BIGINT, TIMESTAMP -> Long.compare((Long) left, (Long) right);
      case DOUBLE -> compareDoubles((Double) left, (Double) right);
      case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
      case VARCHAR -> compareStrings((String) left, (String) right);
    };
  }

  private static int compareDoubles(double left, double right) {
    if (left == right) {
      return 0;
    }
    return Double.compare(left, right);
  }

  /** By code point: a surrogate (part of a code point above U+FFFF) sorts above all other units. */
  private static int compareStrings(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogateA = Character.isSurrogate(a);
        boolean surrogateB = Character.isSurrogate(b);
        return surrogateA == surrogateB ? Character.compare(a, b) : (surrogateA ? 1 : -1);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /**
   * The same value in the Java form of a wider type (see {@link dev.braid.plan.Cast#widens}); only
   * DECIMAL or BIGINT to DOUBLE may round, to nearest even.
   */
  public static Object widen(Object value, DataType to) {
    return switch (to.kind()) {
      case BIGINT -> ((Number) value).longValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case DECIMAL ->
          value instanceof BigDecimal decimal
              ? decimal.setScale(to.scale())
              : BigDecimal.valueOf(((Number) value).longValue()).setScale(to.scale());
      case TIMESTAMP -> value instanceof Integer day ? (Object) (day * MICROS_PER_DAY) : value;
      case BOOLEAN, INTEGER, VARCHAR, DATE -> value;
    };
  }

  /** A number as a value of an integer or DECIMAL type; empty if it would lose a digit. */
  public static Optional<Object> exactly(BigDecimal number, DataType type) {
    if (number.signum() == 0) {
      return Optional.of(ofExact(BigDecimal.ZERO, type));
    }
    BigDecimal plain = number.stripTrailingZeros();
    DataType digits = type.asDecimal();
    boolean fits =
        plain.scale() <= digits.scale()
            && (long) plain.precision() - plain.scale() <= digits.precision() - digits.scale()
            && inRange(plain, type);
    return fits ? Optional.of(ofExact(plain, type)) : Optional.empty();
  }

  private static boolean inRange(BigDecimal number, DataType type) {
    return switch (type.kind()) {
      case INTEGER -> number.toBigInteger().bitLength() < Integer.SIZE;
      case BIGINT -> number.toBigInteger().bitLength() < Long.SIZE;
      default -> true;
    };
  }

  private static Object ofExact(BigDecimal number, DataType type) {
    return switch (type.kind()) {
      case INTEGER -> number.intValueExact();
      case BIGINT -> number.longValueExact();
      default -> number.setScale(type.scale());
    };
  }

  /** Whether a value, not null, has the Java form of the type. */
  public static boolean fits(DataType type, Object value) {
    return switch (type.kind()) {
      case BOOLEAN -> value instanceof Boolean;
      case INTEGER, DATE -> value instanceof Integer;
      case BIGINT, TIMESTAMP -> value instanceof Long;
      case DOUBLE -> value instanceof Double;
      case DECIMAL ->
          value instanceof BigDecimal decimal
              && decimal.scale() == type.scale()
              && decimal.precision() <= type.precision();
      case VARCHAR -> value instanceof String;
    };
  }

  /**
   * The one form that stands for all values equal to it as a group key: -0.0 becomes 0.0, every NaN
   * the same.
   */
  public static Object canonical(Object value) {
    if (value instanceof Double d) {
      if (d == 0.0) {
        return 0.0;
      }
      return d.isNaN() ? (Object) Double.NaN : value;
    }
    return value;
  }
}
