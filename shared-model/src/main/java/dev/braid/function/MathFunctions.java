package dev.braid.function;

import static dev.braid.type.DataType.BOOLEAN;
import static dev.braid.type.DataType.DOUBLE;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
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

  private static ScalarFunction ofDouble(String name, Body.DoubleToDouble function) {
    return new ScalarFunction(
        name, name + "(DOUBLE)", Overload.of(List.of(DOUBLE), DOUBLE, function));
  }

  private static ScalarFunction ofDoubles(String name, Body.DoublesToDouble function) {
    return new ScalarFunction(
        name, name + "(DOUBLE, DOUBLE)", Overload.of(List.of(DOUBLE, DOUBLE), DOUBLE, function));
  }

  private static ScalarFunction whether(String name, Body.DoubleToObject predicate) {
    return new ScalarFunction(
        name, name + "(DOUBLE)", Overload.of(List.of(DOUBLE), BOOLEAN, predicate));
  }

  private static Optional<BoundFunction> abs(List<Expression> arguments) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return switch (type.kind()) {
      case SMALLINT -> bound(type, type, absolute(Short.MIN_VALUE));
      case INTEGER -> bound(type, type, absolute(Integer.MIN_VALUE));
      case BIGINT -> bound(type, type, absolute(Long.MIN_VALUE));
      case REAL, DOUBLE -> bound(type, type, (Body.DoubleToDouble) Math::abs);
      case DECIMAL -> bound(type, type, (Body.Unary) x -> ((BigDecimal) x).abs());
      default -> Optional.empty();
    };
  }

  /** The least value of a type has no positive one beside it. */
  private static Body.LongToLong absolute(long least) {
    return (x, nulls) -> x == least ? nulls.nullLong() : Math.abs(x);
  }

  /** Of a DECIMAL it is a DECIMAL(1,0), of NaN and the zeros themselves. */
  private static Optional<BoundFunction> sign(List<Expression> arguments) {
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT ->
          bound(type, type, (Body.LongToLong) (x, nulls) -> Long.signum(x));
      case REAL, DOUBLE -> bound(type, type, (Body.DoubleToDouble) Math::signum);
      case DECIMAL ->
          bound(
              type,
              DataType.decimal(1, 0),
              (Body.Unary) x -> BigDecimal.valueOf(((BigDecimal) x).signum()));
      default -> Optional.empty();
    };
  }

  private static Optional<BoundFunction> bound(DataType type, DataType result, Body body) {
    return Optional.of(new BoundFunction(List.of(type), result, body));
  }
}
