package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.ArithmeticBinaryExpression.Operator;
import io.trino.sql.tree.Node;

/** The operators + - * / % as Trino computes them. */
final class Arithmetics {
  private Arithmetics() {}

  static Typed binary(Operator operator, Typed left, Typed right, Node at) {
    if (left.isNull() || right.isNull()) {
      Typed other = left.isNull() ? right : left;
      SqlType type = other.type();
      if (type.isDecimal()) {
        SqlType digit = SqlType.decimal(1, 0);
        Typed none = Typed.of(Duck.cast("NULL", digit), digit);
        return decimals(operator, left.isNull() ? none : left, right.isNull() ? none : right);
      }
      return Typed.of(Duck.cast("NULL", type), type);
    }
    if (left.type().isNumeric() && right.type().isNumeric()) {
      return numbers(operator, left, right);
    }
    Typed times = times(operator, left, right, at);
    if (times == null) {
      throw ServingErrors.typeMismatch(
          "no " + operator.getValue() + " of " + left.type() + " and " + right.type(),
          Statements.at(at));
    }
    return times;
  }

  private static Typed numbers(Operator operator, Typed left, Typed right) {
    SqlType common = TypeRules.common(left.type(), right.type()).orElseThrow();
    if (common.isDecimal()) {
      return decimals(operator, left, right);
    }
    String a = TypeRules.coerced(left, common).text();
    String b = TypeRules.coerced(right, common).text();
    if (common.isFloating()) {
      String text =
          switch (operator) {
            case DIVIDE -> Functions.macro("float_divide", a, b);
            case MODULUS -> Functions.macro("float_modulus", a, b);
            default -> "(" + a + " " + operator.getValue() + " " + b + ")";
          };
      return Typed.of(text, common);
    }
    boolean safe = right.constant() instanceof Long divisor && divisor != 0 && divisor != -1;
    return Typed.of(
        switch (operator) {
          case DIVIDE ->
              safe ? "(" + a + " // " + b + ")" : Functions.macro("integer_divide", a, b);
          case MODULUS -> safe ? "(" + a + " % " + b + ")" : Functions.macro("modulus", a, b);
          default -> "(" + a + " " + operator.getValue() + " " + b + ")";
        },
        common);
  }

  private static Typed decimals(Operator operator, Typed left, Typed right) {
    SqlType a = left.type().asDecimal();
    SqlType b = right.type().asDecimal();
    String x = TypeRules.coerced(left, a).text();
    String y = TypeRules.coerced(right, b).text();
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    return switch (operator) {
      case ADD, SUBTRACT -> {
        SqlType type = decimal(whole + scale + 1, scale);
        yield Typed.of(
            Duck.cast(
                "(%s %s %s)".formatted(Duck.cast(x, type), operator.getValue(), Duck.cast(y, type)),
                type),
            type);
      }
      case MULTIPLY -> {
        SqlType type = decimal(a.precision() + b.precision(), a.scale() + b.scale());
        String wide = Duck.cast(x, decimal(SqlType.MAX_PRECISION, a.scale()));
        yield Typed.of(Duck.cast("(" + wide + " * " + y + ")", type), type);
      }
      case DIVIDE -> {
        SqlType type =
            decimal(a.precision() + b.scale() + Math.max(b.scale() - a.scale(), 0), scale);
        yield Typed.of(divide(x, a, y, b, type), type);
      }
      case MODULUS -> {
        SqlType type =
            decimal(Math.min(b.precision() - b.scale(), a.precision() - a.scale()) + scale, scale);
        SqlType wide = decimal(whole + scale, scale);
        yield Typed.of(
            Duck.cast(Functions.macro("modulus", Duck.cast(x, wide), Duck.cast(y, wide)), type),
            type);
      }
    };
  }

  private static SqlType decimal(int precision, int scale) {
    return SqlType.decimal(Math.min(SqlType.MAX_PRECISION, precision), scale);
  }

  /** Divides exactly, in whole numbers, and rounds half away from zero. */
  static String divide(String x, SqlType typeOfX, String y, SqlType typeOfY, SqlType type) {
    String quotient =
        Functions.macro(
            "rounded_divide",
            unscaled(x, typeOfX, type.scale() + typeOfY.scale() - typeOfX.scale()),
            unscaled(y, typeOfY, 0));
    return scaled(quotient, type);
  }

