package dev.braid.launcher.quickstart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares what a view answers with what it must answer, group by group. Exact, but for doubles,
 * which are equal to nine digits.
 */
final class GroupComparison {
  private static final double TOLERANCE = 1e-9;
  private static final int SHOWN = 10;

  private final String view;
  private final List<String> columns;
  private final int[] keys;
  private final List<String> differences = new ArrayList<>();
  private long equal;
  private long different;

  /**
   * A comparison of no rows yet.
   *
   * @param columns of the rows, in their order
   * @param keyColumns those of them that tell groups apart
   */
  GroupComparison(String view, List<String> columns, List<String> keyColumns) {
    this.view = view;
    this.columns = List.copyOf(columns);
    this.keys = keyColumns.stream().mapToInt(columns::indexOf).toArray();
    if (Arrays.stream(keys).anyMatch(k -> k < 0)) {
      throw new IllegalArgumentException("keys " + keyColumns + " are not all in " + columns);
    }
  }

  /** Adds a page: all groups of some part of the view, from both sides. */
  void compare(List<Object[]> expected, List<Object[]> actual) {
    Map<List<Object>, Object[]> wanted = new HashMap<>();
    expected.forEach(row -> wanted.put(key(row), row));
    Map<List<Object>, Object[]> found = new HashMap<>();
    for (Object[] row : actual) {
      if (found.put(key(row), row) != null) {
        differ("two rows for group " + key(row));
      }
    }
    wanted.forEach(
        (key, row) -> {
          Object[] answer = found.remove(key);
          if (answer == null) {
            differ("no row for group " + key);
          } else {
            compareRows(key, row, answer);
          }
        });
    found.keySet().forEach(key -> differ("a row too many, for group " + key));
  }

  /** Groups that no page can have held: the view has more than the pages together. */
  void strayGroups(long count) {
    if (count != 0) {
      differ(count + " groups of a key that no event has");
      different += Math.abs(count) - 1;
    }
  }

  private List<Object> key(Object[] row) {
    return Arrays.stream(keys).mapToObj(k -> canonical(row[k])).toList();
  }

  private void compareRows(List<Object> key, Object[] wanted, Object[] answer) {
    for (int c = 0; c < columns.size(); c++) {
      if (!same(wanted[c], answer[c])) {
        differ(
            String.format(
                "group %s: %s is %s, must be %s", key, columns.get(c), answer[c], wanted[c]));
        return;
      }
    }
    equal++;
  }

  private void differ(String what) {
    different++;
    if (differences.size() < SHOWN) {
      differences.add(view + ": " + what);
    }
  }

  static boolean same(Object wanted, Object answer) {
    if (wanted instanceof Double || answer instanceof Double) {
      return wanted instanceof Number w
          && answer instanceof Number a
          && close(w.doubleValue(), a.doubleValue());
    }
    return Objects.equals(canonical(wanted), canonical(answer));
  }

  private static boolean close(double wanted, double answer) {
    if (!Double.isFinite(wanted) || !Double.isFinite(answer)) {
      return Double.compare(wanted, answer) == 0;
    }
    return wanted == answer
        || Math.abs(wanted - answer) <= TOLERANCE * Math.max(Math.abs(wanted), Math.abs(answer));
  }

  /** 5, 5L and 5.00 are one number. */
  private static Object canonical(Object value) {
    return value instanceof Number number && !(value instanceof Double)
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : value;
  }

  long equal() {
    return equal;
  }

  long different() {
    return different;
  }

  /** The first of them, for people. */
  List<String> differences() {
    return List.copyOf(differences);
  }
}
