package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * A call of a scalar function of {@link dev.braid.function.ScalarFunctions}.
 *
 * @param function its name there, in lower case
 */
public record FunctionCall(String function, List<Expression> arguments, DataType type)
    implements Expression {
  public FunctionCall {
    Objects.requireNonNull(function, "function");
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(type, "type");
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitCall(this);
  }
}
