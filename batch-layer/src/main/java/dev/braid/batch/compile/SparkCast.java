package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.Cast;
import dev.braid.type.DataType;
import java.util.Optional;
import org.apache.spark.sql.Column;

/** The conversions that Spark's cast does alike; {@link #difference} tells of the others. */
final class SparkCast {
  private SparkCast() {}

  /**
   * The cast as a column; empty if Spark's is another.
   *
   * @param value the translated operand
   */
  static Optional<Column> translate(Cast cast, Column value) {
    DataType from = cast.value().type();
    DataType to = cast.type();
    if (from.equals(to) || isRelabelled(from, to)) {
      return Optional.of(value);
    }
    if (from.isInteger() && to.isInteger() && !Cast.widens(from, to)) {
      return Optional.of(narrowed(value, to));
    }
    return isAlike(from, to) ? Optional.of(value.cast(SparkTypes.of(to))) : Optional.empty();
  }

  /** Why a cast that {@link #translate} leaves alone is none of Spark's. */
  static String difference(Cast cast) {
    DataType from = cast.value().type();
    DataType to = cast.type();
    if (from.equals(DataType.VARCHAR)) {
      return "Spark reads blanks, years alone and more as values";
    }
    if (to.equals(DataType.VARCHAR) && from.isFloating()) {
      return "Spark writes other exponents";
    }
    if (to.equals(DataType.VARCHAR) && from.isDecimal()) {
      return "Spark writes some with an exponent";
    }
    if (to.equals(DataType.VARCHAR) && from.isTimestamp()) {
      return "Spark drops zeros of a time";
    }
    if (from.isTemporal()) {
      return "Spark cuts days in UTC only";
    }
    return from.isNumeric() && to.isInteger()
        ? "Spark cuts a fraction off, Trino rounds"
        : "Spark's conversion is another";
  }

  /** The instant stays as it is; only a zone's wall clock, taken for UTC's, is another one. */
  private static boolean isRelabelled(DataType from, DataType to) {
    return from.isTimestamp()
        && (to.kind() == DataType.Kind.TIMESTAMP_TZ || (to.isTimestamp() && isUtc(from)));
  }

  private static boolean isAlike(DataType from, DataType to) {
    return switch (to.kind()) {
      case SMALLINT, INTEGER, BIGINT -> from.isInteger();
      case DECIMAL -> from.isExact();
      case REAL, DOUBLE -> from.isNumeric();
      case VARCHAR ->
          from.isInteger() || from.equals(DataType.BOOLEAN) || from.equals(DataType.DATE);
      case DATE -> from.isTimestamp() && isUtc(from);
      case TIMESTAMP, TIMESTAMP_TZ -> from.equals(DataType.DATE) && isUtc(to);
      case BOOLEAN, VARBINARY, ARRAY, MAP -> false;
    };
  }

  private static boolean isUtc(DataType timestamp) {
    return timestamp.equals(DataType.TIMESTAMP) || timestamp.zone().equals(DataType.UTC);
  }

  /** Spark would wrap around. */
  private static Column narrowed(Column value, DataType to) {
    boolean small = to.equals(DataType.SMALLINT);
    long min = small ? Short.MIN_VALUE : Integer.MIN_VALUE;
    long max = small ? Short.MAX_VALUE : Integer.MAX_VALUE;
    return when(value.between(lit(min), lit(max)), value.cast(SparkTypes.of(to)));
  }
}
