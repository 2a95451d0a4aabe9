package dev.braid.function;

import dev.braid.plan.CommonType;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The extreme of several values of one type, in the order of {@link Values#compare}. */
final class ExtremeFunctions {
  static final List<ScalarFunction> ALL = List.of(extreme("greatest", 1), extreme("least", -1));

  private ExtremeFunctions() {}

  private static ScalarFunction extreme(String name, int sign) {
    return new ScalarFunction(
        name,
        name + "(x, y, …), two or more values with a common type that can be compared",
        arguments -> bind(arguments, sign));
  }

  private static Optional<BoundFunction> bind(List<Expression> arguments, int sign) {
    if (arguments.size() < 2) {
      return Optional.empty();
    }
    return CommonType.of(arguments.stream().map(Expression::type).toList())
        .filter(DataType::isComparable)
        .map(
            type ->
                new BoundFunction(
                    Collections.nCopies(arguments.size(), type),
                    type,
                    values -> extreme(type, sign, values)));
  }

  private static Object extreme(DataType type, int sign, Object[] values) {
    Object extreme = values[0];
    for (Object value : values) {
      if (Values.compare(type, value, extreme) * sign > 0) {
        extreme = value;
      }
    }
    return extreme;
  }
}
