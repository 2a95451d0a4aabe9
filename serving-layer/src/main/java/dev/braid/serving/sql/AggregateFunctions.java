package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import java.util.List;

/** Aggregates. */
final class AggregateFunctions {
  private AggregateFunctions() {}

  static void register(Functions.Registry functions) {
    functions.aggregate("count", 0, 1, AggregateFunctions::count);
    functions.aggregate("count_if", 1, 1, AggregateFunctions::countIf);
    functions.aggregate("sum", 1, 1, AggregateFunctions::sum);
    functions.aggregate("avg", 1, 1, AggregateFunctions::average);
    functions.aggregate("min", 1, 1, call -> extreme(call, "min"));
    functions.aggregate("max", 1, 1, call -> extreme(call, "max"));
    functions.aggregate("arbitrary", 1, 1, call -> plain(call, "any_value"));
    functions.aggregate("any_value", 1, 1, call -> plain(call, "any_value"));
    functions.aggregate("min_by", 2, 2, call -> by(call, "arg_min_null"));
    functions.aggregate("max_by", 2, 2, call -> by(call, "arg_max_null"));
    functions.aggregate("bool_and", 1, 1, call -> bool(call, "bool_and"));
    functions.aggregate("every", 1, 1, call -> bool(call, "bool_and"));
    functions.aggregate("bool_or", 1, 1, call -> bool(call, "bool_or"));
    functions.aggregate("bitwise_and_agg", 1, 1, call -> bits(call, "bit_and"));
    functions.aggregate("bitwise_or_agg", 1, 1, call -> bits(call, "bit_or"));
    functions.aggregate("bitwise_xor_agg", 1, 1, call -> bits(call, "bit_xor"));
    for (String name : List.of("var_pop", "var_samp", "stddev_pop", "stddev_samp", "stddev")) {
      functions.aggregate(name, 1, 1, call -> moments(call, name));
    }
    functions.aggregate("variance", 1, 1, call -> moments(call, "var_samp"));
    functions.aggregate("skewness", 1, 1, AggregateFunctions::skewness);
    functions.aggregate("kurtosis", 1, 1, call -> moments(call, "kurtosis"));
    for (String name : List.of("covar_pop", "covar_samp", "corr", "regr_slope", "regr_intercept")) {
      functions.aggregate(name, 2, 2, call -> moments(call, name));
    }
    functions.aggregate("geometric_mean", 1, 1, AggregateFunctions::geometricMean);
    functions.aggregate("approx_distinct", 1, 2, AggregateFunctions::approxDistinct);
    functions.aggregate("approx_percentile", 2, 2, AggregateFunctions::approxPercentile);
    functions.aggregate("array_agg", 1, 1, AggregateFunctions::list);
    functions.aggregate("map_agg", 2, 2, AggregateFunctions::map);
    functions.aggregate("histogram", 1, 1, AggregateFunctions::histogram);
    functions.aggregate("listagg", 5, 5, AggregateFunctions::joined);
    functions.aggregate("merge", 1, 1, AggregateFunctions::merged);
  }

  private static Typed count(Functions.Call call) {
    String argument = call.size() == 0 ? "*" : call.arg(0).text();
    return Typed.of(call.aggregate("count", argument), SqlType.BIGINT);
  }

  private static Typed countIf(Functions.Call call) {
    String condition = call.coerced(0, SqlType.BOOLEAN).text();
    return Typed.of(
        call.aggregate("count", "CASE WHEN " + condition + " THEN 1 END"), SqlType.BIGINT);
  }

  private static Typed sum(Functions.Call call) {
    Typed value = call.arg(0);
    SqlType type = value.type();
    if (type.isInterval()) {
      return ofInterval(call, "sum");
    }
    SqlType result =
        type.isInteger()
            ? SqlType.BIGINT
            : type.isDecimal() ? SqlType.decimal(SqlType.MAX_PRECISION, type.scale()) : type;
    if (!type.isNumeric()) {
      throw call.mismatch("sum of " + type);
    }
    String total = Duck.cast(call.aggregate("sum", value.text()), result);
    return Typed.of(result.isDecimal() ? inRange(total, result) : total, result);
  }

  /** DuckDB's sums of decimals may have a digit more than their type. */
  private static String inRange(String total, SqlType type) {
    return Functions.macro(
        "decimal_sum",
        total,
        Duck.cast(
            "'"
                + "9".repeat(type.precision() - type.scale())
                + "."
                + "9".repeat(type.scale())
                + "'",
            type));
  }

  private static Typed ofInterval(Functions.Call call, String function) {
    boolean months = call.arg(0).type().equals(SqlType.YEAR_TO_MONTH);
    String units = Functions.macro(months ? "months" : "millis", call.arg(0).text());
    String result = "round(" + call.aggregate(function, units) + ")";
    return Typed.of(
        months
            ? "to_months(CAST(" + result + " AS INTEGER))"
            : "to_milliseconds(CAST(" + result + " AS BIGINT))",
        call.arg(0).type());
  }

  private static Typed average(Functions.Call call) {
    Typed value = call.arg(0);
    SqlType type = value.type();
    if (type.isInterval()) {
      return ofInterval(call, "avg");
    }
    if (type.isDecimal()) {
      SqlType total = SqlType.decimal(SqlType.MAX_PRECISION, type.scale());
      String sum = Duck.cast(call.aggregate("sum", value.text()), total);
      String count = call.aggregate("count", value.text());
      return Typed.of(
          "(CASE WHEN "
              + count
              + " > 0 THEN "
              + Arithmetics.divide(sum, total, count, SqlType.decimal(19, 0), type)
              + " END)",
          type);
    }
    if (!type.isNumeric()) {
      throw call.mismatch("avg of " + type);
    }
    SqlType result = type.kind() == Kind.REAL ? SqlType.REAL : SqlType.DOUBLE;
    return Typed.of(Duck.cast(call.aggregate("avg", value.text()), result), result);
  }

