package dev.braid.serving.oracle;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.List;

/** Aggregates in DuckDB's SQL. */
final class SqlAggregates {
  private final Met met;
  private final SqlExpressions expressions;

  SqlAggregates(Met met, SqlExpressions expressions) {
    this.met = met;
    this.expressions = expressions;
  }

  String of(AggregateCall call) {
    met.translated("aggregate " + call.function());
    String condition = call.filter() == null ? null : expressions.of(call.filter());
    if (condition != null) {
      met.translated("FILTER");
    }
    String filter = condition == null ? "" : " FILTER (WHERE " + condition + ")";
    List<Expression> given = call.arguments();
    String x = given.isEmpty() ? "*" : expressions.of(given.get(0));
    DataType type = given.isEmpty() ? null : given.get(0).type();
    return switch (call.function()) {
      case "count", "max", "min", "bool_and", "bool_or" -> call.function() + "(" + x + ")" + filter;
      case "bitwise_and_agg" -> SqlTypes.cast("bit_and(" + x + ")" + filter, call.type());
      case "bitwise_or_agg" -> SqlTypes.cast("bit_or(" + x + ")" + filter, call.type());
      case "count_if" ->
          met.bridge(Difference.COUNT_OF_NOTHING, "count(CASE WHEN " + x + " THEN 1 END)" + filter);
      case "sum" -> sum(x, filter, call.type());
      case "avg" -> {
        if (type.isDecimal()) {
          throw Difference.DECIMAL_AVERAGE.leftOut();
        }
        yield SqlTypes.cast("avg(" + x + ")" + filter, call.type());
      }
      case "min_by", "max_by" -> by(call, x, condition);
      case "histogram" -> "histogram(" + (type.isFloating() ? floatingText(x) : x) + ")" + filter;
      case "approx_distinct" -> {
        if (given.size() == 2) {
          throw Difference.SKETCHES.leftOut();
        }
        yield met.bridge(Difference.COUNT_IS_EXACT, "count(DISTINCT " + x + ")" + filter);
      }
      case "var_pop", "var_samp", "stddev_pop", "stddev_samp" -> variance(call, x, filter);
      case "covar_pop", "covar_samp" -> covariance(call, x, filter);
      case "corr" ->
          met.bridge(
              Difference.CORRELATION_OF_CONSTANTS,
              "nullif(" + covariance(call, x, filter) + ", CAST('nan' AS DOUBLE))");
      case "approx_most_frequent", "approx_percentile" -> throw Difference.SKETCHES.leftOut();
      default -> throw Difference.NO_COUNTERPART.leftOut();
    };
  }

  /** {@link ReadableColumns} reads a MAP's keys from text anyway. */
  private String floatingText(String x) {
    return met.bridge(
        Difference.HISTOGRAM_OF_NAN,
        "CASE WHEN isnan(%s) THEN 'nan' WHEN %s = 0 THEN '0.0' ELSE CAST(%s AS VARCHAR) END"
            .formatted(x, x, x));
  }

  private String sum(String x, String filter, DataType type) {
    String sum = "sum(" + x + ")" + filter;
    return type.equals(DataType.BIGINT)
        ? met.bridge(Difference.SUM_IS_HUGEINT, "TRY_CAST(" + sum + " AS BIGINT)")
        : SqlTypes.cast(sum, type);
  }

  private String variance(AggregateCall call, String x, String filter) {
    String variance = SqlTypes.cast(call.function() + "(" + x + ")" + filter, call.type());
    return call.arguments().get(0).type().isFloating()
        ? met.bridge(
            Difference.VARIANCE_OF_ONE,
            "CASE WHEN %s IS NOT NULL AND bool_or(NOT isfinite(%s))%s THEN CAST('nan' AS DOUBLE) ELSE %s END"
                .formatted(variance, x, filter, variance))
        : variance;
  }

  private String covariance(AggregateCall call, String y, String filter) {
    String x = expressions.of(call.arguments().get(1));
    return SqlTypes.cast("%s(%s, %s)%s".formatted(call.function(), y, x, filter), call.type());
  }

  private String by(AggregateCall call, String x, String condition) {
    String y = expressions.of(call.arguments().get(1));
    String order = call.function().equals("min_by") ? "ASC" : "DESC";
    String filter = y + " IS NOT NULL" + (condition == null ? "" : " AND " + condition);
    return met.bridge(
        Difference.TIES,
        "first(%s ORDER BY %s %s, %s ASC NULLS FIRST) FILTER (WHERE %s)"
            .formatted(x, y, order, x, filter));
  }
}
