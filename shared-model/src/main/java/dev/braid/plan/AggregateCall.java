package dev.braid.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.aggregate.AggregateFunction;
import dev.braid.aggregate.Aggregates;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * One aggregate of a view.
 *
 * @param function its name in {@link Aggregates}, in lower case
 * @param arguments over the source's columns; none for {@code count(*)}
 * @param filter BOOLEAN over the source's columns, only events for which it is true are taken; null
 *     takes all
 */
public record AggregateCall(
    String function,
    List<Expression> arguments,
    @JsonInclude(JsonInclude.Include.NON_NULL) Expression filter) {
  public AggregateCall {
    Objects.requireNonNull(function, "function");
    arguments = List.copyOf(arguments);
    if (filter != null && !filter.type().equals(DataType.BOOLEAN)) {
      throw new IllegalArgumentException("FILTER of type " + filter.type());
    }
  }

  /** The function bound to the arguments' types and constants. */
  public AggregateFunction bind() {
    return Aggregates.resolve(function, arguments)
        .orElseThrow(
            () -> new IllegalStateException("no aggregate " + function + " of " + arguments));
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public DataType type() {
    return bind().resultType();
  }
}
