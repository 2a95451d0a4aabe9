package dev.braid.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Order and canonical form of values, the same in every layer. Arguments are never null. */
public final class Values {
  private Values() {}

  /**
   * The total order that min, max and ORDER BY use: numbers by value with NaN above all and -0.0
   * equal to 0.0, strings by code point (the order of their UTF-8 bytes), false before true.
   */
  public static int compare(DataType type, Object left, Object right) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
      case SMALLINT -> Short.compare((Short) left, (Short) right);
      case INTEGER, DATE -> Integer.compare((Integer) left, (Integer) right);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> Long.compare((Long) left, (Long) right);
      case REAL -> compareDoubles((Float) left, (Float) right);
      case DOUBLE -> compareDoubles((Double) left, (Double) right);
      case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
      case VARCHAR -> compareStrings((String) left, (String) right);
      case VARBINARY -> ((Binary) left).compareTo((Binary) right);
      case ARRAY, MAP -> throw new IllegalStateException("no order of " + type);
    };
  }

  private static int compareDoubles(double left, double right) {
    if (left == right) {
      return 0;
    }
    return Double.compare(left, right);
  }

  /** Whether {@link #compare} finds no difference. */
  public static boolean equal(DataType type, Object left, Object right) {
    return type.kind() == DataType.Kind.VARCHAR
        ? left.equals(right)
        : compare(type, left, right) == 0;
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
      case SMALLINT -> number.toBigInteger().bitLength() < Short.SIZE;
      case INTEGER -> number.toBigInteger().bitLength() < Integer.SIZE;
      case BIGINT -> number.toBigInteger().bitLength() < Long.SIZE;
      default -> true;
    };
  }

  private static Object ofExact(BigDecimal number, DataType type) {
    return switch (type.kind()) {
      case SMALLINT -> number.shortValueExact();
      case INTEGER -> number.intValueExact();
      case BIGINT -> number.longValueExact();
      default -> number.setScale(type.scale());
    };
  }

  /** A value that {@link Carrier#LONG} carries, in its type's Java form. */
  public static Object boxed(DataType type, long value) {
    return switch (type.kind()) {
      case SMALLINT -> (Object) (short) value;
      case INTEGER, DATE -> (Object) (int) value;
      default -> (Object) value;
    };
  }

  /** A value that {@link Carrier#DOUBLE} carries, in its type's Java form. */
  public static Object boxed(DataType type, double value) {
    return type.kind() == DataType.Kind.REAL ? (Object) (float) value : (Object) value;
  }

  /** Whether a value, not null, has the Java form of the type. */
  public static boolean fits(DataType type, Object value) {
    return switch (type.kind()) {
      case BOOLEAN -> value instanceof Boolean;
      case SMALLINT -> value instanceof Short;
      case INTEGER, DATE -> value instanceof Integer;
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> value instanceof Long;
      case REAL -> value instanceof Float;
      case DOUBLE -> value instanceof Double;
      case DECIMAL ->
          value instanceof BigDecimal decimal
              && decimal.scale() == type.scale()
              && decimal.precision() <= type.precision();
      case VARCHAR -> value instanceof String;
      case VARBINARY -> value instanceof Binary;
      case ARRAY -> value instanceof List;
      case MAP -> value instanceof Map;
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
    if (value instanceof Float f) {
      if (f == 0.0f) {
        return 0.0f;
      }
      return f.isNaN() ? (Object) Float.NaN : value;
    }
    return value;
  }
}