  private static Typed plain(Functions.Call call, String function) {
    return Typed.of(call.aggregate(function, call.arg(0).text()), call.arg(0).type());
  }

  /** NaN counts only where there is nothing else. */
  private static Typed extreme(Functions.Call call, String function) {
    Typed value = call.arg(0);
    if (!value.type().isFloating()) {
      return plain(call, function);
    }
    String number = "CASE WHEN isnan(" + value.text() + ") THEN NULL ELSE " + value.text() + " END";
    return Typed.of(
        "coalesce("
            + call.aggregate(function, number)
            + ", "
            + call.aggregate(function, value.text())
            + ")",
        value.type());
  }

  private static Typed by(Functions.Call call, String function) {
    return Typed.of(
        call.aggregate(function, call.arg(0).text() + ", " + call.arg(1).text()),
        call.arg(0).type());
  }

  private static Typed bool(Functions.Call call, String function) {
    return Typed.of(
        call.aggregate(function, call.coerced(0, SqlType.BOOLEAN).text()), SqlType.BOOLEAN);
  }

  private static Typed bits(Functions.Call call, String function) {
    return Typed.of(
        call.aggregate(function, call.coerced(0, SqlType.BIGINT).text()), SqlType.BIGINT);
  }

  private static Typed moments(Functions.Call call, String function) {
    String arguments = call.coerced(0, SqlType.DOUBLE).text();
    if (call.size() == 2) {
      arguments += ", " + call.coerced(1, SqlType.DOUBLE).text();
    }
    String moment = call.aggregate(function, arguments);
    // Where one of the two does not vary DuckDB has NaN.
    return Typed.of(
        call.size() == 1
            ? moment
            : "(CASE WHEN isnan(" + moment + ") THEN NULL ELSE " + moment + " END)",
        SqlType.DOUBLE);
  }

  /** Of the whole population; DuckDB's is of a sample. */
  private static Typed skewness(Functions.Call call) {
    String value = call.coerced(0, SqlType.DOUBLE).text();
    String n = Duck.cast(call.aggregate("count", value), SqlType.DOUBLE);
    return Typed.of(
        "("
            + call.aggregate("skewness", value)
            + " * (%s - 2) / sqrt(%s * (%s - 1)))".formatted(n, n, n),
        SqlType.DOUBLE);
  }

  private static Typed geometricMean(Functions.Call call) {
    return Typed.of(
        "exp(" + call.aggregate("avg", "ln(" + call.coerced(0, SqlType.DOUBLE).text() + ")") + ")",
        SqlType.DOUBLE);
  }

  /** Exactly: DuckDB's sketch is off by more than Trino's error may be. */
  private static Typed approxDistinct(Functions.Call call) {
    if (call.isDistinct()) {
      return count(call);
    }
    return Typed.of(call.aggregate("count", "DISTINCT " + call.arg(0).text()), SqlType.BIGINT);
  }

  private static Typed approxPercentile(Functions.Call call) {
    Typed value = call.arg(0);
    SqlType type = value.type();
    if (!type.isNumeric() || type.isDecimal()) {
      throw call.mismatch("approx_percentile of " + type + "; cast it to DOUBLE");
    }
    Typed fraction = call.arg(1);
    boolean many = fraction.type().kind() == Kind.ARRAY;
    SqlType result = many ? SqlType.array(type) : type;
    String fractions =
        many
            ? Duck.cast(fraction.text(), SqlType.array(SqlType.REAL))
            : Duck.cast(call.coerced(1, SqlType.DOUBLE).text(), SqlType.REAL);
    return Typed.of(
        Duck.cast(call.aggregate("approx_quantile", value.text() + ", " + fractions), result),
        result);
  }

  private static Typed list(Functions.Call call) {
    return Typed.of(call.aggregate("list", call.arg(0).text()), SqlType.array(call.arg(0).type()));
  }

  private static Typed map(Functions.Call call) {
    return Typed.of(
        Functions.macro(
            "map_agg",
            "list_filter("
                + call.aggregate(
                    "list",
                    "struct_pack(k := " + call.arg(0).text() + ", v := " + call.arg(1).text() + ")")
                + ", lambda m: m.k IS NOT NULL)"),
        SqlType.map(call.arg(0).type(), call.arg(1).type()));
  }

  private static Typed histogram(Functions.Call call) {
    SqlType type = SqlType.map(call.arg(0).type(), SqlType.BIGINT);
    return Typed.of(Duck.cast(call.aggregate("histogram", call.arg(0).text()), type), type);
  }

  private static Typed joined(Functions.Call call) {
    if (!call.arg(2).text().equals("true")) {
      throw call.notSupported("ON OVERFLOW TRUNCATE");
    }
    if (call.arg(0).type().kind() != Kind.VARCHAR && !call.arg(0).isNull()) {
      throw ServingErrors.typeMismatch(
          "listagg of a " + call.arg(0).type(), Statements.at(call.node()));
    }
    String separator = call.coerced(1, SqlType.VARCHAR).text();
    return Typed.of(
        call.aggregate("string_agg", call.coerced(0, SqlType.VARCHAR).text() + ", " + separator),
        SqlType.VARCHAR);
  }

  private static Typed merged(Functions.Call call) {
    StateColumns states = call.states(0);
    if (states == null) {
      throw call.invalid(
          "merge wants a column of a view in braid.merged or braid.batch by its name, as it stands in"
              + " FROM: the states of other expressions are not kept");
    }
    if (call.isDistinct()) {
      throw call.notSupported("merge(DISTINCT …)");
    }
    return states.merged(call);
  }
}
