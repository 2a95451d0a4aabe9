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
                    Collections.nCopies(arguments.size(), type), type, greater(type, sign)));
  }

  /** Of two; the first if they are equal. */
  private static Body greater(DataType type, int sign) {
    return switch (type.carrier()) {
      case LONG -> (Body.LongsToLong) (a, b, nulls) -> Long.compare(b, a) * sign > 0 ? b : a;
      case DOUBLE -> (Body.DoublesToDouble) (a, b) -> compare(b, a) * sign > 0 ? b : a;
      case BOOLEAN, OBJECT -> (Body.Binary) (a, b) -> Values.compare(type, b, a) * sign > 0 ? b : a;
    };
  }

  /** As {@link Values#compare} does. */
  private static int compare(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }
}
