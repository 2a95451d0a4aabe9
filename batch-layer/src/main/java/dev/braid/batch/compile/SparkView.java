package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A view's plan as a Spark query: filter, project keys and arguments, group into states, sort by
 * key, finish. Whatever has no translation fails when the view is made, not when a row comes.
 */
public final class SparkView {
  private final ViewPlan plan;
  private final List<StateColumn> stateColumns;
  private final Column filter;
  private final Column[] projected;
  private final Column[] keys;
  private final Column[] states;
  private final Column[] finished;

  /**
   * @param source what the plan reads; its columns are the plan's input row
   */
  public SparkView(ViewPlan plan, Source source) {
    this.plan = plan;
    this.stateColumns = plan.stateColumns();
    ExpressionTranslator overEvents =
        new ExpressionTranslator(
            source.columns().stream().map(column -> SparkTypes.named(column.name())).toList());
    this.filter = plan.filter() == null ? lit(true) : overEvents.translate(plan.filter());
    this.projected = project(overEvents);
    this.keys = names("key", plan.keys().size()).toArray(Column[]::new);
    this.states = states();
    this.finished = finish();
  }

  /** The batch view's table: outputs, {@code _events}, state columns. */
  public StructType schema() {
    StructType schema = new StructType();
    for (OutputColumn output : plan.outputs()) {
      schema = schema.add(output.name(), SparkTypes.of(output.type()));
    }
    schema = schema.add(ViewPlan.EVENTS_COLUMN, SparkTypes.of(DataType.BIGINT));
    for (StateColumn state : stateColumns) {
      schema = schema.add(state.name(), SparkTypes.of(state.type()));
    }
    return schema;
  }

  /**
   * The rows of the batch view's table, sorted by key.
   *
   * @param events with the source's columns by their names; others are passed over
   */
  public Dataset<Row> compute(Dataset<Row> events) {
    RelationalGroupedDataset groups = events.filter(filter).select(projected).groupBy(keys);
    Column counted = count(lit(1)).as(ViewPlan.EVENTS_COLUMN);
    return groups.agg(counted, states).sort(keys).select(finished);
  }

  private Column[] project(ExpressionTranslator overEvents) {
    List<Column> columns = new ArrayList<>();
    for (KeyColumn key : plan.keys()) {
      Column value = Doubles.canonical(key.type(), overEvents.translate(key.expression()));
      columns.add(value.as("key" + columns.size()));
    }
    for (int i = 0; i < plan.aggregates().size(); i++) {
      AggregateCall call = plan.aggregates().get(i);
      Column value = call.argument() == null ? lit(true) : overEvents.translate(call.argument());
      columns.add(value.as("argument" + i));
    }
    return columns.toArray(Column[]::new);
  }

  private Column[] states() {
    List<List<Column>> byAggregate = new ArrayList<>();
    for (int i = 0; i < plan.aggregates().size(); i++) {
      AggregateCall call = plan.aggregates().get(i);
      byAggregate.add(
          SparkAggregates.get(call.function()).states(call, SparkTypes.named("argument" + i)));
    }
    return stateColumns.stream()
        .map(
            state ->
                byAggregate
                    .get(state.aggregate())
                    .get(state.field())
                    .cast(SparkTypes.of(state.type()))
                    .as(state.name()))
        .toArray(Column[]::new);
  }

  private Column[] finish() {
    List<Column> inputs = new ArrayList<>(List.of(keys));
    for (int i = 0; i < plan.aggregates().size(); i++) {
      AggregateCall call = plan.aggregates().get(i);
      int aggregate = i;
      List<Column> fields =
          stateColumns.stream()
              .filter(state -> state.aggregate() == aggregate)
              .map(state -> SparkTypes.named(state.name()))
              .toList();
      inputs.add(SparkAggregates.get(call.function()).result(call, fields));
    }
    ExpressionTranslator overGroups = new ExpressionTranslator(inputs);
    List<Column> columns = new ArrayList<>();
    for (OutputColumn output : plan.outputs()) {
      columns.add(overGroups.translate(output.expression()).as(output.name()));
    }
    columns.add(SparkTypes.named(ViewPlan.EVENTS_COLUMN));
    for (StateColumn state : stateColumns) {
      columns.add(SparkTypes.named(state.name()));
    }
    return columns.toArray(Column[]::new);
  }

  private static List<Column> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> SparkTypes.named(prefix + i)).toList();
  }
}
