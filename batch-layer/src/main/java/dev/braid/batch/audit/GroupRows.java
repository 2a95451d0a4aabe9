package dev.braid.batch.audit;

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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows in which a view's groups meet, those of its table and those computed again: the group key,
 * which of the two, {@code _events}, the outputs (of the table only), the states. Values are in
 * their {@link WireForm}.
 */
final class GroupRows {
  private final ViewPlan plan;
  private final List<DataType> keys;
  private final List<DataType> outputs;
  private final List<DataType> states;

  GroupRows(ViewPlan plan) {
    this.plan = plan;
    this.keys = plan.keys().stream().map(KeyColumn::type).toList();
    this.outputs = plan.outputs().stream().map(OutputColumn::type).toList();
    this.states = plan.stateColumns().stream().map(StateColumn::type).toList();
  }

  /** The columns of a view's table. */
  StructType tableSchema() {
    StructType schema = new StructType();
    for (OutputColumn output : plan.outputs()) {
      schema = schema.add(output.name(), SparkTypes.of(output.type()));
    }
    schema = schema.add(ViewPlan.EVENTS_COLUMN, DataTypes.LongType);
    for (StateColumn state : plan.stateColumns()) {
      schema = schema.add(state.name(), SparkTypes.of(state.type()));
    }
    return schema;
  }

  StructType schema() {
    StructType schema = add(new StructType(), "key", keys);
    schema = schema.add("recomputed", DataTypes.BooleanType).add("events", DataTypes.LongType);
    return add(add(schema, "output", outputs), "state", states);
  }

  private static StructType add(StructType schema, String prefix, List<DataType> types) {
    StructType wider = schema;
    for (int i = 0; i < types.size(); i++) {
      wider = wider.add(prefix + i, WireForm.of(types.get(i)));
    }
    return wider;
  }

  Column[] keyColumns() {
    return Arrays.stream(schema().fieldNames())
        .limit(keys.size())
        .map(SparkTypes::named)
        .toArray(Column[]::new);
  }

  /** Keys in order, the table's row of a group before those computed again. */
  Column[] order() {
    return Stream.concat(Arrays.stream(keyColumns()), Stream.of(SparkTypes.named("recomputed")))
        .toArray(Column[]::new);
  }

  Dataset<Row> ofTable(Dataset<Row> table) {
    List<Column> columns = new ArrayList<>();
    for (KeyColumn key : plan.keys()) {
      columns.add(WireForm.fromSpark(key.type(), SparkTypes.named(key.name())));
    }
    columns.add(lit(false));
    columns.add(SparkTypes.named(ViewPlan.EVENTS_COLUMN));
    for (OutputColumn output : plan.outputs()) {
      columns.add(WireForm.fromSpark(output.type(), SparkTypes.named(output.name())));
    }
    for (StateColumn state : plan.stateColumns()) {
      columns.add(WireForm.fromSpark(state.type(), SparkTypes.named(state.name())));
    }
    return table.select(columns.toArray(Column[]::new)).toDF(schema().fieldNames());
  }

  Row recomputed(List<Object> key, long events, Object[] stored) {
    Object[] values = new Object[keys.size() + 2 + outputs.size() + states.size()];
    for (int i = 0; i < keys.size(); i++) {
      values[i] = WireForm.encode(key.get(i));
    }
    values[keys.size()] = true;
    values[keys.size() + 1] = events;
    for (int i = 0; i < stored.length; i++) {
      values[firstState() + i] = WireForm.encode(stored[i]);
    }
    return RowFactory.create(values);
  }

  List<Object> key(Row row) {
    return Arrays.asList(decode(row, 0, keys));
  }

  boolean isRecomputed(Row row) {
    return row.getBoolean(keys.size());
  }

  /** Null if the table's row says nothing. */
  Long events(Row row) {
    return (Long) row.get(keys.size() + 1);
  }

  Object[] outputs(Row row) {
    return decode(row, keys.size() + 2, outputs);
  }

  Object[] states(Row row) {
    return decode(row, firstState(), states);
  }

  private int firstState() {
    return keys.size() + 2 + outputs.size();
  }

  private static Object[] decode(Row row, int from, List<DataType> types) {
    Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = WireForm.decode(types.get(i), row.get(from + i));
    }
    return values;
  }
}
