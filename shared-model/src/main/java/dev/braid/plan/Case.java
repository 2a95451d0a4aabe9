package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * The first branch whose condition is true, else {@code otherwise}. Both forms of {@code CASE},
 * {@code IF} and {@code NULLIF} are this one node.
 *
 * @param branches at least one; their results and {@code otherwise} are of one type
 */
public record Case(List<Branch> branches, Expression otherwise) implements Expression {
  /** {@code WHEN condition THEN result}. */
  public record Branch(Expression condition, Expression result) {
    public Branch {
      Objects.requireNonNull(result, "result");
      if (!condition.type().equals(DataType.BOOLEAN)) {
        throw new IllegalArgumentException("WHEN of type " + condition.type());
      }
    }
  }

  public Case {
    branches = List.copyOf(branches);
    DataType type = otherwise.type();
    if (branches.isEmpty() || branches.stream().anyMatch(b -> !b.result().type().equals(type))) {
      throw new IllegalArgumentException("CASE wants branches, all of type " + type);
    }
  }

  @Override
  public DataType type() {
    return otherwise.type();
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitCase(this);
  }
}
