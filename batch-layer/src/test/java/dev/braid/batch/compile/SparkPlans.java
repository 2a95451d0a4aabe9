package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.braid.batch.ViewAnswer;
import dev.braid.batch.delta.SparkTypes;
import dev.braid.batch.delta.WireForm;
import dev.braid.batch.delta.WireRows;
import dev.braid.expression.Evaluator;
import dev.braid.expression.ExpressionCompiler;
import dev.braid.expression.InputRow;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Expression;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Many expressions or many plans over the same events, in few Spark jobs: what a job costs of
 * itself would else be most of a test.
 */
final class SparkPlans implements AutoCloseable {
  /** Fewer than what makes Spark give up the code generation that real views run by. */
  private static final int EXPRESSIONS_A_JOB = 90;

  private static final int PLANS_A_JOB = 40;

  private final Source source;
  private final List<Object[]> given;
  private final Dataset<Row> events;

  /** Over events in two partitions, so that the states of parts are merged. */
  SparkPlans(SparkSession spark, Source source, List<Object[]> events) {
    this(spark, source, events, 2);
  }

  /** Over events in one partition, in their order: for answers that depend on it. */
  static SparkPlans inOrder(SparkSession spark, Source source, List<Object[]> events) {
    return new SparkPlans(spark, source, events, 1);
  }

  private SparkPlans(SparkSession spark, Source source, List<Object[]> events, int partitions) {
    this.source = source;
    this.given = events;
    SparkSession own = spark.newSession();
    // Adaptive execution plans all of a union anew after each of its shuffles.
    own.conf().set("spark.sql.adaptive.enabled", "false");
    this.events = WireRows.events(own, source, events, partitions);
  }

  @Override
  public void close() {
    events.unpersist();
  }

  /**
   * The expressions' values: those of the n-th for each event, in the events' order, are the n-th
   * list.
   */
  List<List<Object>> evaluate(List<Expression> expressions) {
    List<List<Object>> values = new ArrayList<>();
    for (int from = 0; from < expressions.size(); from += EXPRESSIONS_A_JOB) {
      int to = Math.min(expressions.size(), from + EXPRESSIONS_A_JOB);
      values.addAll(evaluateTogether(expressions.subList(from, to)));
    }
    return values;
  }

