package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;

/**
 * One column of a view's rows.
 *
 * @param expression over the group's keys followed by the aggregates' results
 */
public record OutputColumn(String name, Expression expression) {
  public OutputColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(expression, "expression");
  }

  public DataType type() {
    return expression.type();
  }
}
