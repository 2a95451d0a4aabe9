package dev.braid.batch.compile;

import dev.braid.plan.AggregateCall;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;

/**
 * {@code min(x)}, {@code max(x)}. Spark's order is {@link dev.braid.type.Values}' order, NaN above
 * all; only which of two equal zeros it keeps is chance.
 */
final class SparkExtreme implements NativeAggregate {
  private final UnaryOperator<Column> extreme;

  SparkExtreme(UnaryOperator<Column> extreme) {
    this.extreme = extreme;
  }

  @Override
  public List<Column> aggregates(AggregateCall call, List<Column> arguments) {
    Column value = Doubles.canonical(call.arguments().get(0).type(), arguments.get(0));
    return List.of(extreme.apply(value));
  }

  @Override
  public Column result(AggregateCall call, List<Column> states) {
    return states.get(0);
  }
}
