package dev.braid.type;

import java.math.BigDecimal;

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
