package dev.braid.contract;

import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares an engine's rows with the right ones: exactly, doubles to 1e-9 of their size, floats to
 * their last bit, and lists and maps by what is in them.
 */
public final class Answers {
  private static final double RELATIVE = 1e-9;
  private static final double LAST_BIT_OF_FLOAT = 0x1p-23;

  private Answers() {}

  /**
   * What differs, a line each; empty if nothing does.
   *
   * @param expected rows by group key, as {@link ViewCase#expected} gives them
   */
  public static List<String> differences(
      ViewPlan plan,
      Map<List<Object>, List<Object>> expected,
      Map<List<Object>, List<Object>> actual) {
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (key, row) -> {
          List<Object> found = actual.get(key);
          if (found == null) {
            differences.add("group " + key + " is missing, should be " + row);
          } else {
            compare(plan, key, row, found, differences);
          }
        });
    actual.forEach(
        (key, row) -> {
          if (!expected.containsKey(key)) {
            differences.add("group " + key + " should not be: " + row);
          }
        });
    return differences;
  }

  private static void compare(
      ViewPlan plan,
      List<Object> key,
      List<Object> expected,
      List<Object> actual,
      List<String> differences) {
    for (int i = 0; i < plan.outputs().size(); i++) {
      if (!same(expected.get(i), actual.get(i))) {
        OutputColumn output = plan.outputs().get(i);
        differences.add(
            "group %s: %s is %s, should be %s"
                .formatted(key, output.name(), actual.get(i), expected.get(i)));
      }
    }
  }

  /** Whether two values are the same; 0.0 and -0.0 are, and so is every NaN. */
  public static boolean same(Object expected, Object actual) {
    if (expected instanceof Double a && actual instanceof Double b) {
      return near(a, b, RELATIVE);
    }
    if (expected instanceof Float a && actual instanceof Float b) {
      return near(a, b, LAST_BIT_OF_FLOAT);
    }
    if (expected instanceof List<?> a && actual instanceof List<?> b) {
      return allSame(a, b);
    }
    if (expected instanceof Map<?, ?> a && actual instanceof Map<?, ?> b) {
      return allSame(List.copyOf(a.keySet()), List.copyOf(b.keySet()))
          && allSame(new ArrayList<>(a.values()), new ArrayList<>(b.values()));
    }
    return Objects.equals(expected, actual);
  }

  /** What is not finite is near itself only: its distance is within any share of it. */
  private static boolean near(double expected, double actual, double relative) {
    if (!Double.isFinite(expected) || !Double.isFinite(actual)) {
      return Double.compare(expected, actual) == 0;
    }
    double most = relative * Math.max(Math.abs(expected), Math.abs(actual));
    return Math.abs(expected - actual) <= most || expected == actual;
  }

  /** One by one: a map's keys come in their order. */
  private static boolean allSame(List<?> expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!same(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }
}