  /** Where the expressions' values are not the shared evaluator's: a line for each that errs. */
  List<String> differences(List<Expression> expressions) {
    List<List<Object>> values = evaluate(expressions);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Evaluator evaluator = ExpressionCompiler.compile(expressions.get(i));
      for (int e = 0; e < given.size(); e++) {
        Object expected = evaluator.evaluate(new InputRow(given.get(e)));
        Object found = values.get(i).get(e);
        if (!Objects.equals(expected, found)) {
          differences.add(
              "%s over %s is %s, should be %s"
                  .formatted(
                      PlanPrinter.print(expressions.get(i)),
                      Arrays.toString(given.get(e)),
                      found,
                      expected));
          break;
        }
      }
    }
    return differences;
  }

  /** Where the plans' answers are not the reference's, named by the aggregates that they have. */
  List<String> differences(
      List<ViewPlan> plans, Function<AggregateCall, SparkAggregate> translations) {
    return differences(
        plans,
        answers(plans, plan -> new SparkView(plan, source, translations).computeUnsorted(events)));
  }

  /** The same for answers over some of the events, to which then the others were merged. */
  List<String> differencesIfAdvanced(List<ViewPlan> plans) {
    Column position = SparkTypes.named(WireRows.POSITION);
    return differences(
        plans,
        answers(
            plans,
            plan -> {
              SparkView view = new SparkView(plan, source);
              Dataset<Row> rows = view.computeUnsorted(events.filter(position.mod(3).equalTo(1)));
              rows = view.advanceUnsorted(rows, events.filter(position.mod(3).equalTo(0)));
              return view.advanceUnsorted(rows, events.filter(position.mod(3).equalTo(2)));
            }));
  }

  private List<String> differences(List<ViewPlan> plans, List<ViewAnswer> answers) {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      String aggregates =
          plans.get(i).aggregates().stream()
              .map(AggregateCall::function)
              .distinct()
              .collect(Collectors.joining(", "));
      for (String difference : answers.get(i).differences(given)) {
        differences.add("plan " + i + " of " + aggregates + ": " + difference);
      }
    }
    return differences;
  }

  private List<List<Object>> evaluateTogether(List<Expression> expressions) {
    ExpressionTranslator translator =
        new ExpressionTranslator(
            source.columns().stream().map(column -> SparkTypes.named(column.name())).toList());
    List<Column> columns = new ArrayList<>(List.of(SparkTypes.named(WireRows.POSITION)));
    List<DataType> types = new ArrayList<>(List.of(DataType.INTEGER));
    List<List<Object>> values = new ArrayList<>();
    for (Expression expression : expressions) {
      columns.add(translator.translate(expression).as("v" + columns.size()));
      types.add(expression.type());
      values.add(Arrays.asList(new Object[given.size()]));
    }
    Dataset<Row> table = events.select(columns.toArray(Column[]::new));
    for (List<Object> row : WireRows.collect(table, types)) {
      for (int i = 0; i < values.size(); i++) {
        values.get(i).set((Integer) row.get(0), row.get(i + 1));
      }
    }
    return values;
  }

  /** The plans' answers, in their order. */
  List<ViewAnswer> answers(List<ViewPlan> plans) {
    return answers(plans, plan -> new SparkView(plan, source).computeUnsorted(events));
  }

  private List<ViewAnswer> answers(List<ViewPlan> plans, Function<ViewPlan, Dataset<Row>> query) {
    List<ViewAnswer> answers = new ArrayList<>();
    for (int from = 0; from < plans.size(); from += PLANS_A_JOB) {
      int to = Math.min(plans.size(), from + PLANS_A_JOB);
      answers.addAll(answersTogether(plans.subList(from, to), query));
    }
    return answers;
  }

  private List<ViewAnswer> answersTogether(
      List<ViewPlan> plans, Function<ViewPlan, Dataset<Row>> query) {
    List<Dataset<Row>> tables = new ArrayList<>();
    List<List<List<Object>>> rows = new ArrayList<>();
    for (ViewPlan plan : plans) {
      Dataset<Row> table = query.apply(plan);
      Column packed =
          udf(new Pack(), DataTypes.BinaryType)
              .apply(struct(WireRows.crossing(table, WireRows.types(plan))));
      tables.add(table.select(lit(tables.size()), packed));
      rows.add(new ArrayList<>());
    }
    for (Row row : union(tables).collectAsList()) {
      int plan = row.getInt(0);
      rows.get(plan).add(unpack((byte[]) row.get(1), WireRows.types(plans.get(plan))));
    }
    List<ViewAnswer> answers = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      answers.add(new ViewAnswer(plans.get(i), rows.get(i)));
    }
    return answers;
  }

  /** By halves: Spark looks at all that is in a union whenever one is made. */
  private static Dataset<Row> union(List<Dataset<Row>> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    int half = tables.size() / 2;
    return union(tables.subList(0, half)).union(union(tables.subList(half, tables.size())));
  }

  private static List<Object> unpack(byte[] packed, List<DataType> types) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(packed))) {
      Object[] crossed = (Object[]) in.readObject();
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < crossed.length; i++) {
        values.add(WireForm.decode(types.get(i), crossed[i]));
      }
      return values;
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A row of any types as bytes, so that tables of all plans fit into one. */
  private static final class Pack implements UDF1<Row, byte[]> {
    @Override
    public byte[] call(Row row) throws IOException {
      Object[] values = new Object[row.length()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(values);
      }
      return bytes.toByteArray();
    }
  }
}
