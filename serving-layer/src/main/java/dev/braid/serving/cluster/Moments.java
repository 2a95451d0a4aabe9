package dev.braid.serving.cluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Counts, means and sums of products of differences from the means, merged pair by pair as the
 * states themselves are: sums of squares would lose their digits.
 */
final class Moments {
  private Moments() {}

  static String variance(String count, String mean, String m2) {
    return merged(
        List.of("mean", "m2"),
        List.of(mean, m2),
        count,
        List.of(mean("mean"), product("m2", "mean", "mean")));
  }

  static String covariance(String count, String meanY, String meanX, String c2) {
    return merged(
        List.of("mean_y", "mean_x", "c2"),
        List.of(meanY, meanX, c2),
        count,
        List.of(mean("mean_y"), mean("mean_x"), product("c2", "mean_y", "mean_x")));
  }

  static String correlation(
      String count, String meanY, String meanX, String c2, String m2Y, String m2X) {
    return merged(
        List.of("mean_y", "mean_x", "c2", "m2_y", "m2_x"),
        List.of(meanY, meanX, c2, m2Y, m2X),
        count,
        List.of(
            mean("mean_y"),
            mean("mean_x"),
            product("c2", "mean_y", "mean_x"),
            product("m2_y", "mean_y", "mean_y"),
            product("m2_x", "mean_x", "mean_x")));
  }

  /** A sum of products over the count less {@code fewer}; NULL without a value. */
  static String overCount(String moments, String sum, int fewer) {
    String divisor = fewer == 0 ? moments + ".n" : "(" + moments + ".n - " + fewer + ")";
    return "IF(%2$s >= 1, IF(is_finite(%1$s), %1$s / %2$s, nan()))"
        .formatted(moments + "." + sum, divisor);
  }

  static String correlation(String moments) {
    String result = "%1$s.c2 / (sqrt(%1$s.m2_y) * sqrt(%1$s.m2_x))".formatted(moments);
    return "IF(is_finite(%1$s.m2_y) AND is_finite(%1$s.m2_x) AND is_finite(%2$s), %2$s)"
        .formatted(moments, result);
  }

  /**
   * @param names of the fields beside the count {@code n}
   * @param columns the states' fields of those names
   * @param joined each field of {@code s} and {@code x} together
   */
  private static String merged(
      List<String> names, List<String> columns, String count, List<String> joined) {
    String type =
        Trino.row(
            Stream.concat(Stream.of("n bigint"), names.stream().map(name -> name + " double"))
                .toList());
    String state = row(count, columns, type);
    String none = row("0", names.stream().map(name -> "0e0").toList(), type);
    String both = row("s.n + x.n", joined, type);
    return "reduce(array_agg(%s) FILTER (WHERE %s > 0), %s, (s, x) -> IF(s.n = 0, x, %s), s -> s)"
        .formatted(state, count, none, both);
  }

  private static String row(String count, List<String> others, String type) {
    String values =
        IntStream.rangeClosed(0, others.size())
            .mapToObj(i -> i == 0 ? count : others.get(i - 1))
            .collect(Collectors.joining(", "));
    return Trino.cast("ROW(" + values + ")", type);
  }

  /** Exactly the two means' if they are the same, so that what does not vary stays so. */
  private static String mean(String mean) {
    return "IF(s.%1$s = x.%1$s, s.%1$s, s.%1$s * (s.n / CAST(s.n + x.n AS double)) + x.%1$s * (x.n / CAST(s.n + x.n AS double)))"
        .formatted(mean);
  }

  private static String product(String sum, String meanOf, String meanBy) {
    return "s.%1$s + x.%1$s + (x.%2$s - s.%2$s) * (x.%3$s - s.%3$s) * (CAST(s.n AS double) * x.n / (s.n + x.n))"
        .formatted(sum, meanOf, meanBy);
  }
}
