package dev.braid.plan;

import dev.braid.function.BoundFunction;
import dev.braid.function.ScalarFunctions;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * A call of a scalar function of {@link dev.braid.function.ScalarFunctions}.
 *
 * @param function its name there, in lower case
 * @param arguments of exactly the types that the bound function takes
 */
public record FunctionCall(String function, List<Expression> arguments, DataType type)
    implements Expression {
  public FunctionCall {
    Objects.requireNonNull(function, "function");
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(type, "type");
  }

  /** The function bound to the arguments' types and constants. */
  public BoundFunction bind() {
    return ScalarFunctions.find(function)
        .flatMap(known -> known.bind(arguments))
        .orElseThrow(() -> new IllegalStateException("no function " + function + arguments));
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitCall(this);
  }
}
