package dev.braid.serving.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Functions of numbers. */
final class NumberFunctions {
  private NumberFunctions() {}

  static void register(Functions.Registry functions) {
    functions.scalar("abs", 1, 1, call -> sameNumber(call, "abs"));
    functions.scalar("sign", 1, 1, NumberFunctions::sign);
    functions.scalar("ceil", 1, 1, call -> whole(call, "ceil"));
    functions.scalar("ceiling", 1, 1, call -> whole(call, "ceil"));
    functions.scalar("floor", 1, 1, call -> whole(call, "floor"));
    functions.scalar("truncate", 1, 2, NumberFunctions::truncate);
    functions.scalar("round", 1, 2, call -> rounded(call, "round"));
    functions.scalar("mod", 2, 2, NumberFunctions::mod);
    functions.scalar("greatest", 1, Integer.MAX_VALUE, call -> extreme(call, "greatest"));
    functions.scalar("least", 1, Integer.MAX_VALUE, call -> extreme(call, "least"));
    for (String name :
        List.of("cbrt", "exp", "atan", "degrees", "radians", "sinh", "cosh", "tanh")) {
      functions.scalar(name, 1, 1, Functions.same(SqlType.DOUBLE));
    }
    functions.scalar("atan2", 2, 2, Functions.same(SqlType.DOUBLE));
    for (String name :
        List.of("sqrt", "ln", "log2", "log10", "sin", "cos", "tan", "asin", "acos")) {
      functions.scalar(
          name, 1, 1, Functions.byMacro(name, SqlType.DOUBLE, (c, i) -> SqlType.DOUBLE));
    }
    functions.scalar(
        "log", 2, 2, Functions.byMacro("log", SqlType.DOUBLE, (c, i) -> SqlType.DOUBLE));
    functions.scalar("power", 2, 2, Functions.renamed("pow", SqlType.DOUBLE, SqlType.DOUBLE));
    functions.scalar("pow", 2, 2, Functions.renamed("pow", SqlType.DOUBLE, SqlType.DOUBLE));
    functions.scalar("pi", 0, 0, call -> Typed.of("pi()", SqlType.DOUBLE));
    functions.scalar("e", 0, 0, call -> Typed.of("exp(CAST(1 AS DOUBLE))", SqlType.DOUBLE));
    functions.scalar("nan", 0, 0, call -> Typed.of("CAST('nan' AS DOUBLE)", SqlType.DOUBLE));
    functions.scalar("infinity", 0, 0, call -> Typed.of("CAST('inf' AS DOUBLE)", SqlType.DOUBLE));
    functions.scalar("is_nan", 1, 1, Functions.renamed("isnan", SqlType.DOUBLE, SqlType.BOOLEAN));
    functions.scalar(
        "is_finite", 1, 1, Functions.renamed("isfinite", SqlType.DOUBLE, SqlType.BOOLEAN));
    functions.scalar(
        "is_infinite", 1, 1, Functions.renamed("isinf", SqlType.DOUBLE, SqlType.BOOLEAN));
    functions.scalar("random", 0, 2, NumberFunctions::random);
    functions.scalar("rand", 0, 2, NumberFunctions::random);
    functions.scalar("bitwise_and", 2, 2, call -> bits(call, "&"));
    functions.scalar("bitwise_or", 2, 2, call -> bits(call, "|"));
    functions.scalar("bitwise_xor", 2, 2, call -> bitsXor(call));
    functions.scalar(
        "bitwise_not",
        1,
        1,
        call -> Typed.of("(~ " + call.coerced(0, SqlType.BIGINT).text() + ")", SqlType.BIGINT));
    functions.scalar(
        "width_bucket",
        4,
        4,
        call ->
            Typed.of(
                Functions.macro(
                    "width_bucket",
                    call.coerced(0, SqlType.DOUBLE).text(),
                    call.coerced(1, SqlType.DOUBLE).text(),
                    call.coerced(2, SqlType.DOUBLE).text(),
                    call.coerced(3, SqlType.BIGINT).text()),
                SqlType.BIGINT));
  }

  private static Typed sameNumber(Functions.Call call, String function) {
    Typed value = number(call);
    return Typed.of(Duck.cast(function + "(" + value.text() + ")", value.type()), value.type());
  }

  private static Typed number(Functions.Call call) {
    Typed value = call.arg(0);
    if (!value.type().isNumeric()) {
      throw call.mismatch(call.name() + " of a " + value.type());
    }
    return value;
  }

