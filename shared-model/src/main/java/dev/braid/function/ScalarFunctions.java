package dev.braid.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every scalar function by its name. To add one: add it to the file of its kind, and a line in each
 * engine that has a native form of it.
 */
public final class ScalarFunctions {
  private static final Map<String, ScalarFunction> FUNCTIONS =
      new TreeMap<>(
          Stream.of(
                  MathFunctions.ALL,
                  ExtremeFunctions.ALL,
                  StringFunctions.ALL,
                  SubstringFunctions.ALL,
                  PatternFunctions.ALL,
                  HashFunctions.ALL,
                  DateFunctions.ALL)
              .flatMap(List::stream)
              .collect(Collectors.toMap(ScalarFunction::name, Function.identity())));

  private ScalarFunctions() {}

  public static Set<String> names() {
    return FUNCTIONS.keySet();
  }

  public static Optional<ScalarFunction> find(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name));
  }
}
