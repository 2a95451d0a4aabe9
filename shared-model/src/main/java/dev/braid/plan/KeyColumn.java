package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;

/**
 * One part of the group key.
 *
 * @param name the output column that shows it
 * @param expression over the source's columns
 */
public record KeyColumn(String name, Expression expression) {
  public KeyColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(expression, "expression");
  }

  public DataType type() {
    return expression.type();
  }
}
