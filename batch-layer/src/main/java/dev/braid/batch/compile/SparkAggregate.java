package dev.braid.batch.compile;

import dev.braid.plan.AggregateCall;
import java.util.List;
import org.apache.spark.sql.Column;

/** One aggregate in Spark's native terms; equal to its class in {@code dev.braid.aggregate}. */
interface SparkAggregate {
  /**
   * Spark aggregates that compute the state's fields, in the order of {@code stateFields()}; the
   * caller casts them to the fields' types.
   *
   * @param argument never null; a constant for {@code f(*)}
   */
  List<Column> states(AggregateCall call, Column argument);

  /** The finished value from the state's fields. */
  Column result(AggregateCall call, List<Column> states);
}
