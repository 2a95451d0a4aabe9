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
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A view's plan as a Spark query: filter, project keys and arguments, group into states, sort by
 * key, finish. Whatever cannot be translated fails when the view is made, not when a row comes.
 */
public final class SparkView {
  private final ViewPlan plan;
  private final Function<AggregateCall, SparkAggregate> translations;
  private final List<StateColumn> stateColumns;
  private final Column filter;
  private final Column[] keys;
  private final List<Column> projected = new ArrayList<>();
  private final List<Column> aggregated = new ArrayList<>();
  private final List<Column> grouped = new ArrayList<>();
  private final Column[] finished;
  private final AdvancedGroups advanced;

  /**
   * @param source what the plan reads; its columns are the plan's input row
   */
  public SparkView(ViewPlan plan, Source source) {
    this(plan, source, call -> SparkAggregates.get(call.function()));
  }

  SparkView(ViewPlan plan, Source source, Function<AggregateCall, SparkAggregate> translations) {
    this.plan = plan;
    this.translations = translations;
    this.stateColumns = plan.stateColumns();
    ExpressionTranslator overEvents =
        new ExpressionTranslator(
            source.columns().stream().map(column -> SparkTypes.named(column.name())).toList());
    this.filter = plan.filter() == null ? lit(true) : overEvents.translate(plan.filter());
    this.keys =
        IntStream.range(0, plan.keys().size())
            .mapToObj(i -> SparkTypes.named("key" + i))
            .toArray(Column[]::new);
    translateKeys(overEvents);
    for (int i = 0; i < plan.aggregates().size(); i++) {
      translateAggregate(i, overEvents);
    }
    this.finished = finish();
    this.advanced = new AdvancedGroups(plan);
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
    return group(events).sort(keys).select(finished);
  }

  /**
   * The same rows from those of an earlier version and the events since.
   *
   * @param before rows that {@link #compute} or this made
   * @param events that are in none of them
   */
  public Dataset<Row> advance(Dataset<Row> before, Dataset<Row> events) {
    Dataset<Row> grouped = advanced.of(before, group(events));
    return grouped.sort(keys).select(advanced.outputs(finished));
  }

  /** The same in any order. */
  Dataset<Row> computeUnsorted(Dataset<Row> events) {
    return group(events).select(finished);
  }

  /** The same in any order. */
  Dataset<Row> advanceUnsorted(Dataset<Row> before, Dataset<Row> events) {
    return advanced.of(before, group(events)).select(advanced.outputs(finished));
  }

  /**
   * The rows for each value of one more column of the events by themselves, which is the last of
   * their columns; in any order.
   */
  public Dataset<Row> computeBy(Column part, Dataset<Row> events) {
    return group(events, part).select(and(finished, part));
  }

  /** Keys, {@code _events}, states; then the columns by which the events are parted beside. */
  private Dataset<Row> group(Dataset<Row> events, Column... parts) {
    Column counted = count(lit(1)).as(ViewPlan.EVENTS_COLUMN);
    return events
        .filter(filter)
        .select(and(projected.toArray(Column[]::new), parts))
        .groupBy(and(keys, parts))
        .agg(counted, aggregated.toArray(Column[]::new))
        .select(and(grouped.toArray(Column[]::new), parts));
  }

  private static Column[] and(Column[] columns, Column... more) {
    return Stream.concat(Arrays.stream(columns), Arrays.stream(more)).toArray(Column[]::new);
  }

  private void translateKeys(ExpressionTranslator overEvents) {
    for (int i = 0; i < keys.length; i++) {
      KeyColumn key = plan.keys().get(i);
      Column value = Doubles.canonical(key.type(), overEvents.translate(key.expression()));
      projected.add(value.as("key" + i));
    }
    grouped.addAll(List.of(keys));
    grouped.add(SparkTypes.named(ViewPlan.EVENTS_COLUMN));
  }

  private void translateAggregate(int index, ExpressionTranslator overEvents) {
    AggregateCall call = plan.aggregates().get(index);
    SparkAggregate translation = translations.apply(call);
    List<Column> arguments =
        named("argument" + index, translation.arguments(call, overEvents), projected);
    List<Column> aggregates =
        named("aggregate" + index, translation.aggregates(call, arguments), aggregated);
    List<Column> fields = translation.states(call, aggregates);
    for (StateColumn state : states(index)) {
      Column field = fields.get(state.field()).cast(SparkTypes.of(state.type()));
      grouped.add(field.as(state.name()));
    }
  }

  /** Adds the columns under names of their own, by which those after it can have them. */
  private static List<Column> named(String prefix, List<Column> columns, List<Column> to) {
    List<Column> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = prefix + "_" + i;
      to.add(columns.get(i).as(name));
      names.add(SparkTypes.named(name));
    }
    return names;
  }

  private List<StateColumn> states(int aggregate) {
    return stateColumns.stream().filter(state -> state.aggregate() == aggregate).toList();
  }

  private Column[] finish() {
    List<Column> inputs = new ArrayList<>(List.of(keys));
    for (int i = 0; i < plan.aggregates().size(); i++) {
      AggregateCall call = plan.aggregates().get(i);
      List<Column> fields =
          states(i).stream().map(state -> SparkTypes.named(state.name())).toList();
      inputs.add(translations.apply(call).result(call, fields));
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
}
