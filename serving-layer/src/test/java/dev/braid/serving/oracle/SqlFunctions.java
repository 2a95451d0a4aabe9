package dev.braid.serving.oracle;

import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Calls of scalar functions in DuckDB's SQL. */
final class SqlFunctions {
  private static final int MOST_DIGITS = 15;

  /** Whose last digits two libraries may compute differently. */
  static final Set<String> INEXACT =
      Set.of(
          "cbrt", "exp", "ln", "log", "log2", "log10", "power", "pow", "sin", "cos", "tan", "asin",
          "acos", "atan", "atan2", "degrees", "radians");

  private final Met met;
  private final SqlExpressions expressions;
  private final SqlTimes times;
  private final SqlTexts texts;

  SqlFunctions(Met met, SqlExpressions expressions) {
    this.met = met;
    this.expressions = expressions;
    this.times = new SqlTimes(met);
    this.texts = new SqlTexts(met);
  }

  String of(FunctionCall call) {
    List<String> arguments = call.arguments().stream().map(expressions::of).toList();
    String first = arguments.get(0);
    DataType type = call.arguments().get(0).type();
    if (SqlTimes.isField(call.function())) {
      return times.field(call.function(), first, type);
    }
    return switch (call.function()) {
      case "abs" -> met.attempt("abs(" + first + ")");
      case "sign" -> sign(first, type, call.type());
      case "round" -> arguments.size() == 1 ? whole("round", call, first) : round(call, arguments);
      case "floor" -> whole("floor", call, first);
      case "ceil", "ceiling" -> whole("ceil", call, first);
      case "truncate" ->
          arguments.size() == 1 ? whole("trunc", call, first) : round(call, arguments);
      case "greatest", "least" -> extreme(call.function(), arguments);
      case "date_trunc" -> times.truncate(call, arguments.get(1));
      case "date_add" -> times.add(call, arguments.get(1), arguments.get(2));
      case "date_diff" -> times.difference(call, arguments.get(1), arguments.get(2));
      case "last_day_of_month" -> times.lastDayOfMonth(first, type);
      case "date_format" -> times.format(call, first);
      case "from_unixtime" -> times.fromUnixTime(first);
      case "to_unixtime" -> "(epoch_us(" + first + ") / CAST(1000000 AS DOUBLE))";
      case "timezone_hour" -> "(" + times.offset(first, type) + " // 3600)";
      case "timezone_minute" -> "(" + times.offset(first, type) + " // 60 % 60)";
      case "md5", "sha256" ->
          met.bridge(Difference.DIGEST_IS_TEXT, "unhex(" + call.function() + "(" + first + "))");
      case "xxhash64" -> throw Difference.XXHASH64.leftOut();
      case "to_utf8" -> "encode(" + first + ")";
      case "to_hex" -> "hex(" + first + ")";
      case "from_hex" ->
          met.bridge(
              Difference.ODD_HEX,
              "CASE WHEN length(%s) %% 2 = 0 THEN %s END"
                  .formatted(first, met.attempt("unhex(" + first + ")")));
      default ->
          type.isFloating() && call.type().isFloating() || call.function().startsWith("is_")
              ? ofDoubles(call.function(), arguments)
              : texts.of(call, arguments);
    };
  }

  private String sign(String value, DataType type, DataType result) {
    String sign = SqlTypes.cast("sign(" + value + ")", result);
    return met.bridge(
        Difference.SIGN_IS_TINYINT,
        type.isFloating()
            ? "CASE WHEN isnan(%s) THEN %s ELSE %s END".formatted(value, value, sign)
            : sign);
  }

  private static String whole(String function, FunctionCall call, String value) {
    return call.type().isInteger()
        ? value
        : SqlTypes.cast(function + "(" + value + ")", call.type());
  }

  private String round(FunctionCall call, List<String> arguments) {
    Object digits = call.arguments().get(1) instanceof Literal literal ? literal.value() : null;
    boolean few =
        digits instanceof Integer d
            && d <= MOST_DIGITS
            && d >= (call.type().isFloating() ? 0 : -MOST_DIGITS);
    if (!few || call.type().isInteger()) {
      throw Difference.ROUND_TO_DIGITS.leftOut();
    }
    String function = call.function().equals("round") ? "round" : "trunc";
    String rounded = function + "(" + arguments.get(0) + ", " + digits + ")";
    return met.attempt(SqlTypes.cast(rounded, call.type()));
  }

  private String extreme(String function, List<String> arguments) {
    String anyNull =
        arguments.stream().map(a -> a + " IS NULL").collect(Collectors.joining(" OR "));
    return met.bridge(
        Difference.EXTREMES_PASS_NULL,
        "CASE WHEN %s THEN NULL ELSE %s(%s) END"
            .formatted(anyNull, function, String.join(", ", arguments)));
  }

  private String ofDoubles(String function, List<String> arguments) {
    String x = arguments.get(0);
    return switch (function) {
      case "is_nan" -> "isnan(" + x + ")";
      case "is_finite" -> "isfinite(" + x + ")";
      case "is_infinite" -> "isinf(" + x + ")";
      case "cbrt", "exp", "atan", "degrees", "radians" -> function + "(" + x + ")";
      case "atan2" -> "atan2(" + x + ", " + arguments.get(1) + ")";
      case "sqrt" -> within(x + " >= 0", "sqrt(" + x + ")", x);
      case "ln", "log2", "log10" -> logarithm(function, x);
      case "log" -> "(" + logarithm("ln", arguments.get(1)) + " / " + logarithm("ln", x) + ")";
      case "sin", "cos", "tan" -> within("isfinite(" + x + ")", function + "(" + x + ")", x);
      case "asin", "acos" -> within(x + " BETWEEN -1 AND 1", function + "(" + x + ")", x);
      case "power", "pow" -> power(x, arguments.get(1));
      default -> throw Difference.NO_COUNTERPART.leftOut();
    };
  }

  /** NaN outside the domain. DuckDB has NaN above all numbers. */
  private String within(String domain, String computed, String x) {
    return met.bridge(
        Difference.DOMAIN,
        "CASE WHEN %s IS NULL THEN NULL WHEN %s AND NOT isnan(%s) THEN %s ELSE CAST('nan' AS DOUBLE) END"
            .formatted(x, domain, x, computed));
  }

  private String logarithm(String function, String x) {
    return met.bridge(
        Difference.DOMAIN,
        "CASE WHEN %s = 0 THEN CAST('-inf' AS DOUBLE) WHEN %s < 0 THEN CAST('nan' AS DOUBLE) ELSE %s(%s) END"
            .formatted(x, x, function, x));
  }

  private String power(String x, String y) {
    return met.bridge(
        Difference.POWER_OF_ONE,
        "CASE WHEN abs(%s) = 1 AND NOT isfinite(%s) THEN CAST('nan' AS DOUBLE) ELSE pow(%s, %s) END"
            .formatted(x, y, x, y));
  }

  static Object constant(Expression expression) {
    return expression instanceof Literal literal ? literal.value() : null;
  }
}
