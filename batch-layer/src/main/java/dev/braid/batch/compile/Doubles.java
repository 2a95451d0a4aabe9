package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.braid.plan.Comparison;
import dev.braid.type.DataType;
import org.apache.spark.sql.Column;

/** Where Spark's DOUBLE and REAL are not Trino's. */
final class Doubles {
  private Doubles() {}

  /** As {@link dev.braid.type.Values#canonical}: one zero. Other types pass as they are. */
  static Column canonical(DataType type, Column value) {
    return type.isFloating() ? when(value.equalTo(zero(type)), zero(type)).otherwise(value) : value;
  }

  static Column zero(DataType type) {
    return type.equals(DataType.REAL) ? lit(0.0f) : lit(0.0);
  }

  /** Spark holds NaN equal to itself and above all; in a comparison it is neither. */
  static Column compare(Comparison.Operator operator, Column left, Column right, Column compared) {
    return when(left.isNull().or(right.isNull()), lit(null))
        .when(isnan(left).or(isnan(right)), lit(operator == Comparison.Operator.NOT_EQUAL))
        .otherwise(compared);
  }
}
