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

  /** sum and avg take no wider DECIMAL: its total could outgrow 38 digits on the way. */
  public static final int MAX_SUM_PRECISION = Sum.MAX_ARGUMENT_PRECISION;

  private static final Map<String, String> USAGES =
      Map.of(
          "avg", "avg(INTEGER, BIGINT, DOUBLE or DECIMAL)",
          "count", "count(*) or count(x)",
          "max", "max(x)",
          "min", "min(x)",
          "sum", "sum(INTEGER, BIGINT, DOUBLE or DECIMAL)");

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

  /** How a known aggregate is called, for error messages. */
  public static String usage(String name) {
    return USAGES.get(name);
  }

  /** Empty if there is no such aggregate or it does not take such an argument. */
  public static Optional<AggregateFunction> resolve(String name, Optional<DataType> argument) {
    Binder binder = BINDERS.get(name);
    return binder == null ? Optional.empty() : binder.bind(argument);
  }
}
