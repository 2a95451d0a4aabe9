package dev.braid.trial;

import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far numbers may be from what is expected, as a part of the greater of the two. What is
 * neither floating nor named is compared exactly.
 *
 * @param floating for REAL and DOUBLE
 * @param byColumn for the numbers of whole columns, by name
 */
public record Tolerance(double floating, Map<String, Double> byColumn) {
  public static final Tolerance DEFAULT = new Tolerance(1e-9, Map.of());

  /** A REAL cannot be written more exactly than this. */
  private static final double LAST_BIT_OF_REAL = 0x1p-23;

  public Tolerance {
    byColumn = Map.copyOf(byColumn);
  }

  /** Whether two values of a column are the same; either may be null. */
  public boolean same(String column, DataType type, Object expected, Object actual) {
    return same(type, byColumn.get(column), expected, actual);
  }

  private boolean same(DataType type, Double named, Object expected, Object actual) {
    if (expected == null || actual == null) {
      return expected == actual;
    }
    return switch (type.kind()) {
      case REAL ->
          near(expected, actual, named == null ? Math.max(floating, LAST_BIT_OF_REAL) : named);
      case DOUBLE -> near(expected, actual, named == null ? floating : named);
      case SMALLINT, INTEGER, BIGINT, DECIMAL ->
          named == null ? expected.equals(actual) : near(expected, actual, named);
      case ARRAY -> all(type.element(), named, (List<?>) expected, (List<?>) actual);
      case MAP -> all(type, named, (Map<?, ?>) expected, (Map<?, ?>) actual);
      default -> Objects.equals(expected, actual);
    };
  }

  private static boolean near(Object expected, Object actual, double part) {
    double a = ((Number) expected).doubleValue();
    double b = ((Number) actual).doubleValue();
    return a == b
        || (Double.isNaN(a) && Double.isNaN(b))
        || Math.abs(a - b) <= part * Math.max(Math.abs(a), Math.abs(b))
            && Double.isFinite(a)
            && Double.isFinite(b);
  }

  private boolean all(DataType element, Double named, List<?> expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!same(element, named, expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Both are in the order of their keys. */
  private boolean all(DataType map, Double named, Map<?, ?> expected, Map<?, ?> actual) {
    DataType value = map.parameters().get(1);
    return List.copyOf(expected.keySet()).equals(List.copyOf(actual.keySet()))
        && all(value, named, new ArrayList<>(expected.values()), new ArrayList<>(actual.values()));
  }
}
