package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/** What an aggregate is called with. */
final class CallArguments {
  private CallArguments() {}

  /** The one argument's type; empty if there are none or more. */
  static Optional<DataType> single(List<Expression> arguments) {
    return arguments.size() == 1 ? Optional.of(arguments.get(0).type()) : Optional.empty();
  }

  /** A constant argument; empty if it is not there, no constant, or NULL. */
  static Optional<Object> constant(List<Expression> arguments, int index) {
    return index < arguments.size() && arguments.get(index) instanceof Literal literal
        ? Optional.ofNullable(literal.value())
        : Optional.empty();
  }

  /** A constant number; empty as {@link #constant}, or out of the range. */
  static Optional<Double> number(List<Expression> arguments, int index, double from, double to) {
    return constant(arguments, index)
        .filter(value -> arguments.get(index).type().isNumeric())
        .map(value -> ((Number) value).doubleValue())
        .filter(number -> from <= number && number <= to);
  }

  /** A constant of an integer type; empty as {@link #constant}, or out of the range. */
  static Optional<Integer> integer(List<Expression> arguments, int index, int from, int to) {
    return constant(arguments, index)
        .filter(value -> arguments.get(index).type().isInteger())
        .map(value -> ((Number) value).longValue())
        .filter(number -> from <= number && number <= to)
        .map(Long::intValue);
  }
}
