package dev.braid.batch.compile;

import dev.braid.batch.error.BatchErrors;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every function's translation by its name in {@link dev.braid.function.ScalarFunctions}. */
final class SparkFunctions {
  private static final Map<String, SparkFunction> TRANSLATIONS =
      new TreeMap<>(Map.of("date_trunc", new SparkDateTrunc()));

  private SparkFunctions() {}

  static Set<String> names() {
    return TRANSLATIONS.keySet();
  }

  static SparkFunction get(String name) {
    SparkFunction translation = TRANSLATIONS.get(name);
    if (translation == null) {
      throw BatchErrors.noTranslation("function", name, new TreeSet<>(names()));
    }
    return translation;
  }
}
