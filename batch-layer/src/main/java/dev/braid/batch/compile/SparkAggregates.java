package dev.braid.batch.compile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.functions;

/**
 * The aggregates of {@link dev.braid.aggregate.Aggregates} that have a native form, by name. All
 * others are {@link BridgedAggregate bridged}.
 */
final class SparkAggregates {
  private static final SparkAggregate BRIDGED = new BridgedAggregate();

  private static final Map<String, SparkAggregate> NATIVE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("avg", new SparkAvg()),
              Map.entry("bitwise_and_agg", new SparkSingle(functions::bit_and)),
              Map.entry("bitwise_or_agg", new SparkSingle(functions::bit_or)),
              Map.entry("bool_and", new SparkSingle(functions::bool_and)),
              Map.entry("bool_or", new SparkSingle(functions::bool_or)),
              Map.entry("count", new SparkSingle(functions::count)),
              Map.entry("count_if", new SparkSingle(functions::count_if)),
              Map.entry("max", new SparkExtreme(functions::max)),
              Map.entry("min", new SparkExtreme(functions::min)),
              Map.entry("sum", new SparkSum())));

  private SparkAggregates() {}

  static Set<String> names() {
    return NATIVE.keySet();
  }

  static SparkAggregate get(String name) {
    return NATIVE.getOrDefault(name, BRIDGED);
  }
}
