package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.count;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.AggregateCall;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** {@code avg(x)}. Spark's decimal division rounds twice: the shared code divides, once a group. */
final class SparkAvg implements NativeAggregate {
  @Override
  public List<Column> aggregates(AggregateCall call, List<Column> arguments) {
    Column argument = arguments.get(0);
    return List.of(SparkSum.total(call.arguments().get(0).type(), argument), count(argument));
  }

  @Override
  public Column result(AggregateCall call, List<Column> states) {
    DataType type = call.type();
    if (type.isDecimal()) {
      return BridgedResult.column(call, states);
    }
    org.apache.spark.sql.types.DataType doubleType = SparkTypes.of(DataType.DOUBLE);
    Column average = states.get(0).cast(doubleType).divide(states.get(1).cast(doubleType));
    return average.cast(SparkTypes.of(type));
  }

  @Override
  public Optional<SharedCode> sharedCode(AggregateCall call) {
    return call.type().isDecimal()
        ? Optional.of(
            new SharedCode(
                "the division, once a group", "Spark rounds a quotient of DECIMALs twice"))
        : Optional.empty();
  }
}
