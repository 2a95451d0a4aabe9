package dev.braid.expression;

import dev.braid.plan.Comparison;
import dev.braid.plan.In;
import dev.braid.plan.IsDistinct;
import dev.braid.type.DataType;
import dev.braid.type.Values;

/**
 * {@code = <> < <= > >=}, {@code IN} and {@code IS DISTINCT FROM}. Doubles compare as Java's do: of
 * NaN only {@code <>} holds, and -0.0 equals 0.0. BOOLEANs come in boxes, which cost nothing.
 */
final class Comparisons {
  private Comparisons() {}

  static Evaluator of(Comparison comparison) {
    Comparison.Operator operator = comparison.operator();
    Evaluator left = ExpressionCompiler.compile(comparison.left());
    Evaluator right = ExpressionCompiler.compile(comparison.right());
    return switch (left.type().carrier()) {
      case LONG -> ofLongs(operator, left, right);
      case DOUBLE -> ofDoubles(operator, left, right);
      case BOOLEAN, OBJECT -> ofObjects(operator, left, right);
    };
  }

  private static Evaluator ofLongs(Comparison.Operator operator, Evaluator left, Evaluator right) {
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        long a = left.evaluateLong(row);
        if (row.wasNull()) {
          return false;
        }
        long b = right.evaluateLong(row);
        return !row.wasNull()
            && switch (operator) {
              case EQUAL -> a == b;
              case NOT_EQUAL -> a != b;
              case LESS -> a < b;
              case LESS_OR_EQUAL -> a <= b;
              case GREATER -> a > b;
              case GREATER_OR_EQUAL -> a >= b;
            };
      }
    };
  }

  private static Evaluator ofDoubles(
      Comparison.Operator operator, Evaluator left, Evaluator right) {
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        double a = left.evaluateDouble(row);
        if (row.wasNull()) {
          return false;
        }
        double b = right.evaluateDouble(row);
        return !row.wasNull()
            && switch (operator) {
              case EQUAL -> a == b;
              case NOT_EQUAL -> a != b;
              case LESS -> a < b;
              case LESS_OR_EQUAL -> a <= b;
              case GREATER -> a > b;
              case GREATER_OR_EQUAL -> a >= b;
            };
      }
    };
  }

  private static Evaluator ofObjects(
      Comparison.Operator operator, Evaluator left, Evaluator right) {
    DataType type = left.type();
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        Object a = left.evaluate(row);
        Object b = a == null ? null : right.evaluate(row);
        row.setNull(b == null);
        return b != null
            && switch (operator) {
              case EQUAL -> Values.equal(type, a, b);
              case NOT_EQUAL -> !Values.equal(type, a, b);
              default -> operator.holds(Values.compare(type, a, b));
            };
      }
    };
  }

  static Evaluator of(IsDistinct isDistinct) {
    Evaluator left = ExpressionCompiler.compile(isDistinct.left());
    Evaluator right = ExpressionCompiler.compile(isDistinct.right());
    DataType type = left.type();
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        boolean distinct =
            switch (type.carrier()) {
              case LONG -> distinctLongs(left, right, row);
              case DOUBLE -> distinctDoubles(left, right, row);
              case BOOLEAN, OBJECT -> distinctObjects(left, right, row);
            };
        row.setNull(false);
        return distinct;
      }
    };
  }

  private static boolean distinctLongs(Evaluator left, Evaluator right, InputRow row) {
    long a = left.evaluateLong(row);
    boolean aIsNull = row.wasNull();
    long b = right.evaluateLong(row);
    return aIsNull != row.wasNull() || a != b;
  }

  /** Here NaN is NaN. */
  private static boolean distinctDoubles(Evaluator left, Evaluator right, InputRow row) {
    double a = left.evaluateDouble(row);
    boolean aIsNull = row.wasNull();
    double b = right.evaluateDouble(row);
    return aIsNull != row.wasNull() || (a != b && !(Double.isNaN(a) && Double.isNaN(b)));
  }

  private static boolean distinctObjects(Evaluator left, Evaluator right, InputRow row) {
    Object a = left.evaluate(row);
    Object b = right.evaluate(row);
    return (a == null || b == null) ? a != b : !Values.equal(left.type(), a, b);
  }

  static Evaluator of(In in) {
    Evaluator value = ExpressionCompiler.compile(in.value());
    Evaluator[] options = ExpressionCompiler.compileAll(in.options().stream());
    return switch (value.type().carrier()) {
      case LONG -> inLongs(value, options);
      case DOUBLE -> inDoubles(value, options);
      case BOOLEAN, OBJECT -> inObjects(value, options);
    };
  }

  private static Evaluator inLongs(Evaluator value, Evaluator[] options) {
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        long sought = value.evaluateLong(row);
        if (row.wasNull()) {
          return false;
        }
        boolean sawNull = false;
        for (Evaluator option : options) {
          long found = option.evaluateLong(row);
          if (row.wasNull()) {
            sawNull = true;
          } else if (found == sought) {
            return true;
          }
        }
        row.setNull(sawNull);
        return false;
      }
    };
  }

  private static Evaluator inDoubles(Evaluator value, Evaluator[] options) {
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        double sought = value.evaluateDouble(row);
        if (row.wasNull()) {
          return false;
        }
        boolean sawNull = false;
        for (Evaluator option : options) {
          double found = option.evaluateDouble(row);
          if (row.wasNull()) {
            sawNull = true;
          } else if (found == sought) {
            return true;
          }
        }
        row.setNull(sawNull);
        return false;
      }
    };
  }

  private static Evaluator inObjects(Evaluator value, Evaluator[] options) {
    DataType type = value.type();
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        Object sought = value.evaluate(row);
        row.setNull(sought == null);
        if (sought == null) {
          return false;
        }
        boolean sawNull = false;
        for (Evaluator option : options) {
          Object found = option.evaluate(row);
          if (found == null) {
            sawNull = true;
          } else if (Values.equal(type, sought, found)) {
            row.setNull(false);
            return true;
          }
        }
        row.setNull(sawNull);
        return false;
      }
    };
  }
}
