package dev.braid.view.sql;

import dev.braid.plan.Expression;

/** Both sides of an operator. */
record Operands(Expression left, Expression right) {
  @SuppressWarnings("ArgumentSelectionDefectChecker") // swapping is the point
  Operands flipped() {
    return new Operands(right, left);
  }
}
