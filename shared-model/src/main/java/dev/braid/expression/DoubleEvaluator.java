package dev.braid.expression;

import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;

/** An expression that computes a double. */
abstract class DoubleEvaluator extends Evaluator {
  DoubleEvaluator(DataType type) {
    super(type);
  }

  @Override
  public abstract double evaluateDouble(InputRow row);

  @Override
  public final Object evaluate(InputRow row) {
    double value = evaluateDouble(row);
    return row.wasNull() ? null : Values.boxed(type(), value);
  }

  @Override
  final boolean isNull(InputRow row) {
    evaluateDouble(row);
    return row.wasNull();
  }

  @Override
  final void store(InputRow row, Cell into) {
    double value = evaluateDouble(row);
    if (row.wasNull()) {
      into.setNull();
    } else {
      into.setDouble(value);
    }
  }
}
