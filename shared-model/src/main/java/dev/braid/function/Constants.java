package dev.braid.function;

import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import java.util.Optional;

/** Arguments that must be constants. */
final class Constants {
  private Constants() {}

  /** The constant's value; empty if it is no constant, or NULL. */
  static Optional<Object> value(Expression argument) {
    return argument instanceof Literal literal
        ? Optional.ofNullable(literal.value())
        : Optional.empty();
  }

  static Optional<String> text(Expression argument) {
    return value(argument).filter(String.class::isInstance).map(String.class::cast);
  }
}
