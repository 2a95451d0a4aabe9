package dev.braid.function;

import static dev.braid.type.DataType.BOOLEAN;
import static dev.braid.type.DataType.DOUBLE;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * Numbers. What {@link Math} may compute differently from one machine to the next is left to {@link
 * StrictMath}: results are compared and grouped by across engines.
 */
final class MathFunctions {
  private static final double LN_2 = StrictMath.log(2);

  static final List<ScalarFunction> ALL =
      Stream.concat(
              Rounding.ALL.stream(),
              Stream.of(
                  new ScalarFunction("abs", "abs(number)", MathFunctions::abs),
                  new ScalarFunction("sign", "sign(number)", MathFunctions::sign),
                  ofDouble("sqrt", Math::sqrt),
                  ofDouble("cbrt", StrictMath::cbrt),
                  ofDoubles("power", StrictMath::pow),
                  ofDoubles("pow", StrictMath::pow),
                  ofDouble("exp", StrictMath::exp),
                  ofDouble("ln", StrictMath::log),
                  ofDouble("log2", x -> StrictMath.log(x) / LN_2),
                  ofDouble("log10", StrictMath::log10),
                  ofDoubles("log", (base, x) -> StrictMath.log(x) / StrictMath.log(base)),
                  ofDouble("sin", StrictMath::sin),
                  ofDouble("cos", StrictMath::cos),
                  ofDouble("tan", StrictMath::tan),
                  ofDouble("asin", StrictMath::asin),
                  ofDouble("acos", StrictMath::acos),
                  ofDouble("atan", StrictMath::atan),
                  ofDoubles("atan2", StrictMath::atan2),
                  ofDouble("degrees", Math::toDegrees),
                  ofDouble("radians", Math::toRadians),
                  whether("is_nan", Double::isNaN),
                  whether("is_finite", Double::isFinite),
                  whether("is_infinite", Double::isInfinite)))
          .toList();

  private MathFunctions() {}

  private static ScalarFunction ofDouble(String name, DoubleUnaryOperator function) {
    return new ScalarFunction(
        name,
        name + "(DOUBLE)",
        Overload.of(DOUBLE, DOUBLE, x -> function.applyAsDouble((Double) x)));
  }

  private static ScalarFunction ofDoubles(String name, DoubleBinaryOperator function) {
    return new ScalarFunction(
        name,
        name + "(DOUBLE, DOUBLE)",
        Overload.of(
            DOUBLE, DOUBLE, DOUBLE, (x, y) -> function.applyAsDouble((Double) x, (Double) y)));
  }

  private static ScalarFunction whether(String name, DoublePredicate predicate) {
    return new ScalarFunction(
        name, name + "(DOUBLE)", Overload.of(DOUBLE, BOOLEAN, x -> predicate.test((Double) x)));
  }

  private static Optional<BoundFunction> abs(List<Expression> arguments) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return switch (type.kind()) {
      case SMALLINT -> bound(type, type, x -> (Short) x == Short.MIN_VALUE ? null : abs((Short) x));
      case INTEGER ->
          bound(type, type, x -> (Integer) x == Integer.MIN_VALUE ? null : Math.abs((Integer) x));
      case BIGINT -> bound(type, type, x -> (Long) x == Long.MIN_VALUE ? null : Math.abs((Long) x));
      case REAL -> bound(type, type, x -> Math.abs((Float) x));
      case DOUBLE -> bound(type, type, x -> Math.abs((Double) x));
      case DECIMAL -> bound(type, type, x -> ((BigDecimal) x).abs());
      default -> Optional.empty();
    };
  }

  private static Short abs(short value) {
    return (short) Math.abs(value);
  }

  /** Of a DECIMAL it is a DECIMAL(1,0), of NaN and the zeros themselves. */
  private static Optional<BoundFunction> sign(List<Expression> arguments) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return switch (type.kind()) {
      case SMALLINT -> bound(type, type, x -> (short) Integer.signum((Short) x));
      case INTEGER -> bound(type, type, x -> Integer.signum((Integer) x));
      case BIGINT -> bound(type, type, x -> (long) Long.signum((Long) x));
      case REAL -> bound(type, type, x -> Math.signum((Float) x));
      case DOUBLE -> bound(type, type, x -> Math.signum((Double) x));
      case DECIMAL ->
          bound(type, DataType.decimal(1, 0), x -> BigDecimal.valueOf(((BigDecimal) x).signum()));
      default -> Optional.empty();
    };
  }

  private static Optional<BoundFunction> bound(DataType type, DataType result, Body.Unary body) {
    return Optional.of(new BoundFunction(List.of(type), result, values -> body.apply(values[0])));
  }
}
