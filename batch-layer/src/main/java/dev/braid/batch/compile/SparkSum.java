package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.AggregateCall;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * {@code sum(x)}. Integers are summed as decimals, so no order of additions overflows; only the
 * total is judged.
 */
final class SparkSum implements SparkAggregate {
  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  /** The running total of a numeric argument; Spark widens a decimal by ten digits for it. */
  static Column total(DataType type, Column argument) {
    return type.isInteger() ? sum(argument.cast(SparkTypes.of(type.asDecimal()))) : sum(argument);
  }

  @Override
  public List<Column> states(AggregateCall call, Column argument) {
    return List.of(total(call.argument().type(), argument));
  }

  @Override
  public Column result(AggregateCall call, List<Column> states) {
    Column total = states.get(0);
    return call.argument().type().isInteger()
        ? when(total.between(lit(MIN), lit(MAX)), total.cast(SparkTypes.of(DataType.BIGINT)))
        : total;
  }
}
