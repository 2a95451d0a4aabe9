package dev.braid.batch.compile;

import dev.braid.aggregate.Aggregates;
import dev.braid.function.BoundFunction;
import dev.braid.function.ScalarFunction;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Cast;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.Literal;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Calls of any function: of all combinations of a column of each type and some constants, those
 * that it takes.
 */
final class SampleCalls {
  private static final int MAX_ARGUMENTS = 3;
  private static final int SAMPLES = 6;
  private static final List<Literal> CONSTANTS =
      List.of(
          new Literal(DataType.VARCHAR, "day"),
          new Literal(DataType.VARCHAR, "a"),
          new Literal(DataType.INTEGER, 2),
          new Literal(DataType.BIGINT, 10L),
          new Literal(DataType.DOUBLE, 0.5),
          new Literal(DataType.array(DataType.DOUBLE), List.of(0.25, 0.75)));

  private final List<Expression> candidates = new ArrayList<>();

  SampleCalls(Source source) {
    Map<DataType, Expression> byType = new LinkedHashMap<>();
    for (int i = 0; i < source.columns().size(); i++) {
      dev.braid.source.Column column = source.columns().get(i);
      byType.put(column.type(), new ColumnRef(column.name(), i, column.type()));
    }
    candidates.addAll(byType.values());
    candidates.addAll(CONSTANTS);
  }

  List<Expression> of(ScalarFunction function) {
    return sample(
        arguments ->
            function.bind(arguments).flatMap(bound -> call(function.name(), bound, arguments)));
  }

  /** Empty if a constant would be one no more. */
  private static Optional<Expression> call(
      String name, BoundFunction bound, List<Expression> arguments) {
    List<Expression> coerced = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      DataType parameter = bound.parameters().get(i);
      if (argument.type().equals(parameter)) {
        coerced.add(argument);
      } else if (argument instanceof Literal) {
        return Optional.empty();
      } else {
        coerced.add(new Cast(argument, parameter));
      }
    }
    return Optional.of(new FunctionCall(name, coerced, bound.result()));
  }

  List<AggregateCall> ofAggregate(String name, Expression filter) {
    return sample(
        arguments ->
            Aggregates.resolve(name, arguments)
                .map(bound -> new AggregateCall(name, arguments, filter)));
  }

  private <T> List<T> sample(Function<List<Expression>, Optional<T>> binder) {
    List<T> all = new ArrayList<>();
    for (int arity = 0; arity <= MAX_ARGUMENTS; arity++) {
      collect(List.of(), arity, binder, all);
    }
    List<T> sample = new ArrayList<>();
    int step = Math.max(1, all.size() / SAMPLES);
    for (int i = 0; i < all.size(); i += step) {
      sample.add(all.get(i));
    }
    return sample;
  }

  private <T> void collect(
      List<Expression> arguments,
      int more,
      Function<List<Expression>, Optional<T>> binder,
      List<T> to) {
    if (more == 0) {
      binder.apply(arguments).ifPresent(to::add);
      return;
    }
    for (Expression candidate : candidates) {
      List<Expression> longer = new ArrayList<>(arguments);
      longer.add(candidate);
      collect(longer, more - 1, binder, to);
    }
  }
}
