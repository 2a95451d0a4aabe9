package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.braid.plan.AggregateCall;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * An aggregate that passes over NULLs and whose state Spark's own aggregates compute, one a field:
 * where the FILTER does not hold, its arguments are NULL.
 */
interface NativeAggregate extends SparkAggregate {
  /** The arguments; a constant for {@code f(*)}. */
  @Override
  default List<Column> arguments(AggregateCall call, ExpressionTranslator events) {
    Stream<Column> values =
        call.arguments().isEmpty()
            ? Stream.of(lit(true))
            : call.arguments().stream().map(events::translate);
    if (call.filter() == null) {
      return values.toList();
    }
    Column filter = events.translate(call.filter());
    return values.map(value -> when(filter, value)).toList();
  }

  @Override
  default List<Column> states(AggregateCall call, List<Column> aggregates) {
    return aggregates;
  }
}
