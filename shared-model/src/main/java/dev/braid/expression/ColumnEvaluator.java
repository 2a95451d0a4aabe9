package dev.braid.expression;

import dev.braid.plan.ColumnRef;

/** A column. The typed calls are the same as without; made here, they are found sooner. */
final class ColumnEvaluator extends ObjectEvaluator {
  private final int index;

  ColumnEvaluator(ColumnRef column) {
    super(column.type());
    this.index = column.index();
  }

  @Override
  public Object evaluate(InputRow row) {
    return row.value(index);
  }

  @Override
  public long evaluateLong(InputRow row) {
    return unboxedLong(row.value(index), row);
  }

  @Override
  public double evaluateDouble(InputRow row) {
    return unboxedDouble(row.value(index), row);
  }

  @Override
  public boolean evaluateBoolean(InputRow row) {
    return unboxedBoolean(row.value(index), row);
  }
}
