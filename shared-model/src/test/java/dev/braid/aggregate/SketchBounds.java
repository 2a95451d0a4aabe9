package dev.braid.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.braid.type.DataType;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How far a sketch may be from the right answer. */
final class SketchBounds {
  private SketchBounds() {}

  /** Five standard errors: one in two million sets of values lies outside. */
  static void distinct(List<Object[]> rows, double error, long result) {
    long right = BruteForce.distinct(rows);
    assertThat((double) result).isCloseTo((double) right, offset(5 * error * right + 0.5));
  }

  /** By rank; the least and the greatest are exact. */
  static void percentiles(List<Object[]> rows, double[] shares, List<?> results) {
    double[] values =
        BruteForce.present(rows, 0).stream().mapToDouble(v -> (Double) v).sorted().toArray();
    int count = values.length;
    if (count == 0) {
      assertThat(results).isNull();
      return;
    }
    for (int i = 0; i < shares.length; i++) {
      double result = (Double) results.get(i);
      double share = shares[i];
      double bound = share * (1 - share) / 3 + 1.5 / count;
      int less = 0;
      int notGreater = 0;
      for (double value : values) {
        less += value < result ? 1 : 0;
        notGreater += value <= result ? 1 : 0;
      }
      assertThat((double) less / count).as("below " + result).isLessThanOrEqualTo(share + bound);
      assertThat((double) notGreater / count)
          .as("to " + result)
          .isGreaterThanOrEqualTo(share - bound);
    }
    assertThat(results.get(0)).isEqualTo(values[0]);
    assertThat(results.get(shares.length - 1)).isEqualTo(values[count - 1]);
  }

  /** Counts over BIGINTs in column 1. */
  static void mostFrequent(List<Object[]> rows, int limit, int capacity, Object result) {
    Collection<Object> values = BruteForce.present(rows, 1);
    if (values.isEmpty()) {
      assertThat(result).isNull();
      return;
    }
    Map<?, ?> counts = (Map<?, ?>) result;
    Map<Object, Long> right = BruteForce.counts(DataType.BIGINT, values);
    long bound = values.size() / (capacity + 1);
    assertThat(counts).hasSizeLessThanOrEqualTo(limit);
    counts.forEach(
        (value, count) ->
            assertThat((Long) count).isBetween(right.get(value), right.get(value) + bound));
    right.forEach(
        (value, count) -> {
          if (count > bound) {
            assertThat(counts.containsKey(value)).as("%s in %s", value, counts).isTrue();
          }
        });
  }
}
