package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.udaf;

import dev.braid.aggregate.AggregateFunction;
import dev.braid.batch.delta.WireForm;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.plan.PlanPrinter;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.types.StructType;

/**
 * Any aggregate, by the shared code: for want of native aggregates that give the same state. Of an
 * event come in the arguments that are no constants, and after them the FILTER if there is one.
 */
final class BridgedAggregate implements SparkAggregate {
  private static final String STATE = "state";

  @Override
  public List<Column> arguments(AggregateCall call, ExpressionTranslator events) {
    List<Column> columns = new ArrayList<>();
    for (Expression input : inputs(call)) {
      columns.add(WireForm.fromSpark(input.type(), events.translate(input)));
    }
    return columns;
  }

  private static List<Expression> inputs(AggregateCall call) {
    List<Expression> inputs = new ArrayList<>();
    call.arguments().stream()
        .filter(argument -> !(argument instanceof Literal))
        .forEach(inputs::add);
    if (call.filter() != null) {
      inputs.add(call.filter());
    }
    return inputs;
  }

  @Override
  public List<Column> aggregates(AggregateCall call, List<Column> arguments) {
    StructType schema = new StructType();
    for (Expression input : inputs(call)) {
      schema = schema.add("_" + schema.size(), WireForm.of(input.type()));
    }
    Column state =
        udaf(new SharedAggregator(call), Encoders.row(schema))
            .withName(call.function())
            .apply(arguments.toArray(Column[]::new));
    return List.of(state.as(STATE));
  }

  @Override
  public List<Column> states(AggregateCall call, List<Column> aggregates) {
    return call.bind().stateFields().stream()
        .map(field -> WireForm.toSpark(field.type(), aggregates.get(0).getField(field.name())))
        .toList();
  }

  @Override
  public Column result(AggregateCall call, List<Column> states) {
    return BridgedResult.column(call, states);
  }

  @Override
  public Optional<SharedCode> sharedCode(AggregateCall call) {
    return Optional.of(
        new SharedCode(
            PlanPrinter.print(call), "Spark has no aggregate with an equal state to merge"));
  }

  /** Travels as its plan; the state stays what it is until Spark moves it. */
  private static final class SharedAggregator extends Aggregator<Row, Row, Row> {
    private final String plan;
    private transient Bound bound;

    SharedAggregator(AggregateCall call) {
      this.plan = PlanJson.write(call);
    }

    /** In Spark's plans. */
    @Override
    public String toString() {
      return "shared code";
    }

    private Bound bound() {
      if (bound == null) {
        bound = new Bound(PlanJson.read(plan, AggregateCall.class));
      }
      return bound;
    }

    @Override
    public Row zero() {
      return StateRow.empty(bound().function);
    }

    @Override
    public Row reduce(Row state, Row event) {
      Bound call = bound();
      StateRow working = StateRow.of(call.function, state);
      if (call.takes(event)) {
        working.add(call.arguments(event));
      }
      return working;
    }

    @Override
    public Row merge(Row state, Row other) {
      AggregateFunction function = bound().function;
      StateRow working = StateRow.of(function, state);
      working.merge(StateRow.of(function, other));
      return working;
    }

    @Override
    public Row finish(Row state) {
      return state;
    }

    @Override
    public Encoder<Row> bufferEncoder() {
      return Encoders.row(StateRow.schema(bound().function));
    }

    @Override
    public Encoder<Row> outputEncoder() {
      return bufferEncoder();
    }
  }

  /** The call, ready to run; one thread's. */
  private static final class Bound {
    private final AggregateFunction function;
    private final Cell[] arguments;
    private final int[] positions;
    private final DataType[] types;
    private final boolean filtered;

    Bound(AggregateCall call) {
      this.function = call.bind();
      List<Expression> wanted = call.arguments();
      this.arguments = Cell.row(wanted.size());
      for (int i = 0; i < arguments.length; i++) {
        if (wanted.get(i) instanceof Literal literal) {
          arguments[i].set(literal.type(), literal.value());
        }
      }
      this.positions =
          IntStream.range(0, arguments.length)
              .filter(i -> !(wanted.get(i) instanceof Literal))
              .toArray();
      this.types =
          IntStream.of(positions).mapToObj(i -> wanted.get(i).type()).toArray(DataType[]::new);
      this.filtered = call.filter() != null;
    }

    boolean takes(Row event) {
      return !filtered || Boolean.TRUE.equals(event.get(positions.length));
    }

    /** The same cells each time. */
    Cell[] arguments(Row event) {
      for (int i = 0; i < positions.length; i++) {
        arguments[positions[i]].set(types[i], WireForm.decode(types[i], event.get(i)));
      }
      return arguments;
    }
  }
}
