package dev.braid.serving.cluster;

import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Set;

/**
 * The scalar functions of views that are Trino's own, value by value: every hard case of them has
 * the value on a Trino 476 that a view gives it. The others have not in one corner or another:
 * limits of length, years beyond 9999, NaN, zones.
 */
final class ScalarCalls {
  private static final Set<String> SAME =
      Set.of(
          "abs",
          "acos",
          "asin",
          "atan",
          "atan2",
          "cbrt",
          "ceil",
          "ceiling",
          "concat",
          "cos",
          "date_diff",
          "date_trunc",
          "day",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "degrees",
          "dow",
          "doy",
          "exp",
          "floor",
          "from_hex",
          "hour",
          "is_finite",
          "is_infinite",
          "is_nan",
          "least",
          "length",
          "ln",
          "log",
          "log10",
          "log2",
          "lower",
          "ltrim",
          "millisecond",
          "minute",
          "month",
          "pow",
          "power",
          "quarter",
          "radians",
          "reverse",
          "round",
          "rtrim",
          "second",
          "sign",
          "sin",
          "split_part",
          "sqrt",
          "starts_with",
          "strpos",
          "tan",
          "to_hex",
          "to_utf8",
          "trim",
          "truncate",
          "upper",
          "week",
          "week_of_year",
          "year",
          "year_of_week",
          "yow");

  private static final Set<String> ROUNDING = Set.of("round", "truncate");

  /** A DOUBLE has no more. */
  private static final int MOST_DIGITS = 15;

  private ScalarCalls() {}

  static boolean areSame(FunctionCall call) {
    boolean zoned =
        call.arguments().stream()
            .anyMatch(argument -> argument.type().kind() == DataType.Kind.TIMESTAMP_TZ);
    return SAME.contains(call.function())
        && !zoned
        && (!ROUNDING.contains(call.function()) || roundsAfterPoint(call.arguments()));
  }

  private static boolean roundsAfterPoint(List<Expression> arguments) {
    return arguments.size() == 1
        || arguments.get(1) instanceof Literal digits
            && digits.value() instanceof Number number
            && 0 <= number.longValue()
            && number.longValue() <= MOST_DIGITS;
  }
}
