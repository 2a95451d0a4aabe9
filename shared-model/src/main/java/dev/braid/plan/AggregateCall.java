package dev.braid.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.aggregate.AggregateFunction;
import dev.braid.aggregate.Aggregates;
import dev.braid.type.DataType;
import java.util.Objects;
import java.util.Optional;

/**
 * One aggregate of a view.
 *
 * @param function its name in {@link Aggregates}, in lower case
 * @param argument over the source's columns; null for {@code count(*)}
 */
public record AggregateCall(
    String function, @JsonInclude(JsonInclude.Include.NON_NULL) Expression argument) {
  public AggregateCall {
    Objects.requireNonNull(function, "function");
  }

  /** The function bound to the argument's type. */
  public AggregateFunction bind() {
    return Aggregates.resolve(function, Optional.ofNullable(argument).map(Expression::type))
        .orElseThrow(
            () -> new IllegalStateException("no aggregate " + function + " for " + argument));
  }

  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public DataType type() {
    return bind().resultType();
  }
}
