package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.udf;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.AggregateCall;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;

/**
 * {@code avg(x)}. Spark's decimal division rounds twice, so an average of decimals is finished in
 * Java, once a group.
 */
final class SparkAvg implements SparkAggregate {
  @Override
  public List<Column> states(AggregateCall call, Column argument) {
    return List.of(SparkSum.total(call.argument().type(), argument), count(argument));
  }

  @Override
  public Column result(AggregateCall call, List<Column> states) {
    Column total = states.get(0);
    Column count = states.get(1);
    DataType type = call.type();
    if (type.isDecimal()) {
      return udf(divide(type.scale()), SparkTypes.of(type)).apply(total, count);
    }
    org.apache.spark.sql.types.DataType doubleType = SparkTypes.of(DataType.DOUBLE);
    return total.cast(doubleType).divide(count.cast(doubleType));
  }

  private static UDF2<BigDecimal, Long, BigDecimal> divide(int scale) {
    return (total, count) ->
        total == null ? null : total.divide(BigDecimal.valueOf(count), scale, RoundingMode.HALF_UP);
  }
}
