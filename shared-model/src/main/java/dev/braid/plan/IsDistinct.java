package dev.braid.plan;

import dev.braid.type.DataType;

/**
 * {@code left IS DISTINCT FROM right}: true or false, never NULL. NULL is not distinct from NULL,
 * nor NaN from NaN.
 */
public record IsDistinct(Expression left, Expression right) implements Expression {
  public IsDistinct {
    if (!left.type().equals(right.type())) {
      throw new IllegalArgumentException(left.type() + " compared with " + right.type());
    }
  }

  @Override
  public DataType type() {
    return DataType.BOOLEAN;
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitIsDistinct(this);
  }
}
