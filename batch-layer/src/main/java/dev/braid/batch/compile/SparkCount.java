package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.count;

import dev.braid.plan.AggregateCall;
import java.util.List;
import org.apache.spark.sql.Column;

/** {@code count(*)}, {@code count(x)}. */
final class SparkCount implements SparkAggregate {
  @Override
  public List<Column> states(AggregateCall call, Column argument) {
    return List.of(count(argument));
  }

  @Override
  public Column result(AggregateCall call, List<Column> states) {
    return states.get(0);
  }
}
