package dev.braid.serving.oracle;

import dev.braid.expression.Conversions;
import dev.braid.function.BoundFunction;
import dev.braid.function.ScalarFunction;
import dev.braid.function.ScalarFunctions;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Cast;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.Literal;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.random.RandomViews;
import dev.braid.source.Column;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Views of one call of one function, with random arguments that it takes: those of three arguments
 * are rare in {@link RandomViews}.
 */
final class RandomCalls {
  private static final int TRIES = 20_000;

  private static final List<Literal> CONSTANTS =
      Stream.of(
              constants(
                  DataType.VARCHAR,
                  "second",
                  "minute",
                  "hour",
                  "day",
                  "week",
                  "month",
                  "quarter",
                  "year",
                  "%Y-%m-%d",
                  "%d.%m.%y %H:%i:%s",
                  "%a %b %e, %k:%i %p",
                  "%j %M %W",
                  "a",
                  "b",
                  "ab",
                  "-",
                  "a%",
                  "_b%",
                  "%a\\%",
                  "\\",
                  "a+",
                  "(a)(b)",
                  "[^x]+"),
              constants(DataType.INTEGER, 0, 1, 2, -1, 3),
              constants(DataType.BIGINT, 0L, 1L, 2L, -2L, 5L, 12L, 400L),
              constants(DataType.DOUBLE, 0.5, 1.0, 2.0),
              constants(DataType.DATE, day("2023-01-31"), day("2024-08-31"), day("2020-02-29")))
          .flatMap(List::stream)
          .toList();

  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata");

  private final ScalarFunction function;
  private final Random random;

  private RandomCalls(ScalarFunction function, Random random) {
    this.function = function;
    this.random = random;
  }

  /** Empty if no arguments were found. */
  static Optional<ViewPlan> plan(String name, long seed) {
    ScalarFunction function = ScalarFunctions.find(name).orElseThrow();
    return new RandomCalls(function, new Random(seed)).call().map(RandomCalls::extremes);
  }

  /** Grouped by a column that hardly two events share: nearly every result is seen by itself. */
  private static ViewPlan extremes(Expression call) {
    int last = RandomViews.SOURCE.columns().size() - 1;
    Column column = RandomViews.SOURCE.columns().get(last);
    return new ViewPlan(
        RandomViews.SOURCE.name(),
        null,
        List.of(new KeyColumn("k", new ColumnRef(column.name(), last, column.type()))),
        List.of(
            new AggregateCall("min", List.of(call), null),
            new AggregateCall("max", List.of(call), null)),
        List.of(
            new OutputColumn("least", new ColumnRef("_a0", 1, call.type())),
            new OutputColumn("greatest", new ColumnRef("_a1", 2, call.type()))));
  }

  private Optional<Expression> call() {
    for (int i = 0; i < TRIES; i++) {
      List<Expression> arguments = new ArrayList<>();
      for (int a = random.nextInt(3); a >= 0; a--) {
        arguments.add(argument());
      }
      Optional<BoundFunction> bound = function.bind(arguments);
      if (bound.isPresent() && arguments.stream().anyMatch(a -> !(a instanceof Literal))) {
        return Optional.of(call(bound.get(), arguments));
      }
    }
    return Optional.empty();
  }

  private Expression argument() {
    if (random.nextBoolean()) {
      return CONSTANTS.get(random.nextInt(CONSTANTS.size()));
    }
    int index = random.nextInt(RandomViews.SOURCE.columns().size());
    Column column = RandomViews.SOURCE.columns().get(index);
    Expression value = new ColumnRef(column.name(), index, column.type());
    return column.type().isTimestamp() && random.nextBoolean()
        ? new Cast(value, DataType.timestampIn(ZONES.get(random.nextInt(ZONES.size()))))
        : value;
  }

  private static List<Literal> constants(DataType type, Object... values) {
    return Arrays.stream(values).map(value -> new Literal(type, value)).toList();
  }

  private static Integer day(String text) {
    return Temporals.parseDate(text).orElseThrow();
  }

  private Expression call(BoundFunction bound, List<Expression> arguments) {
    List<Expression> coerced = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      coerced.add(coerced(arguments.get(i), bound.parameters().get(i)));
    }
    return new FunctionCall(function.name(), coerced, bound.result());
  }

  private static Expression coerced(Expression argument, DataType type) {
    if (argument.type().equals(type)) {
      return argument;
    }
    return argument instanceof Literal literal
        ? new Literal(type, Conversions.convert(literal.type(), literal.value(), type))
        : new Cast(argument, type);
  }
}
