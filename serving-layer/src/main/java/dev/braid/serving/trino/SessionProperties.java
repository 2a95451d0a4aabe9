package dev.braid.serving.trino;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.braid.serving.error.ServingErrors;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The session properties that there are: how long a statement may run. */
final class SessionProperties {
  /** From its arrival, waiting included. */
  private static final String RUN_TIME = "query_max_run_time";

  private static final String EXECUTION_TIME = "query_max_execution_time";
  private static final List<String> KNOWN = List.of(RUN_TIME, EXECUTION_TIME);

  private final Duration most;

  /**
   * @param most that a statement may run
   */
  SessionProperties(Duration most) {
    this.most = most;
  }

  /**
   * @throws dev.braid.error.BraidException if there is no such property, or it cannot have this
   *     value
   */
  void check(String name, String value) {
    checkName(name);
    if (duration(name, value).compareTo(most) > 0) {
      throw ServingErrors.propertyValue(
          name, value, "a statement may run " + most.toSeconds() + "s at most");
    }
  }

  /**
   * @throws dev.braid.error.BraidException if there is no such property
   */
  void checkName(String name) {
    if (!KNOWN.contains(name)) {
      throw ServingErrors.unknownProperty(name, KNOWN);
    }
  }

  /**
   * How long a statement of a session with these properties may run. A driver that asks for more
   * than there is gets what there is.
   *
   * @throws dev.braid.error.BraidException a property that is not known or cannot be so
   */
  Duration runTime(Map<String, String> properties) {
    Duration least = most;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      checkName(property.getKey());
      Duration set = duration(property.getKey(), property.getValue());
      least = set.compareTo(least) < 0 ? set : least;
    }
    return least;
  }

  private Duration duration(String name, String value) {
    try {
      return Duration.ofNanos(io.airlift.units.Duration.valueOf(value).roundTo(NANOSECONDS));
    } catch (IllegalArgumentException e) {
      throw ServingErrors.propertyValue(name, value, "write a number and its unit, such as 30s");
    }
  }
}
