package dev.braid.batch.compile;

import dev.braid.plan.AggregateCall;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** One aggregate in Spark's terms; equal to its class in {@code dev.braid.aggregate}. */
interface SparkAggregate {
  /**
   * What to keep of each event, to be projected before the groups are made.
   *
   * @param events translates over the source's columns
   */
  List<Column> arguments(AggregateCall call, ExpressionTranslator events);

  /**
   * Spark's aggregates over the group.
   *
   * @param arguments those of {@link #arguments}, by now columns
   */
  List<Column> aggregates(AggregateCall call, List<Column> arguments);

  /**
   * The state's fields, in the order of {@code stateFields()}; the caller casts them to the fields'
   * types.
   *
   * @param aggregates those of {@link #aggregates}, by now columns
   */
  List<Column> states(AggregateCall call, List<Column> aggregates);

  /** The finished value from the state's fields. */
  Column result(AggregateCall call, List<Column> states);

  /** What of this the shared code does, besides arguments; empty if nothing. */
  default Optional<SharedCode> sharedCode(AggregateCall call) {
    return Optional.empty();
  }
}
