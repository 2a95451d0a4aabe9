package dev.braid.batch.compile;

import dev.braid.plan.AggregateCall;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;

/** An aggregate that Spark has alike, and whose state is its value. */
final class SparkSingle implements NativeAggregate {
  private final UnaryOperator<Column> aggregate;

  SparkSingle(UnaryOperator<Column> aggregate) {
    this.aggregate = aggregate;
  }

  @Override
  public List<Column> aggregates(AggregateCall call, List<Column> arguments) {
    return List.of(aggregate.apply(arguments.get(0)));
  }

  @Override
  public Column result(AggregateCall call, List<Column> states) {
    return states.get(0);
  }
}
