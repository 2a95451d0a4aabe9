package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.List;

/**
 * Whether the value equals one of the options, as {@link Comparison} has it: NULL if none does and
 * a NULL is among them.
 *
 * @param options at least one, of the value's type
 */
public record In(Expression value, List<Expression> options) implements Expression {
  public In {
    options = List.copyOf(options);
    DataType type = value.type();
    if (options.isEmpty() || options.stream().anyMatch(option -> !option.type().equals(type))) {
      throw new IllegalArgumentException("IN wants options of type " + type);
    }
  }

  @Override
  public DataType type() {
    return DataType.BOOLEAN;
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitIn(this);
  }
}
