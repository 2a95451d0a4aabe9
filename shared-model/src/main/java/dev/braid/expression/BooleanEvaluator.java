package dev.braid.expression;

import dev.braid.type.Cell;
import dev.braid.type.DataType;

/** An expression that computes a boolean. */
abstract class BooleanEvaluator extends Evaluator {
  BooleanEvaluator() {
    super(DataType.BOOLEAN);
  }

  @Override
  public abstract boolean evaluateBoolean(InputRow row);

  @Override
  public final Object evaluate(InputRow row) {
    boolean value = evaluateBoolean(row);
    return row.wasNull() ? null : (Object) value;
  }

  @Override
  final boolean isNull(InputRow row) {
    evaluateBoolean(row);
    return row.wasNull();
  }

  @Override
  final void store(InputRow row, Cell into) {
    boolean value = evaluateBoolean(row);
    if (row.wasNull()) {
      into.setNull();
    } else {
      into.setBoolean(value);
    }
  }
}
