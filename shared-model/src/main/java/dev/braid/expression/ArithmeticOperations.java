package dev.braid.expression;

import dev.braid.function.Body;
import dev.braid.plan.Arithmetic;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@link Arithmetic}; NULL if it cannot be computed. */
final class ArithmeticOperations {
  private ArithmeticOperations() {}

  static Evaluator of(Arithmetic arithmetic) {
    Evaluator left = ExpressionCompiler.compile(arithmetic.left());
    Evaluator right = ExpressionCompiler.compile(arithmetic.right());
    Arithmetic.Operator operator = arithmetic.operator();
    DataType type = arithmetic.type();
    return switch (type.kind()) {
      case SMALLINT -> integers(operator, type, Short.MIN_VALUE, Short.MAX_VALUE, left, right);
      case INTEGER -> integers(operator, type, Integer.MIN_VALUE, Integer.MAX_VALUE, left, right);
      case BIGINT -> integers(operator, type, Long.MIN_VALUE, Long.MAX_VALUE, left, right);
      case REAL -> reals(operator, left, right);
      case DOUBLE -> doubles(operator, left, right);
      case DECIMAL -> decimals(operator, type, left, right);
      case BOOLEAN, VARCHAR, VARBINARY, DATE, TIMESTAMP, TIMESTAMP_TZ, ARRAY, MAP ->
          throw new IllegalStateException("no arithmetic on " + type);
    };
  }

  private static Evaluator integers(
      Arithmetic.Operator operator,
      DataType type,
      long least,
      long greatest,
      Evaluator left,
      Evaluator right) {
    return new LongEvaluator(type) {
      @Override
      public long evaluateLong(InputRow row) {
        long a = left.evaluateLong(row);
        if (row.wasNull()) {
          return 0;
        }
        long b = right.evaluateLong(row);
        if (row.wasNull()) {
          return 0;
        }
        long result = bigint(operator, a, b, row);
        return least <= result && result <= greatest ? result : row.nullLong();
      }
    };
  }

  private static long bigint(Arithmetic.Operator operator, long a, long b, InputRow row) {
    switch (operator) {
      case ADD -> {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? row.nullLong() : sum;
      }
      case SUBTRACT -> {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0 ? row.nullLong() : difference;
      }
      case MULTIPLY -> {
        long product = a * b;
        return Math.multiplyHigh(a, b) == (product >> 63) ? product : row.nullLong();
      }
      case DIVIDE -> {
        return b == 0 || (a == Long.MIN_VALUE && b == -1) ? row.nullLong() : a / b;
      }
      case MODULUS -> {
        return b == 0 ? row.nullLong() : a % b;
      }
    }
    throw new IllegalStateException("no operator " + operator);
  }

  private static Evaluator reals(Arithmetic.Operator operator, Evaluator left, Evaluator right) {
    return new DoubleEvaluator(DataType.REAL) {
      @Override
      public double evaluateDouble(InputRow row) {
        float a = (float) left.evaluateDouble(row);
        if (row.wasNull()) {
          return 0;
        }
        float b = (float) right.evaluateDouble(row);
        return row.wasNull()
            ? 0
            : switch (operator) {
              case ADD -> a + b;
              case SUBTRACT -> a - b;
              case MULTIPLY -> a * b;
              case DIVIDE -> a / b;
              case MODULUS -> a % b;
            };
      }
    };
  }

  private static Evaluator doubles(Arithmetic.Operator operator, Evaluator left, Evaluator right) {
    return new DoubleEvaluator(DataType.DOUBLE) {
      @Override
      public double evaluateDouble(InputRow row) {
        double a = left.evaluateDouble(row);
        if (row.wasNull()) {
          return 0;
        }
        double b = right.evaluateDouble(row);
        return row.wasNull()
            ? 0
            : switch (operator) {
              case ADD -> a + b;
              case SUBTRACT -> a - b;
              case MULTIPLY -> a * b;
              case DIVIDE -> a / b;
              case MODULUS -> a % b;
            };
      }
    };
  }

  private static Evaluator decimals(
      Arithmetic.Operator operator, DataType type, Evaluator left, Evaluator right) {
    Body.Binary body = (a, b) -> decimal(operator, (BigDecimal) a, (BigDecimal) b, type);
    return Calls.of(type, body, left, right);
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
