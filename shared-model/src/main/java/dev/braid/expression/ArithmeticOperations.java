package dev.braid.expression;

import dev.braid.plan.Arithmetic;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.BinaryOperator;

/** {@link Arithmetic} over values that are not null; null if it cannot be computed. */
final class ArithmeticOperations {
  private ArithmeticOperations() {}

  static BinaryOperator<Object> of(Arithmetic.Operator operator, DataType type) {
    return switch (type.kind()) {
      case SMALLINT -> (a, b) -> smallint(bigint(operator, (Short) a, (Short) b));
      case INTEGER -> (a, b) -> integer(bigint(operator, (Integer) a, (Integer) b));
      case BIGINT -> (a, b) -> bigint(operator, (Long) a, (Long) b);
      case REAL -> real(operator);
      case DOUBLE -> doubles(operator);
      case DECIMAL -> (a, b) -> decimal(operator, (BigDecimal) a, (BigDecimal) b, type);
      case BOOLEAN, VARCHAR, VARBINARY, DATE, TIMESTAMP, TIMESTAMP_TZ, ARRAY, MAP ->
          throw new IllegalStateException("no arithmetic on " + type);
    };
  }

  private static Object smallint(Long value) {
    return value != null && value == value.shortValue() ? (Object) value.shortValue() : null;
  }

  private static Object integer(Long value) {
    return value != null && value == value.intValue() ? (Object) value.intValue() : null;
  }

  private static Long bigint(Arithmetic.Operator operator, long a, long b) {
    return switch (operator) {
      case ADD -> {
        long sum = a + b;
        yield ((a ^ sum) & (b ^ sum)) < 0 ? null : (Long) sum;
      }
      case SUBTRACT -> {
        long difference = a - b;
        yield ((a ^ b) & (a ^ difference)) < 0 ? null : (Long) difference;
      }
      case MULTIPLY -> {
        long product = a * b;
        yield Math.multiplyHigh(a, b) == (product >> 63) ? (Long) product : null;
      }
      case DIVIDE -> b == 0 || (a == Long.MIN_VALUE && b == -1) ? null : (Long) (a / b);
      case MODULUS -> b == 0 ? null : (Long) (a % b);
    };
  }

  private static BinaryOperator<Object> real(Arithmetic.Operator operator) {
    return switch (operator) {
      case ADD -> (a, b) -> (Float) a + (Float) b;
      case SUBTRACT -> (a, b) -> (Float) a - (Float) b;
      case MULTIPLY -> (a, b) -> (Float) a * (Float) b;
      case DIVIDE -> (a, b) -> (Float) a / (Float) b;
      case MODULUS -> (a, b) -> (Float) a % (Float) b;
    };
  }

  private static BinaryOperator<Object> doubles(Arithmetic.Operator operator) {
    return switch (operator) {
      case ADD -> (a, b) -> (Double) a + (Double) b;
      case SUBTRACT -> (a, b) -> (Double) a - (Double) b;
      case MULTIPLY -> (a, b) -> (Double) a * (Double) b;
      case DIVIDE -> (a, b) -> (Double) a / (Double) b;
      case MODULUS -> (a, b) -> (Double) a % (Double) b;
    };
  }

  private static Object decimal(
      Arithmetic.Operator operator, BigDecimal a, BigDecimal b, DataType type) {
    boolean divides =
        operator == Arithmetic.Operator.DIVIDE || operator == Arithmetic.Operator.MODULUS;
    if (divides && b.signum() == 0) {
      return null;
    }
    BigDecimal result =
        switch (operator) {
          case ADD -> a.add(b);
          case SUBTRACT -> a.subtract(b);
          case MULTIPLY -> a.multiply(b);
          case DIVIDE -> a.divide(b, type.scale(), RoundingMode.HALF_UP);
          case MODULUS -> a.remainder(b).setScale(type.scale());
        };
    return result.precision() <= type.precision() ? result : null;
  }
}
