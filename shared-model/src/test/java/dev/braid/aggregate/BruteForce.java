package dev.braid.aggregate;

import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Aggregates over all rows at once, as plainly as can be. */
final class BruteForce {
  private BruteForce() {}

  /** A column's values without the NULLs. */
  static List<Object> present(List<Object[]> rows, int column) {
    return rows.stream().map(row -> row[column]).filter(Objects::nonNull).toList();
  }

  private static List<Object[]> complete(List<Object[]> rows) {
    return rows.stream().filter(row -> row[0] != null && row[1] != null).toList();
  }

  private static DoubleStream doubles(List<Object[]> rows, int column) {
    return rows.stream().mapToDouble(row -> ((Number) row[column]).doubleValue());
  }

  static Object countIf(List<Object[]> rows) {
    return rows.stream().filter(row -> Boolean.TRUE.equals(row[0])).count();
  }

  static Object unanimous(List<Object[]> rows, Boolean decisive) {
    List<Object> flags = present(rows, 0);
    if (flags.isEmpty()) {
      return null;
    }
    return flags.contains(decisive) ? decisive : (Object) !decisive;
  }

  /** Bit by bit, whether all or any of the integers have it. */
  static Object bits(List<Object[]> rows, boolean inAll) {
    List<Object> integers = present(rows, 0);
    if (integers.isEmpty()) {
      return null;
    }
    long bits = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long mask = 1L << bit;
      long having = integers.stream().filter(i -> (((Number) i).longValue() & mask) != 0).count();
      if (inAll ? having == integers.size() : having > 0) {
        bits |= mask;
      }
    }
    return bits;
  }

  static Object least(DataType type, List<Object[]> rows, int sign) {
    return present(rows, 0).stream()
        .min((a, b) -> sign * order(type).compare(a, b))
        .map(BruteForce::plain)
        .orElse(null);
  }

  static Object leastBy(DataType type, DataType by, List<Object[]> rows, int sign) {
    Comparator<Object[]> order = (a, b) -> sign * order(by).compare(a[1], b[1]);
    Comparator<Object> values = Comparator.nullsFirst(order(type));
    return rows.stream()
        .filter(row -> row[1] != null)
        .min(order.thenComparing((a, b) -> values.compare(a[0], b[0])))
        .map(row -> new Object[] {plain(row[0])})
        .orElse(new Object[] {null})[0];
  }

  /** Without -0.0. */
  private static Object plain(Object value) {
    if (Objects.equals(value, -0.0)) {
      return 0.0;
    }
    return Objects.equals(value, -0.0f) ? (Object) 0.0f : value;
  }

  private static Comparator<Object> order(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Comparator.comparing(Boolean.class::cast);
      case SMALLINT -> Comparator.comparing(Short.class::cast);
      case INTEGER, DATE -> Comparator.comparing(Integer.class::cast);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> Comparator.comparing(Long.class::cast);
      case REAL -> Comparator.comparing(value -> (Float) plain(value));
      case DOUBLE -> Comparator.comparing(value -> (Double) plain(value));
      case DECIMAL -> Comparator.comparing(BigDecimal.class::cast);
      case VARCHAR ->
          (a, b) ->
              Arrays.compare(
                  ((String) a).codePoints().toArray(), ((String) b).codePoints().toArray());
      case VARBINARY ->
          (a, b) -> Arrays.compareUnsigned(((Binary) a).bytes(), ((Binary) b).bytes());
      case ARRAY, MAP -> throw new IllegalArgumentException(type.toString());
    };
  }

  static Object sum(DataType type, List<Object[]> rows) {
    List<Object> values = present(rows, 0);
    if (values.isEmpty()) {
      return null;
    }
    if (type.isFloating()) {
      return typed(type.equals(DataType.REAL), floatingSum(values));
    }
    BigDecimal total = exactSum(values);
    if (type.isDecimal()) {
      return total.precision() <= 38 ? total.setScale(type.scale()) : null;
    }
    BigInteger whole = total.toBigIntegerExact();
    return whole.bitLength() < 64 ? (Object) whole.longValue() : null;
  }

  private static double floatingSum(List<Object> values) {
    return values.stream().mapToDouble(value -> ((Number) value).doubleValue()).sum();
  }

  private static BigDecimal exactSum(List<Object> values) {
    return values.stream()
        .map(value -> new BigDecimal(value.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static Object average(DataType type, List<Object[]> rows) {
    List<Object> values = present(rows, 0);
    if (values.isEmpty()) {
      return null;
    }
    if (type.isFloating()) {
      return typed(type.equals(DataType.REAL), floatingSum(values) / values.size());
    }
    BigDecimal count = BigDecimal.valueOf(values.size());
    return type.isDecimal()
        ? exactSum(values).divide(count, type.scale(), RoundingMode.HALF_UP)
        : (Object) exactSum(values).divide(count, 30, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** What sums of the first column are made of. */
  static double size(List<Object[]> rows) {
    return present(rows, 0).stream()
        .mapToDouble(value -> Math.abs(((Number) value).doubleValue()))
        .sum();
  }

  /** What moments are made of. */
  static double squares(List<Object[]> rows) {
    return 1
        + rows.stream()
            .flatMap(Arrays::stream)
            .filter(Objects::nonNull)
            .mapToDouble(value -> Math.pow(((Number) value).doubleValue(), 2))
            .sum();
  }

  private static Object typed(boolean real, double result) {
    return real ? (Object) (float) result : (Object) result;
  }

  static Object variance(boolean real, List<Object[]> rows, int less) {
    List<Object[]> pairs =
        present(rows, 0).stream().map(value -> new Object[] {value, value}).toList();
    return covariance(real, pairs, less);
  }

  static Object deviation(boolean real, List<Object[]> rows, int less) {
    Object variance = variance(false, rows, less);
    return variance == null ? null : typed(real, Math.sqrt((Double) variance));
  }

  static Object covariance(boolean real, List<Object[]> rows, int less) {
    List<Object[]> pairs = complete(rows);
    return pairs.size() <= less ? null : typed(real, products(pairs, 0, 1) / (pairs.size() - less));
  }

  static Object correlation(boolean real, List<Object[]> rows) {
    List<Object[]> pairs = complete(rows);
    double divisor = Math.sqrt(products(pairs, 0, 0) * products(pairs, 1, 1));
    return divisor == 0 ? null : typed(real, products(pairs, 0, 1) / divisor);
  }

  /** Of the differences from the means. */
  private static double products(List<Object[]> rows, int left, int right) {
    double leftMean = doubles(rows, left).average().orElse(0);
    double rightMean = doubles(rows, right).average().orElse(0);
    return rows.stream()
        .mapToDouble(
            row ->
                (((Number) row[left]).doubleValue() - leftMean)
                    * (((Number) row[right]).doubleValue() - rightMean))
        .sum();
  }

  static long distinct(List<Object[]> rows) {
    return present(rows, 0).stream().map(BruteForce::plain).distinct().count();
  }

  static Map<Object, Long> counts(DataType type, Collection<Object> values) {
    Map<Object, Long> counts = new TreeMap<>(order(type));
    values.forEach(value -> counts.merge(plain(value), 1L, Long::sum));
    return new LinkedHashMap<>(counts);
  }

  static Object histogram(DataType type, List<Object[]> rows) {
    Map<Object, Long> counts = counts(type, present(rows, 0));
    return counts.isEmpty() || counts.size() > 1000 ? null : counts;
  }

  static Object mostFrequent(int limit, DataType type, List<Object[]> rows) {
    boolean widened = type.isInteger();
    DataType keys = widened ? DataType.BIGINT : type;
    List<Object> values =
        present(rows, 1).stream()
            .map(value -> widened ? (Object) ((Number) value).longValue() : value)
            .toList();
    Map<Object, Long> most = new LinkedHashMap<>();
    counts(keys, values).entrySet().stream()
        .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
        .limit(limit)
        .sorted(Map.Entry.comparingByKey(order(keys)))
        .forEach(entry -> most.put(entry.getKey(), entry.getValue()));
    return most.isEmpty() ? null : most;
  }

  /** Of few values: the one at that place among them. */
  static Object percentile(DataType type, List<Object[]> rows, double share) {
    double[] values =
        present(rows, 0).stream()
            .mapToDouble(value -> ((Number) plain(value)).doubleValue())
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (values.length == 0) {
      return null;
    }
    double value = values[(int) Math.min(share * values.length, values.length - 1)];
    return type.isInteger() ? (Object) Math.round(value) : typed(type.equals(DataType.REAL), value);
  }
}
