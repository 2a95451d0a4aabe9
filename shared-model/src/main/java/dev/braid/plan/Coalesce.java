package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.List;

/**
 * The first value that is not NULL.
 *
 * @param values at least two, of one type
 */
public record Coalesce(List<Expression> values) implements Expression {
  public Coalesce {
    values = List.copyOf(values);
    if (values.size() < 2 || values.stream().map(Expression::type).distinct().count() != 1) {
      throw new IllegalArgumentException("COALESCE wants two or more values of one type");
    }
  }

  @Override
  public DataType type() {
    return values.get(0).type();
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitCoalesce(this);
  }
}
