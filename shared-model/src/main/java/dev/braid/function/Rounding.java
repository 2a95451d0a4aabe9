package dev.braid.function;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** {@code round floor ceil truncate}: half away from zero, down, up, towards zero. */
final class Rounding {
  /** The highest power of ten that a BIGINT holds. */
  private static final int MAX_POWER = 18;

  static final List<ScalarFunction> ALL =
      List.of(
          new ScalarFunction(
              "round",
              "round(number) or round(number, INTEGER)",
              arguments -> toWhole(arguments, RoundingMode.HALF_UP, x -> roundDouble(x, 0)),
              Rounding::roundToDigits),
          whole("floor", RoundingMode.FLOOR, Math::floor),
          whole("ceil", RoundingMode.CEILING, Math::ceil),
          whole("ceiling", RoundingMode.CEILING, Math::ceil),
          new ScalarFunction(
              "truncate",
              "truncate(number) or truncate(DECIMAL, INTEGER)",
              arguments -> toWhole(arguments, RoundingMode.DOWN, Rounding::truncate),
              Rounding::truncateToDigits));

  private Rounding() {}

  private static ScalarFunction whole(
      String name, RoundingMode mode, Body.DoubleToDouble ofDouble) {
    return new ScalarFunction(
        name, name + "(number)", arguments -> toWhole(arguments, mode, ofDouble));
  }

  /** To a whole number: integers as they are, a DECIMAL without its fraction. */
  private static Optional<BoundFunction> toWhole(
      List<Expression> arguments, RoundingMode mode, Body.DoubleToDouble ofDouble) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> bound(type, type, (Body.LongToLong) (x, nulls) -> x);
      case REAL -> bound(type, type, (Body.DoubleToDouble) x -> (float) ofDouble.apply(x));
      case DOUBLE -> bound(type, type, ofDouble);
      case DECIMAL ->
          bound(
              type, wholeDecimal(type, mode), (Body.Unary) x -> ((BigDecimal) x).setScale(0, mode));
      default -> Optional.empty();
    };
  }

  private static Optional<BoundFunction> bound(DataType parameter, DataType result, Body body) {
    return Optional.of(new BoundFunction(List.of(parameter), result, body));
  }

  /** Rounding away from zero may need a digit more, truncation never does. */
  private static DataType wholeDecimal(DataType type, RoundingMode mode) {
    int digits = type.precision() - type.scale();
    int carry = mode == RoundingMode.DOWN ? 0 : Math.min(type.scale(), 1);
    return DataType.decimal(Math.max(1, digits + carry), 0);
  }

  private static Optional<BoundFunction> roundToDigits(List<Expression> arguments) {
    if (!takesDigits(arguments)) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return switch (type.kind()) {
      case SMALLINT -> withDigits(type, type, roundInteger(Short.MIN_VALUE, Short.MAX_VALUE));
      case INTEGER -> withDigits(type, type, roundInteger(Integer.MIN_VALUE, Integer.MAX_VALUE));
      case BIGINT -> withDigits(type, type, roundInteger(Long.MIN_VALUE, Long.MAX_VALUE));
      case REAL ->
          withDigits(
              type,
              type,
              (Body.DoubleLongToDouble) (x, digits) -> (float) roundDouble(x, (int) digits));
      case DOUBLE ->
          withDigits(
              type, type, (Body.DoubleLongToDouble) (x, digits) -> roundDouble(x, (int) digits));
      case DECIMAL -> {
        DataType result =
            DataType.decimal(Math.min(DataType.MAX_PRECISION, type.precision() + 1), type.scale());
        yield withDigits(type, result, atDigits(RoundingMode.HALF_UP, type, result));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<BoundFunction> truncateToDigits(List<Expression> arguments) {
    if (!takesDigits(arguments) || !arguments.get(0).type().isDecimal()) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return withDigits(type, type, atDigits(RoundingMode.DOWN, type, type));
  }

  private static boolean takesDigits(List<Expression> arguments) {
    return arguments.size() == 2
        && (arguments.get(1).type().equals(DataType.INTEGER)
            || arguments.get(1).type().equals(DataType.SMALLINT));
  }

  private static Optional<BoundFunction> withDigits(DataType type, DataType result, Body body) {
    return Optional.of(new BoundFunction(List.of(type, DataType.INTEGER), result, body));
  }

  /** NULL if the result, or the power of ten to round to, is out of range. */
  private static Body.LongsToLong roundInteger(long least, long greatest) {
    return (value, digits, nulls) -> {
      if (digits >= 0) {
        return value;
      }
      if (digits < -MAX_POWER) {
        return nulls.nullLong();
      }
      long power = 1;
      for (long i = 0; i > digits; i--) {
        power *= 10;
      }
      long rest = value % power;
      long down = value - rest;
      if (Math.abs(rest) < power / 2) {
        return down;
      }
      long away = down + (value < 0 ? -power : power);
      boolean overflowed = (away < 0) != (value < 0);
      return overflowed || away < least || away > greatest ? nulls.nullLong() : away;
    };
  }

  /** Scales, rounds and scales back in DOUBLE; what has no digit so far down stays as it is. */
  private static double roundDouble(double value, int digits) {
    if (!Double.isFinite(value)) {
      return value;
    }
    double power = StrictMath.pow(10, digits);
    double sign = value < 0 ? -1 : 1;
    if (power == 0) {
      return sign * 0.0;
    }
    double scaled = sign * value * power;
    if (Double.isInfinite(scaled)) {
      return value;
    }
    long rounded = Math.round(scaled);
    return sign * ((rounded == Long.MAX_VALUE ? scaled : rounded) / power);
  }

  private static double truncate(double value) {
    return Math.signum(value) * Math.floor(Math.abs(value));
  }

  private static Body.Binary atDigits(RoundingMode mode, DataType type, DataType result) {
    return (x, wanted) -> {
      BigDecimal value = (BigDecimal) x;
      int digits = (Integer) wanted;
      if (digits >= type.scale()) {
        return value;
      }
      if (digits < type.scale() - type.precision()) {
        return BigDecimal.ZERO.setScale(type.scale());
      }
      BigDecimal rounded = value.setScale(digits, mode).setScale(type.scale());
      return rounded.precision() <= result.precision() ? rounded : null;
    };
  }
}
