package dev.braid.function;

import dev.braid.plan.Expression;
import java.util.List;
import java.util.Optional;

/**
 * A scalar function of the view language: its signatures and its evaluator, NULL for a NULL
 * argument. Engines translate it by {@link #name}. Immutable.
 */
public final class ScalarFunction {
  private final String name;
  private final String usage;
  private final List<Overload> overloads;

  /**
   * @param name in lower case, as in Trino
   * @param usage how it is called, for error messages: {@code date_trunc('unit', x)}
   * @param overloads tried in order
   */
  ScalarFunction(String name, String usage, Overload... overloads) {
    this.name = name;
    this.usage = usage;
    this.overloads = List.of(overloads);
  }

  public String name() {
    return name;
  }

  public String usage() {
    return usage;
  }

  /**
   * The function for these arguments; empty if it does not take such. Arguments coerced to the
   * bound parameters bind to the same again.
   */
  public Optional<BoundFunction> bind(List<Expression> arguments) {
    return overloads.stream().flatMap(overload -> overload.bind(arguments).stream()).findFirst();
  }
}
