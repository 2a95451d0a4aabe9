package dev.braid.batch.compile;

import dev.braid.batch.error.BatchErrors;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.functions;

/** Every aggregate's translation by its name in {@link dev.braid.aggregate.Aggregates}. */
final class SparkAggregates {
  private static final Map<String, SparkAggregate> TRANSLATIONS =
      new TreeMap<>(
          Map.of(
              "avg", new SparkAvg(),
              "count", new SparkCount(),
              "max", new SparkExtreme(functions::max),
              "min", new SparkExtreme(functions::min),
              "sum", new SparkSum()));

  private SparkAggregates() {}

  static Set<String> names() {
    return TRANSLATIONS.keySet();
  }

  static SparkAggregate get(String name) {
    SparkAggregate translation = TRANSLATIONS.get(name);
    if (translation == null) {
      throw BatchErrors.noTranslation("aggregate", name, new TreeSet<>(names()));
    }
    return translation;
  }
}
