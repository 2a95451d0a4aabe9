package dev.braid.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every scalar function by its name. To add one: write its class, add it here and in each engine.
 */
public final class ScalarFunctions {
  private static final Map<String, ScalarFunction> FUNCTIONS =
      new TreeMap<>(
          List.<ScalarFunction>of(new DateTrunc()).stream()
              .collect(Collectors.toMap(ScalarFunction::name, Function.identity())));

  private ScalarFunctions() {}

  public static Set<String> names() {
    return FUNCTIONS.keySet();
  }

  public static Optional<ScalarFunction> find(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }
}
