package dev.braid.batch.compile;

import dev.braid.plan.FunctionCall;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** The native form of one scalar function; equal to the function in {@code dev.braid.function}. */
@FunctionalInterface
interface SparkFunction {
  /**
   * The call as a column; empty if Spark has no equal form for such arguments.
   *
   * @param arguments translates them
   */
  Optional<Column> translate(FunctionCall call, ExpressionTranslator arguments);
}
