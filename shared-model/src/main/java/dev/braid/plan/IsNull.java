package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;

/** True or false, never NULL. */
public record IsNull(Expression value) implements Expression {
  public IsNull {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public DataType type() {
    return DataType.BOOLEAN;
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitIsNull(this);
  }
}
