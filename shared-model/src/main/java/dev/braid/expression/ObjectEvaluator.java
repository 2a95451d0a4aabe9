package dev.braid.expression;

import dev.braid.type.Cell;
import dev.braid.type.DataType;

/** An expression whose value comes in its type's Java form, whatever carries the type. */
abstract class ObjectEvaluator extends Evaluator {
  ObjectEvaluator(DataType type) {
    super(type);
  }

  @Override
  public long evaluateLong(InputRow row) {
    return unboxedLong(evaluate(row), row);
  }

  @Override
  public double evaluateDouble(InputRow row) {
    return unboxedDouble(evaluate(row), row);
  }

  @Override
  public boolean evaluateBoolean(InputRow row) {
    return unboxedBoolean(evaluate(row), row);
  }

  @Override
  final boolean isNull(InputRow row) {
    return evaluate(row) == null;
  }

  @Override
  final void store(InputRow row, Cell into) {
    into.set(type(), evaluate(row));
  }

  static long unboxedLong(Object value, InputRow row) {
    row.setNull(value == null);
    if (value instanceof Long known) {
      return known;
    }
    return value == null ? 0 : ((Number) value).longValue();
  }

  static double unboxedDouble(Object value, InputRow row) {
    row.setNull(value == null);
    if (value instanceof Double known) {
      return known;
    }
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  static boolean unboxedBoolean(Object value, InputRow row) {
    row.setNull(value == null);
    return value != null && (Boolean) value;
  }
}
