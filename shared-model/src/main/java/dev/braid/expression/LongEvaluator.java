package dev.braid.expression;

import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;

/** An expression that computes a long. */
abstract class LongEvaluator extends Evaluator {
  LongEvaluator(DataType type) {
    super(type);
  }

  @Override
  public abstract long evaluateLong(InputRow row);

  @Override
  public final Object evaluate(InputRow row) {
    long value = evaluateLong(row);
    return row.wasNull() ? null : Values.boxed(type(), value);
  }

  @Override
  final boolean isNull(InputRow row) {
    evaluateLong(row);
    return row.wasNull();
  }

  @Override
  final void store(InputRow row, Cell into) {
    long value = evaluateLong(row);
    if (row.wasNull()) {
      into.setNull();
    } else {
      into.setLong(value);
    }
  }
}
