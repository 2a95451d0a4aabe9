package dev.braid.serving.oracle;

import dev.braid.type.DataType;

/** Conversions in DuckDB's SQL. */
final class SqlCasts {
  /** Halfway between the greatest REAL and what would follow it. */
  private static final String REAL_LIMIT = "3.4028235677973366e38";

  private final Met met;
  private final SqlTimes times;

  SqlCasts(Met met) {
    this.met = met;
    this.times = new SqlTimes(met);
  }

  String of(String value, DataType from, DataType to) {
    return switch (to.kind()) {
      case BOOLEAN -> toBoolean(value, from);
      case SMALLINT, INTEGER, BIGINT -> toInteger(value, from, to);
      case DECIMAL -> toDecimal(value, from, to);
      case REAL -> toReal(value, from);
      case DOUBLE -> attempt(digits(value, from), to);
      case VARCHAR -> toText(value, from);
      case DATE, TIMESTAMP -> toTime(value, from, to);
      case TIMESTAMP_TZ -> toInstant(value, from, to);
      case VARBINARY, ARRAY, MAP -> throw Difference.LISTS.leftOut();
    };
  }

  private String attempt(String value, DataType to) {
    return met.bridge(Difference.ERRORS, "TRY_CAST(" + value + " AS " + SqlTypes.name(to) + ")");
  }

  private String toBoolean(String value, DataType from) {
    if (from.equals(DataType.VARCHAR)) {
      throw Difference.TEXT_TO_BOOLEAN.leftOut();
    }
    return met.bridge(Difference.NAN_TO_BOOLEAN, "(" + value + " <> 0)");
  }

  private String toInteger(String value, DataType from, DataType to) {
    if (from.equals(DataType.VARCHAR)) {
      throw Difference.TEXT_TO_INTEGER.leftOut();
    }
    return from.isFloating()
        ? attempt(
            met.bridge(
                Difference.HALF_TO_EVEN, "round(" + SqlTypes.cast(value, DataType.DOUBLE) + ")"),
            to)
        : attempt(value, to);
  }

  private String toDecimal(String value, DataType from, DataType to) {
    if (from.isFloating()) {
      throw Difference.DOUBLE_TO_DECIMAL.leftOut();
    }
    return attempt(value, to);
  }

  private String digits(String value, DataType from) {
    return from.isDecimal()
        ? met.bridge(Difference.DECIMAL_TO_DOUBLE, SqlTypes.cast(value, DataType.VARCHAR))
        : value;
  }

  private String toReal(String value, DataType from) {
    if (!from.equals(DataType.DOUBLE)) {
      return attempt(digits(value, from), DataType.REAL);
    }
    String least =
        "abs(%s) < %s OR isnan(%s) OR isinf(%s)".formatted(value, REAL_LIMIT, value, value);
    return met.bridge(
        Difference.REAL_OVERFLOW,
        "CASE WHEN %s IS NULL OR %s THEN %s ELSE %s * CAST('inf' AS REAL) END"
            .formatted(value, least, attempt(value, DataType.REAL), "sign(" + value + ")"));
  }

  private String toText(String value, DataType from) {
    return switch (from.kind()) {
      case REAL, DOUBLE -> throw Difference.FLOATING_TEXT.leftOut();
      case DECIMAL -> {
        if (from.precision() == from.scale()) {
          throw Difference.POINT_FIRST.leftOut();
        }
        yield SqlTypes.cast(value, DataType.VARCHAR);
      }
      case TIMESTAMP, TIMESTAMP_TZ -> times.text(value, from);
      default -> SqlTypes.cast(value, DataType.VARCHAR);
    };
  }

  private String toTime(String value, DataType from, DataType to) {
    if (from.equals(DataType.VARCHAR)) {
      throw Difference.TEXT_TO_TIME.leftOut();
    }
    return times.inYears(SqlTypes.cast(times.local(value, from), to), to);
  }

  private String toInstant(String value, DataType from, DataType to) {
    if (from.equals(DataType.VARCHAR)) {
      throw Difference.TEXT_TO_TIME.leftOut();
    }
    return SqlTypes.cast(value, to);
  }
}