  /** By its text where its digits and the zeros would be too many for a DECIMAL. */
  private static String unscaled(String value, SqlType type, int moreZeros) {
    int scale = type.scale();
    String whole =
        scale > 0 && type.precision() + scale > SqlType.MAX_PRECISION
            ? "replace(CAST(" + value + " AS VARCHAR), '.', '')"
            : scale == 0
                ? Duck.cast(value, SqlType.decimal(SqlType.MAX_PRECISION, 0))
                : "("
                    + Duck.cast(value, SqlType.decimal(SqlType.MAX_PRECISION, scale))
                    + " * "
                    + powerOfTen(scale)
                    + ")";
    String digits = "CAST(" + whole + " AS HUGEINT)";
    return moreZeros == 0 ? digits : "(" + digits + " * " + powerOfTen(moreZeros) + "::HUGEINT)";
  }

  private static String scaled(String digits, SqlType type) {
    return type.scale() == 0
        ? Duck.cast(digits, type)
        : Duck.cast(
            "("
                + Duck.cast(digits, SqlType.decimal(SqlType.MAX_PRECISION, 0))
                + " * CAST('"
                + java.math.BigDecimal.ONE.movePointLeft(type.scale()).toPlainString()
                + "' AS DECIMAL("
                + type.scale()
                + ","
                + type.scale()
                + ")))",
            type);
  }

  private static String powerOfTen(int zeros) {
    return "CAST('1"
        + "0".repeat(zeros)
        + "' AS DECIMAL("
        + Math.min(SqlType.MAX_PRECISION, zeros + 1)
        + ",0))";
  }

  /** DATE and TIMESTAMP with INTERVAL; null if these types do not go together. */
  private static Typed times(Operator operator, Typed left, Typed right, Node at) {
    boolean plus = operator == Operator.ADD;
    boolean sum = plus || operator == Operator.SUBTRACT;
    SqlType a = left.type();
    SqlType b = right.type();
    if (sum && b.isInterval() && (isTime(a) || a.equals(b))) {
      return TimeFunctions.sum(left, plus ? right.text() : "(- " + right.text() + ")", b);
    }
    if (plus && a.isInterval() && isTime(b)) {
      return TimeFunctions.sum(right, left.text(), a);
    }
    if (operator == Operator.SUBTRACT
        && (a.kind() == Kind.DATE || a.isTimestamp())
        && (b.kind() == Kind.DATE || b.isTimestamp())) {
      return Typed.of("(" + instant(left) + " - " + instant(right) + ")", SqlType.DAY_TO_SECOND);
    }
    boolean product = operator == Operator.MULTIPLY;
    if ((product || operator == Operator.DIVIDE) && a.isInterval() && isFactor(b)) {
      return times(left, operator, right);
    }
    return product && isFactor(a) && b.isInterval() ? times(right, operator, left) : null;
  }

  private static boolean isFactor(SqlType type) {
    return type.isInteger() || type.kind() == Kind.DOUBLE;
  }

  /** An interval times a number or divided by it, in whole milliseconds or months. */
  private static Typed times(Typed interval, Operator operator, Typed factor) {
    boolean months = interval.type().equals(SqlType.YEAR_TO_MONTH);
    String units = Functions.macro(months ? "months" : "millis", interval.text());
    String number =
        operator == Operator.MULTIPLY
            ? "(" + units + " * " + factor.text() + ")"
            : Functions.macro(
                "float_divide",
                Duck.cast(units, SqlType.DOUBLE),
                Duck.cast(factor.text(), SqlType.DOUBLE));
    return Typed.of(
        months
            ? "to_months(CAST(trunc(" + number + ") AS INTEGER))"
            : "to_milliseconds(CAST(trunc(" + number + ") AS BIGINT))",
        interval.type());
  }

  private static boolean isTime(SqlType type) {
    return type.kind() == Kind.DATE || type.isTimestamp() || type.kind() == Kind.TIME;
  }

  private static String instant(Typed value) {
    return "CAST(" + value.text() + " AS TIMESTAMP)";
  }
}
