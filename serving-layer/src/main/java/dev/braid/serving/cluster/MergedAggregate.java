package dev.braid.serving.cluster;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * One aggregate of a view in Trino's SQL: its states merged over a group's rows, and what they come
 * to.
 *
 * @param columns of the merged states, each an aggregate over the group's states and its name
 * @param result over those columns
 */
record MergedAggregate(List<Named> columns, String result) {
  record Named(String sql, String name) {}

  MergedAggregate {
    columns = List.copyOf(columns);
  }

  /**
   * @param position among the plan's aggregates
   * @throws Unsayable if Trino's SQL would come to something else
   */
  static MergedAggregate of(ViewPlan plan, int position) {
    List<StateColumn> fields =
        plan.stateColumns().stream().filter(field -> field.aggregate() == position).toList();
    return new Builder(plan.aggregates().get(position), position, fields).build();
  }

  /** Writes one; a state field's name stands for its column. */
  private static final class Builder {
    private final AggregateCall call;
    private final List<StateColumn> fields;
    private final String prefix;
    private final List<Named> columns = new ArrayList<>();

    Builder(AggregateCall call, int position, List<StateColumn> fields) {
      this.call = call;
      this.fields = fields;
      this.prefix = "_m" + position;
    }

    MergedAggregate build() {
      String result =
          switch (call.function()) {
            case "count", "count_if" -> merged("sum(%s)", 0);
            case "sum" -> sum();
            case "avg" -> avg();
            case "min" -> merged("min(%s)", 0);
            case "max" -> max();
            case "min_by" -> extremeBy("");
            case "max_by" -> extremeBy(" DESC");
            case "bool_and" -> merged("bool_and(%s)", 0);
            case "bool_or" -> merged("bool_or(%s)", 0);
            case "bitwise_and_agg" -> merged("bitwise_and_agg(%s)", 0);
            case "bitwise_or_agg" -> merged("bitwise_or_agg(%s)", 0);
            case "var_pop" -> variance(0, "%s");
            case "var_samp" -> variance(1, "%s");
            case "stddev_pop" -> variance(0, "sqrt(%s)");
            case "stddev_samp" -> variance(1, "sqrt(%s)");
            case "covar_pop" -> covariance(0);
            case "covar_samp" -> covariance(1);
            case "corr" -> correlation();
            case "approx_distinct" -> Sketches.distinct(merged(Sketches.MERGED_DISTINCT, 0));
            case "approx_percentile" ->
                Sketches.percentile(call, merged(Sketches.MERGED_PERCENTILE, 0));
            case "approx_most_frequent", "histogram" ->
                throw new Unsayable(
                    call.function() + " keeps states that no function of Trino's merges",
                    "leave that column to the embedded engine, in a view of its own");
            default -> throw new IllegalStateException("no aggregate " + call.function());
          };
      return new MergedAggregate(columns, result);
    }

    private String field(int field) {
      return Trino.name(fields.get(field).name());
    }

    /** Adds a column; gives its name. */
    private String merged(String sql, int field) {
      return column(sql.formatted(field(field)));
    }

    private String column(String sql) {
      String name = columns.isEmpty() ? prefix : prefix + "_" + columns.size();
      columns.add(new Named(sql, name));
      return name;
    }

    private String sum() {
      String total = merged("sum(%s)", 0);
      return switch (call.type().kind()) {
        case BIGINT -> "TRY(" + Trino.cast(total, "bigint") + ")";
        case REAL -> Trino.cast(total, "real");
        default -> total;
      };
    }

    private String avg() {
      String total = merged("sum(%s)", 0);
      String count = merged("sum(%s)", 1);
      DataType type = call.type();
      if (type.isDecimal()) {
        return Trino.cast(total + " / " + Trino.cast(count, "decimal(19,0)"), Trino.type(type));
      }
      String average = Trino.cast(total, "double") + " / " + count;
      return type.equals(DataType.REAL) ? Trino.cast(average, "real") : average;
    }

    /** Trino's own passes over NaN, which is above all other numbers here. */
    private String max() {
      String greatest = merged("max(%s)", 0);
      if (!call.type().isFloating()) {
        return greatest;
      }
      String anyNaN = merged("bool_or(is_nan(%s))", 0);
      String nan = Trino.cast("nan()", Trino.type(call.type()));
      return "IF(" + anyNaN + ", " + nan + ", " + greatest + ")";
    }

    /** Of equal y the least x, a NULL being less than all. */
    private String extremeBy(String direction) {
      String all =
          "array_agg(%1$s ORDER BY %2$s%3$s, %1$s NULLS FIRST) FILTER (WHERE %2$s IS NOT NULL)";
      return column("element_at(" + all.formatted(field(0), field(1), direction) + ", 1)");
    }

    private String variance(int sample, String form) {
      String moments = column(Moments.variance(field(0), field(1), field(2)));
      return typed(form.formatted(Moments.overCount(moments, "m2", sample)));
    }

    private String covariance(int sample) {
      String moments = column(Moments.covariance(field(0), field(1), field(2), field(3)));
      return typed(Moments.overCount(moments, "c2", sample));
    }

    private String correlation() {
      String moments =
          column(Moments.correlation(field(0), field(1), field(2), field(3), field(4), field(5)));
      return typed(Moments.correlation(moments));
    }

    private String typed(String result) {
      return call.type().equals(DataType.REAL) ? Trino.cast(result, "real") : result;
    }
  }
}