  private static Typed sign(Functions.Call call) {
    Typed value = number(call);
    SqlType type = value.type().isDecimal() ? SqlType.decimal(1, 0) : value.type();
    return Typed.of(
        value.type().isFloating()
            ? Functions.macro("sign", value.text())
            : Duck.cast("sign(" + value.text() + ")", type),
        type);
  }

  private static Typed whole(Functions.Call call, String function) {
    Typed value = number(call);
    if (value.type().isInteger()) {
      return value;
    }
    SqlType type = value.type().isDecimal() ? wholeDecimal(value.type()) : value.type();
    return Typed.of(Duck.cast(function + "(" + value.text() + ")", type), type);
  }

  private static SqlType wholeDecimal(SqlType type) {
    int digits = type.precision() - type.scale() + Math.min(type.scale(), 1);
    return SqlType.decimal(Math.min(SqlType.MAX_PRECISION, digits), 0);
  }

  private static Typed truncate(Functions.Call call) {
    if (call.size() == 2 && !number(call).type().isDecimal()) {
      throw call.mismatch("truncate to digits is for a decimal, not a " + call.arg(0).type());
    }
    return rounded(call, "trunc");
  }

  private static Typed rounded(Functions.Call call, String function) {
    if (call.size() == 1) {
      return whole(call, function);
    }
    Typed value = number(call);
    String digits = call.coerced(1, SqlType.INTEGER).text();
    SqlType type = value.type();
    if (type.isDecimal()) {
      boolean grows = function.equals("round") && type.scale() > 0;
      type =
          SqlType.decimal(
              Math.min(SqlType.MAX_PRECISION, type.precision() + (grows ? 1 : 0)), type.scale());
      if (!(call.arg(1).constant() instanceof Long)) {
        throw call.notSupported(call.name() + " of a DECIMAL to digits that are not a constant");
      }
    }
    String text =
        type.isFloating()
            ? Functions.macro(function + "_float", value.text(), digits)
            : function + "(" + value.text() + ", " + digits + ")";
    return Typed.of(Duck.cast(text, type), type);
  }

  private static Typed mod(Functions.Call call) {
    return Arithmetics.binary(
        io.trino.sql.tree.ArithmeticBinaryExpression.Operator.MODULUS,
        call.arg(0),
        call.arg(1),
        call.node());
  }

  private static Typed extreme(Functions.Call call, String function) {
    List<Typed> values = call.unified();
    SqlType type = values.get(0).type();
    String extreme = function + "(" + Duck.list(values) + ")";
    if (type.isFloating()) {
      // NaN counts only where there is nothing else.
      String numbers =
          values.stream()
              .map(v -> "CASE WHEN isnan(" + v.text() + ") THEN NULL ELSE " + v.text() + " END")
              .collect(Collectors.joining(", "));
      extreme = "coalesce(" + function + "(" + numbers + "), " + extreme + ")";
    }
    String anyNull =
        values.stream().map(value -> value.text() + " IS NULL").collect(Collectors.joining(" OR "));
    return Typed.of("(CASE WHEN %s THEN NULL ELSE %s END)".formatted(anyNull, extreme), type);
  }

  private static Typed random(Functions.Call call) {
    return switch (call.size()) {
      case 0 -> Typed.of("random()", SqlType.DOUBLE);
      case 1 -> between(call, "0", call.arg(0).text());
      default -> between(call, call.arg(0).text(), call.arg(1).text());
    };
  }

  private static Typed between(Functions.Call call, String from, String to) {
    SqlType type = call.arg(call.size() - 1).type();
    if (!type.isInteger()) {
      throw call.mismatch("random of a " + type);
    }
    return Typed.of(
        Duck.cast("floor(random() * (" + to + " - " + from + ")) + " + from, type), type);
  }

  private static Typed bits(Functions.Call call, String operator) {
    return Typed.of(
        "("
            + call.coerced(0, SqlType.BIGINT).text()
            + " "
            + operator
            + " "
            + call.coerced(1, SqlType.BIGINT).text()
            + ")",
        SqlType.BIGINT);
  }

  private static Typed bitsXor(Functions.Call call) {
    return Typed.of(
        "xor("
            + call.coerced(0, SqlType.BIGINT).text()
            + ", "
            + call.coerced(1, SqlType.BIGINT).text()
            + ")",
        SqlType.BIGINT);
  }
}
