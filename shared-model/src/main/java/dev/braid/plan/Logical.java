package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.List;
import java.util.Objects;

/** AND or OR of at least two BOOLEAN terms, in three-valued logic. */
public record Logical(Operator operator, List<Expression> terms) implements Expression {
  public enum Operator {
    AND,
    OR
  }

  public Logical {
    Objects.requireNonNull(operator, "operator");
    terms = List.copyOf(terms);
    if (terms.size() < 2 || !terms.stream().allMatch(t -> t.type().equals(DataType.BOOLEAN))) {
      throw new IllegalArgumentException(operator + " wants two or more BOOLEAN terms");
    }
  }

  @Override
  public DataType type() {
    return DataType.BOOLEAN;
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitLogical(this);
  }
}
