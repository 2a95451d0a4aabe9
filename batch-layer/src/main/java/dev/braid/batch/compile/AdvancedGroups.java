package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.batch.delta.WireForm;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.StructType;

/**
 * The groups of a view's earlier version and those of the events since, joined by key. Where only
 * one of them has a group, its states are kept as they are; where both have, the shared code merges
 * them. A group without new events keeps its outputs too.
 */
final class AdvancedGroups {
  private static final String BEFORE = "before";
  private static final String FRESH = "fresh";
  private static final String MERGED = "merged";

  private final ViewPlan plan;
  private final List<StateColumn> states;

  AdvancedGroups(ViewPlan plan) {
    this.plan = plan;
    this.states = plan.stateColumns();
  }

  /**
   * The grouped rows: keys, {@code _events}, states, and the earlier row under a name of its own.
   *
   * @param before rows of the view's table
   * @param fresh keys as {@code key0} …, {@code _events}, states
   */
  Dataset<Row> of(Dataset<Row> before, Dataset<Row> fresh) {
    Dataset<Row> left = before.select(whole(before).as(BEFORE));
    Dataset<Row> right = fresh.select(whole(fresh).as(FRESH));
    Dataset<Row> joined = left.join(right, sameKey(), "full_outer");
    if (states.isEmpty()) {
      return joined.select(grouped());
    }
    Column both = isThere(BEFORE).and(isThere(FRESH));
    Column merged = when(both, merge().apply(crossing(BEFORE), crossing(FRESH)));
    return joined.withColumn(MERGED, merged).select(grouped());
  }

  private static Column whole(Dataset<Row> rows) {
    Column[] columns = new Column[rows.columns().length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = SparkTypes.named(rows.columns()[i]);
    }
    return struct(columns);
  }

  private Column sameKey() {
    Column same = lit(true);
    for (int i = 0; i < plan.keys().size(); i++) {
      same = same.and(keyBefore(i).eqNullSafe(freshKey(i)));
    }
    return same;
  }

  private Column keyBefore(int key) {
    return field(BEFORE, plan.keys().get(key).name());
  }

  private static Column freshKey(int key) {
    return field(FRESH, "key" + key);
  }

  private static Column field(String row, String name) {
    return SparkTypes.named(row).getField(name);
  }

  private static Column isThere(String row) {
    return SparkTypes.named(row).isNotNull();
  }

  private Column crossing(String row) {
    return struct(
        states.stream()
            .map(state -> WireForm.fromSpark(state.type(), field(row, state.name())))
            .toArray(Column[]::new));
  }

  private UserDefinedFunction merge() {
    StructType merged = new StructType();
    for (StateColumn state : states) {
      merged = merged.add(state.name(), WireForm.of(state.type()));
    }
    return udf(new MergedStates(plan), merged).withName("merge_states");
  }

  private Column[] grouped() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < plan.keys().size(); i++) {
      Column key = when(isThere(FRESH), freshKey(i)).otherwise(keyBefore(i));
      columns.add(key.as("key" + i));
    }
    Column zero = lit(0L);
    Column events =
        coalesce(field(BEFORE, ViewPlan.EVENTS_COLUMN), zero)
            .plus(coalesce(field(FRESH, ViewPlan.EVENTS_COLUMN), zero));
    columns.add(events.as(ViewPlan.EVENTS_COLUMN));
    for (StateColumn state : states) {
      Column kept =
          when(isThere(BEFORE).and(isThere(FRESH)), merged(state))
              .when(isThere(FRESH), field(FRESH, state.name()))
              .otherwise(field(BEFORE, state.name()));
      columns.add(kept.as(state.name()));
    }
    columns.add(when(isThere(FRESH), lit(null)).otherwise(SparkTypes.named(BEFORE)).as(BEFORE));
    return columns.toArray(Column[]::new);
  }

  private static Column merged(StateColumn state) {
    return WireForm.toSpark(state.type(), field(MERGED, state.name()));
  }

  /**
   * The view's columns over {@link #of}.
   *
   * @param finished the same over grouped rows, the outputs first
   */
  Column[] outputs(Column[] finished) {
    Column[] columns = finished.clone();
    for (int i = 0; i < plan.outputs().size(); i++) {
      OutputColumn output = plan.outputs().get(i);
      columns[i] =
          when(isThere(BEFORE), field(BEFORE, output.name()))
              .otherwise(finished[i])
              .as(output.name());
    }
    return columns;
  }
}
