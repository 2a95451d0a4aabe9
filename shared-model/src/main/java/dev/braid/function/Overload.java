package dev.braid.function;

import dev.braid.plan.Cast;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/** One way to call a function. */
@FunctionalInterface
interface Overload {
  /** Empty if the arguments do not widen to what this overload takes. */
  Optional<BoundFunction> bind(List<Expression> arguments);

  static Overload of(DataType parameter, DataType result, Body.Unary body) {
    return of(List.of(parameter), result, body);
  }

  static Overload of(DataType first, DataType second, DataType result, Body.Binary body) {
    return of(List.of(first, second), result, body);
  }

  static Overload of(
      DataType first, DataType second, DataType third, DataType result, Body.Ternary body) {
    return of(List.of(first, second, third), result, body);
  }

  /** With a body in any form. */
  static Overload of(List<DataType> parameters, DataType result, Body body) {
    BoundFunction bound = new BoundFunction(parameters, result, body);
    return arguments -> takes(parameters, arguments) ? Optional.of(bound) : Optional.empty();
  }

  /** Whether the arguments widen to the parameters, one by one. */
  static boolean takes(List<DataType> parameters, List<Expression> arguments) {
    if (parameters.size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!Cast.widens(arguments.get(i).type(), parameters.get(i))) {
        return false;
      }
    }
    return true;
  }
}
