package dev.braid.batch.generations;

import static org.apache.spark.sql.functions.lit;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.batch.delta.WireForm;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows in which the groups of two views meet: the group key, which of the two, {@code _events}, the
 * outputs that are compared and, if both are the same query, the states. Values are in their {@link
 * WireForm}.
 */
final class PairRows {
  private final List<KeyColumn> keys;
  private final List<OutputColumn> outputs;
  private final List<StateColumn> states;

  /**
   * @param plan of the new view
   * @param samePlan whether the old view is the same query
   */
  PairRows(Pairing pairing, ViewPlan plan, boolean samePlan) {
    this.keys = pairing.keys();
    this.outputs = pairing.outputs();
    this.states = samePlan ? plan.stateColumns() : List.of();
  }

  private String[] names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      names.add("key" + i);
    }
    names.addAll(List.of("now", "events"));
    for (int i = 0; i < outputs.size(); i++) {
      names.add("output" + i);
    }
    for (int i = 0; i < states.size(); i++) {
      names.add("state" + i);
    }
    return names.toArray(String[]::new);
  }

  Dataset<Row> of(Dataset<Row> table, boolean now) {
    List<Column> columns = new ArrayList<>();
    keys.forEach(key -> columns.add(column(key.name(), key.type())));
    columns.add(lit(now));
    columns.add(SparkTypes.named(ViewPlan.EVENTS_COLUMN));
    outputs.forEach(output -> columns.add(column(output.name(), output.type())));
    states.forEach(state -> columns.add(column(state.name(), state.type())));
    return table.select(columns.toArray(Column[]::new)).toDF(names());
  }

  private static Column column(String name, DataType type) {
    return WireForm.fromSpark(type, SparkTypes.named(name));
  }

  /** The rows of both, those of a group one after the other. */
  Dataset<Row> sorted(Dataset<Row> before, Dataset<Row> now) {
    Column[] key =
        Arrays.stream(names()).limit(keys.size()).map(SparkTypes::named).toArray(Column[]::new);
    return of(before, false).union(of(now, true)).repartition(key).sortWithinPartitions(key);
  }

  List<Object> key(Row row) {
    return decode(row, 0, keys.stream().map(KeyColumn::type));
  }

  boolean isNow(Row row) {
    return row.getBoolean(keys.size());
  }

  /** Null if the row says nothing. */
  Long events(Row row) {
    return (Long) row.get(keys.size() + 1);
  }

  List<Object> outputs(Row row) {
    return decode(row, keys.size() + 2, outputs.stream().map(OutputColumn::type));
  }

  Object[] states(Row row) {
    int first = keys.size() + 2 + outputs.size();
    return decode(row, first, states.stream().map(StateColumn::type)).toArray();
  }

  private static List<Object> decode(Row row, int from, Stream<DataType> types) {
    List<Object> values = new ArrayList<>();
    types.forEach(type -> values.add(WireForm.decode(type, row.get(from + values.size()))));
    return values;
  }
}
