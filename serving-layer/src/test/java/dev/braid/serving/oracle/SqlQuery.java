package dev.braid.serving.oracle;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * A view as one query in DuckDB's SQL over {@link EventTables}: first its group keys, then its
 * outputs.
 *
 * @param types of the columns, in {@link ReadableColumns}' form
 */
record SqlQuery(String sql, List<DataType> types) {
  /** Throws {@link Difference.NotInCommon} if DuckDB would answer otherwise. */
  static SqlQuery of(ViewPlan plan, String table, long events, Met met) {
    SqlExpressions expressions = new SqlExpressions(met);
    SqlAggregates aggregates = new SqlAggregates(met, expressions);
    List<String> keyed = new ArrayList<>(List.of("*"));
    List<String> keyNames = new ArrayList<>();
    for (int i = 0; i < plan.keys().size(); i++) {
      KeyColumn key = plan.keys().get(i);
      keyNames.add("_k" + i);
      keyed.add(key(key, met) + " AS _k" + i);
    }
    String where = EventTables.EVENTS + " = " + events;
    if (plan.filter() != null) {
      where += " AND " + expressions.of(plan.filter());
    }
    List<String> grouped = new ArrayList<>(keyNames);
    for (int i = 0; i < plan.aggregates().size(); i++) {
      AggregateCall call = plan.aggregates().get(i);
      grouped.add(aggregates.of(call) + " AS _a" + i);
    }
    List<String> columns = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < plan.keys().size(); i++) {
      types.add(plan.keys().get(i).type());
      columns.add(ReadableColumns.of("_k" + i, plan.keys().get(i).type()));
    }
    for (OutputColumn output : plan.outputs()) {
      types.add(output.type());
      columns.add(ReadableColumns.of(expressions.of(output.expression()), output.type()));
    }
    String sql =
        """
        SELECT %s
        FROM (
          SELECT %s
          FROM (
            SELECT %s
            FROM %s
            WHERE %s)
          GROUP BY %s)"""
            .formatted(
                String.join(",\n  ", columns),
                String.join(",\n    ", grouped),
                String.join(",\n      ", keyed),
                table,
                where,
                String.join(", ", keyNames));
    return new SqlQuery(sql, List.copyOf(types));
  }

  private static String key(KeyColumn key, Met met) {
    Met own = new Met();
    String sql = new SqlExpressions(own).of(key.expression());
    if (!key.type().equals(DataType.BOOLEAN) && own.hasTranslated(SqlFunctions.INEXACT)) {
      throw Difference.LAST_DIGIT.leftOut();
    }
    met.addAll(own);
    return sql;
  }
}
