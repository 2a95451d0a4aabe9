package dev.braid.serving.cluster;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sketches, which are Trino's own. Merged ones are kept as bytes: Trino cannot join rows by a
 * sketch.
 */
final class Sketches {
  static final String MERGED_DISTINCT = "CAST(merge(CAST(%s AS HyperLogLog)) AS varbinary)";
  static final String MERGED_PERCENTILE = "CAST(merge(CAST(%s AS tdigest)) AS varbinary)";

  private Sketches() {}

  /**
   * A list of single values (its first byte is 2) gives way to buckets (3) at a number of values,
   * as the states' own do; Trino's would later. It does by being merged with empty buckets, as many
   * as its second byte is the logarithm of.
   */
  static String distinct(String merged) {
    String buckets =
        "bitwise_left_shift(1, CAST(from_base(to_hex(substr("
            + merged
            + ", 2, 1)), 16) AS integer))";
    String tooLong =
        "substr(%1$s, 1, 1) = X'02' AND length(%1$s) > %2$s / 2 - 27".formatted(merged, buckets);
    String empty =
        "from_hex(concat('03', to_hex(substr(%1$s, 2, 1)), lpad('', CAST(6 + %2$s AS integer), '0')))"
            .formatted(merged, buckets);
    return "coalesce((SELECT cardinality(merge(CAST(h AS HyperLogLog))) FROM UNNEST(IF(%2$s, ARRAY[%1$s, %3$s], ARRAY[%1$s])) AS u (h)), 0)"
        .formatted(merged, tooLong, empty);
  }

  static String percentile(AggregateCall call, String merged) {
    Literal shares = (Literal) call.arguments().get(1);
    DataType type = call.type();
    if (type.kind() != DataType.Kind.ARRAY) {
      return at(merged, shares.value(), type);
    }
    String values =
        ((List<?>) shares.value())
            .stream()
                .map(share -> at(merged, share, type.element()))
                .collect(Collectors.joining(", "));
    return "IF(%s IS NOT NULL, ARRAY[%s])".formatted(merged, values);
  }

  private static String at(String merged, Object share, DataType type) {
    String value =
        "value_at_quantile(CAST(%s AS tdigest), DOUBLE '%s')"
            .formatted(merged, ((Number) share).doubleValue());
    return switch (type.kind()) {
      case BIGINT -> rounded(value);
      case REAL -> Trino.cast(value, "real");
      default -> value;
    };
  }

  /** To the nearest BIGINT, a half upwards. */
  private static String rounded(String value) {
    return "IF(%1$s >= DOUBLE '9.223372036854775807E18', %2$d, CAST(IF(%1$s - floor(%1$s) >= 5e-1, floor(%1$s) + 1, floor(%1$s)) AS bigint))"
        .formatted(value, Long.MAX_VALUE);
  }
}
