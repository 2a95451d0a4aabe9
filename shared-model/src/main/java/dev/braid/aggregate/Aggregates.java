package dev.braid.aggregate;

import dev.braid.plan.Expression;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every aggregate by its SQL name. To add one: write its file, add its line here and in each
 * engine. A name that means the same as another is only an alias: no plan holds it.
 */
public final class Aggregates {
  /** Binds a function to its arguments; empty if it does not take those. */
  @FunctionalInterface
  interface Binder {
    Optional<AggregateFunction> bind(List<Expression> arguments);
  }

  private record Entry(String usage, Binder binder) {}

  /** sum and avg take no wider DECIMAL: its total could outgrow 38 digits on the way. */
  public static final int MAX_SUM_PRECISION = Sum.MAX_ARGUMENT_PRECISION;

  private static final Map<String, Entry> ENTRIES = new TreeMap<>();
  private static final Map<String, String> ALIASES = new HashMap<>();

  static {
    add("approx_distinct", ApproxDistinct.USAGE, ApproxDistinct::bind);
    add("approx_most_frequent", ApproxMostFrequent.USAGE, ApproxMostFrequent::bind);
    add("approx_percentile", ApproxPercentile.USAGE, ApproxPercentile::bind);
    add("avg", "avg(number)", Avg::bind);
    add("bitwise_and_agg", "bitwise_and_agg(integer)", Bitwise::bindAnd);
    add("bitwise_or_agg", "bitwise_or_agg(integer)", Bitwise::bindOr);
    add("bool_and", "bool_and(condition)", Unanimity::bindAnd);
    add("bool_or", "bool_or(condition)", Unanimity::bindOr);
    add("corr", "corr(y, x) over numbers", Covariance::bindCorr);
    add("count", "count(*) or count(x)", Count::bind);
    add("count_if", "count_if(condition)", Count::bindIf);
    add("covar_pop", "covar_pop(y, x) over numbers", Covariance::bindPopulation);
    add("covar_samp", "covar_samp(y, x) over numbers", Covariance::bindSample);
    add("histogram", "histogram(x)", Histogram::bind);
    add("max", "max(x)", Extreme::bindMax);
    add("max_by", "max_by(x, y)", ExtremeBy::bindMax);
    add("min", "min(x)", Extreme::bindMin);
    add("min_by", "min_by(x, y)", ExtremeBy::bindMin);
    add("stddev_pop", "stddev_pop(number)", Variance::bindStddevPop);
    add("stddev_samp", "stddev_samp(number)", Variance::bindStddevSamp);
    add("sum", "sum(number)", Sum::bind);
    add("var_pop", "var_pop(number)", Variance::bindVarPop);
    add("var_samp", "var_samp(number)", Variance::bindVarSamp);

    // Trino may answer with any value that is not NULL; every engine here gives the same one.
    alias("any_value", "min");
    alias("arbitrary", "min");
    alias("every", "bool_and");
    alias("stddev", "stddev_samp");
    alias("variance", "var_samp");
  }

  private Aggregates() {}

  private static void add(String name, String usage, Binder binder) {
    ENTRIES.put(name, new Entry(usage, binder));
  }

  private static void alias(String alias, String name) {
    ALIASES.put(alias, name);
  }

  /** The names that plans hold: one an aggregate. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(ENTRIES.keySet());
  }

  /** The names that a user may write: {@link #names} and the aliases. */
  public static Set<String> sqlNames() {
    Set<String> names = new TreeSet<>(ENTRIES.keySet());
    names.addAll(ALIASES.keySet());
    return names;
  }

  /** The name in {@link #names} of what a user wrote; empty if that is no aggregate. */
  public static Optional<String> canonicalName(String sqlName) {
    String name = ALIASES.getOrDefault(sqlName, sqlName);
    return ENTRIES.containsKey(name) ? Optional.of(name) : Optional.empty();
  }

  /** How a known aggregate is called, for error messages. */
  public static String usage(String sqlName) {
    String name = canonicalName(sqlName).orElseThrow();
    String usage = ENTRIES.get(name).usage();
    return name.equals(sqlName) ? usage : usage.replace(name + "(", sqlName + "(");
  }

  /** Empty if there is no such aggregate or it does not take such arguments. */
  public static Optional<AggregateFunction> resolve(String sqlName, List<Expression> arguments) {
    return canonicalName(sqlName).flatMap(name -> ENTRIES.get(name).binder().bind(arguments));
  }
}
