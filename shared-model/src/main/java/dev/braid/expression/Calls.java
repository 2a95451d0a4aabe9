package dev.braid.expression;

import dev.braid.function.Body;
import dev.braid.type.DataType;

/** Calls of bodies, each in its own form; NULL if an argument is. */
final class Calls {
  private Calls() {}

  /** A body of two arguments takes more from left to right, two at a time. */
  static Evaluator of(DataType type, Body body, Evaluator... arguments) {
    return switch (arguments.length) {
      case 1 -> unary(type, body, arguments[0]);
      case 2 -> binary(type, body, arguments[0], arguments[1]);
      default ->
          body instanceof Body.Ternary ternary
              ? ternary(type, ternary, arguments[0], arguments[1], arguments[2])
              : folded(type, body, arguments);
    };
  }

  private static Evaluator folded(DataType type, Body body, Evaluator[] arguments) {
    Evaluator folded = arguments[0];
    for (int i = 1; i < arguments.length; i++) {
      folded = binary(type, body, folded, arguments[i]);
    }
    return folded;
  }

  private static Evaluator unary(DataType type, Body body, Evaluator value) {
    if (body instanceof Body.LongToLong form) {
      return new LongEvaluator(type) {
        @Override
        public long evaluateLong(InputRow row) {
          long x = value.evaluateLong(row);
          return row.wasNull() ? 0 : form.apply(x, row);
        }
      };
    }
    if (body instanceof Body.DoubleToLong form) {
      return new LongEvaluator(type) {
        @Override
        public long evaluateLong(InputRow row) {
          double x = value.evaluateDouble(row);
          return row.wasNull() ? 0 : form.apply(x, row);
        }
      };
    }
    if (body instanceof Body.ObjectToLong form) {
      return new LongEvaluator(type) {
        @Override
        public long evaluateLong(InputRow row) {
          Object x = value.evaluate(row);
          row.setNull(x == null);
          return x == null ? 0 : form.apply(x, row);
        }
      };
    }
    if (body instanceof Body.LongToDouble form) {
      return new DoubleEvaluator(type) {
        @Override
        public double evaluateDouble(InputRow row) {
          long x = value.evaluateLong(row);
          return row.wasNull() ? 0 : form.apply(x);
        }
      };
    }
    if (body instanceof Body.DoubleToDouble form) {
      return new DoubleEvaluator(type) {
        @Override
        public double evaluateDouble(InputRow row) {
          double x = value.evaluateDouble(row);
          return row.wasNull() ? 0 : form.apply(x);
        }
      };
    }
    if (body instanceof Body.ObjectToDouble form) {
      return new DoubleEvaluator(type) {
        @Override
        public double evaluateDouble(InputRow row) {
          Object x = value.evaluate(row);
          row.setNull(x == null);
          return x == null ? 0 : form.apply(x, row);
        }
      };
    }
    if (body instanceof Body.LongToObject form) {
      return new ObjectEvaluator(type) {
        @Override
        public Object evaluate(InputRow row) {
          long x = value.evaluateLong(row);
          return row.wasNull() ? null : form.apply(x);
        }
      };
    }
    if (body instanceof Body.DoubleToObject form) {
      return new ObjectEvaluator(type) {
        @Override
        public Object evaluate(InputRow row) {
          double x = value.evaluateDouble(row);
          return row.wasNull() ? null : form.apply(x);
        }
      };
    }
    if (body instanceof Body.Unary form) {
      return new ObjectEvaluator(type) {
        @Override
        public Object evaluate(InputRow row) {
          Object x = value.evaluate(row);
          return x == null ? null : form.apply(x);
        }
      };
    }
    throw new IllegalStateException("no body of one argument: " + body);
  }

  private static Evaluator binary(DataType type, Body body, Evaluator first, Evaluator second) {
    if (body instanceof Body.LongsToLong form) {
      return new LongEvaluator(type) {
        @Override
        public long evaluateLong(InputRow row) {
          long a = first.evaluateLong(row);
          if (row.wasNull()) {
            return 0;
          }
          long b = second.evaluateLong(row);
          return row.wasNull() ? 0 : form.apply(a, b, row);
        }
      };
    }
    if (body instanceof Body.DoublesToDouble form) {
      return new DoubleEvaluator(type) {
        @Override
        public double evaluateDouble(InputRow row) {
          double a = first.evaluateDouble(row);
          if (row.wasNull()) {
            return 0;
          }
          double b = second.evaluateDouble(row);
          return row.wasNull() ? 0 : form.apply(a, b);
        }
      };
    }
    if (body instanceof Body.DoubleLongToDouble form) {
      return new DoubleEvaluator(type) {
        @Override
        public double evaluateDouble(InputRow row) {
          double a = first.evaluateDouble(row);
          if (row.wasNull()) {
            return 0;
          }
          long b = second.evaluateLong(row);
          return row.wasNull() ? 0 : form.apply(a, b);
        }
      };
    }
    if (body instanceof Body.ObjectsToLong form) {
      return new LongEvaluator(type) {
        @Override
        public long evaluateLong(InputRow row) {
          Object a = first.evaluate(row);
          Object b = a == null ? null : second.evaluate(row);
          row.setNull(b == null);
          return b == null ? 0 : form.apply(a, b, row);
        }
      };
    }
    if (body instanceof Body.Binary form) {
      return new ObjectEvaluator(type) {
        @Override
        public Object evaluate(InputRow row) {
          Object a = first.evaluate(row);
          Object b = a == null ? null : second.evaluate(row);
          return b == null ? null : form.apply(a, b);
        }
      };
    }
    throw new IllegalStateException("no body of two arguments: " + body);
  }

  private static Evaluator ternary(
      DataType type, Body.Ternary body, Evaluator first, Evaluator second, Evaluator third) {
    return new ObjectEvaluator(type) {
      @Override
      public Object evaluate(InputRow row) {
        Object a = first.evaluate(row);
        Object b = a == null ? null : second.evaluate(row);
        Object c = b == null ? null : third.evaluate(row);
        return c == null ? null : body.apply(a, b, c);
      }
    };
  }
}
