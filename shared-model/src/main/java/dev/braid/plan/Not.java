package dev.braid.plan;

import dev.braid.type.DataType;

/** NOT of a BOOLEAN; NULL stays NULL. */
public record Not(Expression value) implements Expression {
  public Not {
    if (!value.type().equals(DataType.BOOLEAN)) {
      throw new IllegalArgumentException("NOT of " + value.type());
    }
  }

  @Override
  public DataType type() {
    return DataType.BOOLEAN;
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitNot(this);
  }
}
