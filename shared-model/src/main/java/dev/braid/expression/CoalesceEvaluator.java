package dev.braid.expression;

import dev.braid.plan.Coalesce;
import dev.braid.type.Cell;

/** The first value that is not NULL. */
final class CoalesceEvaluator extends Evaluator {
  private final Evaluator[] values;

  CoalesceEvaluator(Coalesce coalesce) {
    super(coalesce.type());
    this.values = ExpressionCompiler.compileAll(coalesce.values().stream());
  }

  @Override
  public long evaluateLong(InputRow row) {
    for (Evaluator value : values) {
      long found = value.evaluateLong(row);
      if (!row.wasNull()) {
        return found;
      }
    }
    return 0;
  }

  @Override
  public double evaluateDouble(InputRow row) {
    for (Evaluator value : values) {
      double found = value.evaluateDouble(row);
      if (!row.wasNull()) {
        return found;
      }
    }
    return 0;
  }

  @Override
  public boolean evaluateBoolean(InputRow row) {
    for (Evaluator value : values) {
      boolean found = value.evaluateBoolean(row);
      if (!row.wasNull()) {
        return found;
      }
    }
    return false;
  }

  @Override
  public Object evaluate(InputRow row) {
    for (Evaluator value : values) {
      Object found = value.evaluate(row);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  boolean isNull(InputRow row) {
    for (Evaluator value : values) {
      if (!value.isNull(row)) {
        return false;
      }
    }
    return true;
  }

  @Override
  void store(InputRow row, Cell into) {
    for (Evaluator value : values) {
      value.store(row, into);
      if (!into.isNull()) {
        return;
      }
    }
  }
}
