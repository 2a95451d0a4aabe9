package dev.braid.serving.query;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.braid.serving.error.ServingErrors;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The session properties that there are: how long a statement may be open. */
public final class SessionProperties {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** A property, and what it is for. */
  public record Property(String name, String description) {}

  public static final List<Property> ALL =
      List.of(
          new Property("query_max_run_time", "How long a statement may take, waiting included"),
          new Property("query_max_execution_time", "The same; the shorter of the two holds"));

  private static final List<String> NAMES = ALL.stream().map(Property::name).toList();

  private SessionProperties() {}

  /** What a property is if a session does not set it. */
  public static String standard() {
    return LONGEST.toHours() + "h";
  }

  /**
   * Fails unless a property can be set so.
   *
   * @throws dev.braid.error.BraidException if there is no such property, or it cannot have this
   *     value
   */
  public static void check(String name, String value) {
    checkName(name);
    if (duration(name, value).compareTo(LONGEST) > 0) {
      throw ServingErrors.propertyValue(
          name, value, "a statement may take " + standard() + " at most");
    }
  }

  /**
   * Fails unless there is the property.
   *
   * @throws dev.braid.error.BraidException if there is not
   */
  public static void checkName(String name) {
    if (!NAMES.contains(name)) {
      throw ServingErrors.unknownProperty(name, NAMES);
    }
  }

  /**
   * How long a statement of a session with these properties may take. A driver that asks for more
   * than there is gets what there is.
   *
   * @throws dev.braid.error.BraidException a property that is not known or cannot be so
   */
  public static Duration runTime(Map<String, String> properties) {
    Duration least = LONGEST;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      checkName(property.getKey());
      Duration set = duration(property.getKey(), property.getValue());
      least = set.compareTo(least) < 0 ? set : least;
    }
    return least;
  }

  private static Duration duration(String name, String value) {
    try {
      return Duration.ofNanos(io.airlift.units.Duration.valueOf(value).roundTo(NANOSECONDS));
    } catch (IllegalArgumentException e) {
      throw ServingErrors.propertyValue(name, value, "write a number and its unit, such as 30s");
    }
  }
}
