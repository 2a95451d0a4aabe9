package dev.braid.benchmark.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What is measured.
 *
 * @param groups of the view
 * @param touched of them, in the overlay from the start
 * @param changed keys in each change
 * @param every how often there is a change
 * @param lookUps a second
 * @param phase how long each phase lasts
 * @param memoryLimit of the engine
 * @param folder for files; deleted afterwards
 */
record Parameters(
    int groups,
    int touched,
    int changed,
    Duration every,
    int lookUps,
    Duration phase,
    String memoryLimit,
    Path folder) {

  /** From {@code name=value} each; what is left out is as acceptance wants it. */
  static Parameters of(Path folder, String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException(argument + ": write name=value");
      }
      given.put(parts[0], parts[1]);
    }
    Parameters parameters =
        new Parameters(
            Integer.parseInt(take(given, "groups", "5700000")),
            Integer.parseInt(take(given, "touched", "1000000")),
            Integer.parseInt(take(given, "changed", "5000")),
            Duration.ofMillis(Long.parseLong(take(given, "every-ms", "200"))),
            Integer.parseInt(take(given, "look-ups", "50")),
            Duration.ofSeconds(Long.parseLong(take(given, "seconds", "60"))),
            take(given, "memory", "2GB"),
            folder);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          given.keySet()
              + ": there are groups, touched, changed, every-ms, look-ups, seconds, memory");
    }
    return parameters;
  }

  private static String take(Map<String, String> given, String name, String otherwise) {
    String value = given.remove(name);
    return value == null ? otherwise : value;
  }
}
