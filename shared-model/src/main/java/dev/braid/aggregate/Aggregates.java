package dev.braid.aggregate;

import dev.braid.type.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every aggregate by its SQL name. To add one: write its file, add its line here and in each
 * engine.
 */
public final class Aggregates {
  /**
   * Binds a function to its argument's type (empty for {@code f(*)}); empty if it does not take
   * that.
   */
  @FunctionalInterface
  interface Binder {
    Optional<AggregateFunction> bind(Optional<DataType> argument);
  }

  private static final Map<String, Binder> BINDERS =
      new TreeMap<>(
          Map.of(
              "avg", Avg::bind,
              "count", Count::bind,
              "max", Extreme::bindMax,
              "min", Extreme::bindMin,
              "sum", Sum::bind));

  private Aggregates() {}

  public static Set<String> names() {
    return BINDERS.keySet();
  }

  /** Empty if there is no such aggregate or it does not take such an argument. */
  public static Optional<AggregateFunction> resolve(String name, Optional<DataType> argument) {
    Binder binder = BINDERS.get(name);
    return binder == null ? Optional.empty() : binder.bind(argument);
  }
}
