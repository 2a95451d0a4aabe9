package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.weekday;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.type.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The functions of {@link dev.braid.function.ScalarFunctions} that have a native form, by name. All
 * others go over the {@link Bridge}.
 */
final class SparkFunctions {
  private static final Map<String, SparkFunction> NATIVE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("abs", SparkFunctions::abs),
              Map.entry("concat", SparkFunctions::concat),
              Map.entry("date_trunc", new SparkDateTrunc()),
              Map.entry("day", dateField(functions::dayofmonth)),
              Map.entry("day_of_month", dateField(functions::dayofmonth)),
              Map.entry("day_of_week", dateField(day -> weekday(day).plus(lit(1)))),
              Map.entry("day_of_year", dateField(functions::dayofyear)),
              Map.entry("dow", dateField(day -> weekday(day).plus(lit(1)))),
              Map.entry("doy", dateField(functions::dayofyear)),
              Map.entry("hour", dateField(functions::hour)),
              Map.entry("length", unary(functions::length)),
              Map.entry("like", new SparkLike()),
              Map.entry("minute", dateField(functions::minute)),
              Map.entry("month", dateField(functions::month)),
              Map.entry("quarter", dateField(functions::quarter)),
              Map.entry("second", dateField(functions::second)),
              Map.entry("sqrt", unary(functions::sqrt)),
              Map.entry("starts_with", SparkFunctions::startsWith),
              Map.entry("week", dateField(functions::weekofyear)),
              Map.entry("week_of_year", dateField(functions::weekofyear)),
              Map.entry("year", dateField(functions::year))));

  private SparkFunctions() {}

  static Set<String> names() {
    return NATIVE.keySet();
  }

  static Optional<Column> translate(FunctionCall call, ExpressionTranslator arguments) {
    return Optional.ofNullable(NATIVE.get(call.function()))
        .flatMap(function -> function.translate(call, arguments));
  }

  /** Why a call that {@link #translate} leaves alone is none of Spark's. */
  static String difference(FunctionCall call) {
    return NATIVE.containsKey(call.function())
        ? "Spark's " + call.function() + " is not equal for such arguments"
        : "Spark has no function that is equal everywhere";
  }

  /** Spark counts in INTEGER what Trino counts in BIGINT. */
  private static SparkFunction unary(UnaryOperator<Column> function) {
    return (call, arguments) -> {
      Column value = function.apply(arguments.translate(call.arguments().get(0)));
      return Optional.of(value.cast(SparkTypes.of(call.type())));
    };
  }

  /** Spark reads the session's clock, which is UTC's. */
  private static SparkFunction dateField(UnaryOperator<Column> field) {
    SparkFunction inUtc = unary(field);
    return (call, arguments) -> {
      DataType type = call.arguments().get(0).type();
      boolean zoned = type.zone() != null && !type.zone().equals(DataType.UTC);
      return zoned ? Optional.empty() : inUtc.translate(call, arguments);
    };
  }

  /** Not of integers: Spark leaves the least of them as it is. */
  private static Optional<Column> abs(FunctionCall call, ExpressionTranslator arguments) {
    Expression value = call.arguments().get(0);
    return value.type().isInteger()
        ? Optional.empty()
        : Optional.of(functions.abs(arguments.translate(value)));
  }

  private static Optional<Column> concat(FunctionCall call, ExpressionTranslator arguments) {
    return Optional.of(
        functions.concat(
            call.arguments().stream().map(arguments::translate).toArray(Column[]::new)));
  }

  private static Optional<Column> startsWith(FunctionCall call, ExpressionTranslator arguments) {
    Column text = arguments.translate(call.arguments().get(0));
    return Optional.of(text.startsWith(arguments.translate(call.arguments().get(1))));
  }
}
