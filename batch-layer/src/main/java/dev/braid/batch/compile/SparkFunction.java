package dev.braid.batch.compile;

import dev.braid.plan.Expression;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * One scalar function in Spark's native terms; equal to its class in {@code dev.braid.function}.
 */
@FunctionalInterface
interface SparkFunction {
  /**
   * The call as a column.
   *
   * @param translated the arguments, in order
   */
  Column apply(List<Expression> arguments, List<Column> translated);
}
