package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;

/**
 * A column of the input row. For a filter, a key or an aggregate's argument the row is the source's
 * columns; for an output it is the group's keys followed by the aggregates' results.
 *
 * @param index position in the input row, from 0
 */
public record ColumnRef(String name, int index, DataType type) implements Expression {
  public ColumnRef {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    if (index < 0) {
      throw new IllegalArgumentException("index " + index);
    }
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitColumn(this);
  }
}
