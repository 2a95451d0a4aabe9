package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_add;
import static org.apache.spark.sql.functions.try_multiply;
import static org.apache.spark.sql.functions.try_subtract;
import static org.apache.spark.sql.functions.when;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.Arithmetic.Operator;
import dev.braid.type.DataType;
import org.apache.spark.sql.Column;

/**
 * Sums, differences, products, and the quotients and remainders that Spark computes alike: not
 * those of DECIMALs, which it rounds twice, nor of REALs, which it takes for DOUBLEs.
 */
final class SparkArithmetic {
  private SparkArithmetic() {}

  static Column translate(Arithmetic arithmetic, ExpressionTranslator operands) {
    DataType type = arithmetic.type();
    boolean divides =
        arithmetic.operator() == Operator.DIVIDE || arithmetic.operator() == Operator.MODULUS;
    if (divides && (type.isDecimal() || type.equals(DataType.REAL))) {
      return operands.bridge(
          arithmetic,
          type.isDecimal()
              ? "Spark rounds a quotient of DECIMALs twice"
              : "Spark takes REALs for DOUBLEs");
    }
    Column left = operands.translate(arithmetic.left());
    Column right = operands.translate(arithmetic.right());
    return switch (arithmetic.operator()) {
      case ADD -> fitted(type, try_add(left, right));
      case SUBTRACT -> fitted(type, try_subtract(left, right));
      case MULTIPLY -> fitted(type, try_multiply(left, right));
      case DIVIDE ->
          type.isInteger()
              ? quotient(type, left, right)
              : unlessZero(right, left.divide(right), ofZero(arithmetic, operands));
      case MODULUS ->
          type.isInteger()
              ? left.mod(right)
              : unlessZero(right, left.mod(right), ofZero(arithmetic, operands));
    };
  }

  /** Spark allows a product one digit more than Trino; the cast makes what needs it NULL. */
  private static Column fitted(DataType type, Column result) {
    return type.isDecimal() ? result.cast(SparkTypes.of(type)) : result;
  }

  /**
   * Spark's {@code div} gives NULL for a zero alike, but wraps around where -1 negates too much.
   */
  private static Column quotient(DataType type, Column left, Column right) {
    org.apache.spark.sql.types.DataType result = SparkTypes.of(type);
    return when(right.equalTo(lit(-1)), try_subtract(lit(0).cast(result), left))
        .otherwise(call_function("div", left, right).cast(result));
  }

  private static Column ofZero(Arithmetic arithmetic, ExpressionTranslator operands) {
    return operands.bridge(arithmetic, "only where the divisor is zero, of which Spark makes NULL");
  }

  /** Spark gives NULL for a zero where IEEE 754 has an infinity or NaN. */
  private static Column unlessZero(Column divisor, Column divided, Column ofZero) {
    return when(divisor.equalTo(lit(0.0)), ofZero).otherwise(divided);
  }
}
