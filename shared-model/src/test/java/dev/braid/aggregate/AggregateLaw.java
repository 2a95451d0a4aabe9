package dev.braid.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;

/**
 * What one aggregate must do over arguments of some types.
 *
 * @param rows of arguments, constants included
 * @param answer the right one, by brute force; null for a sketch
 * @param sketch judges a result that need not be exact; null if it must be
 * @param canonical whether states of the same rows are the same, whatever the split
 * @param tolerance by how much floating numbers may differ
 */
record AggregateLaw(
    String function,
    List<Expression> arguments,
    Arbitrary<List<Object[]>> rows,
    Function<List<Object[]>, Object> answer,
    Judge sketch,
    boolean canonical,
    ToDoubleFunction<List<Object[]>> tolerance) {

  /** Fails if a result is not near enough. */
  @FunctionalInterface
  interface Judge {
    void judge(List<Object[]> rows, Object result);
  }

  static AggregateLaw exact(
      String function,
      List<Expression> arguments,
      Arbitrary<List<Object[]>> rows,
      Function<List<Object[]>, Object> answer) {
    return new AggregateLaw(function, arguments, rows, answer, null, true, r -> 0);
  }

  static AggregateLaw sketch(
      String function, List<Expression> arguments, Arbitrary<List<Object[]>> rows, Judge judge) {
    return new AggregateLaw(function, arguments, rows, null, judge, false, r -> 0);
  }

  AggregateLaw toWithin(ToDoubleFunction<List<Object[]>> size) {
    return new AggregateLaw(
        function, arguments, rows, answer, sketch, canonical, r -> 1e-9 * size.applyAsDouble(r));
  }

  /** A sketch whose bytes do not depend on the split. */
  AggregateLaw andCanonical() {
    return new AggregateLaw(function, arguments, rows, answer, sketch, true, tolerance);
  }

  AggregateFunction bind() {
    return Aggregates.resolve(function, arguments).orElseThrow();
  }

  /** A new state that has taken the rows. */
  State filled(List<Object[]> given) {
    State state = bind().empty();
    given.forEach(row -> add(state, row));
    return state;
  }

  void add(State state, Object[] row) {
    state.add(Cell.row(arguments.stream().map(Expression::type).toList(), row));
  }

  void assertAnswer(List<Object[]> given, Object result) {
    if (sketch == null) {
      assertSame(given, result, answer.apply(given));
    } else {
      sketch.judge(given, result);
    }
  }

  void assertSame(List<Object[]> given, Object actual, Object expected) {
    double most = tolerance.applyAsDouble(given);
    if (most > 0 && expected instanceof Double number && Double.isFinite(number)) {
      assertThat((Double) actual).isCloseTo(number, offset(most));
    } else if (most > 0 && expected instanceof Float number && Float.isFinite(number)) {
      double ulp = 2 * Math.ulp(number);
      assertThat(((Float) actual).doubleValue()).isCloseTo(number, offset(most + ulp));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  @Override
  public String toString() {
    return arguments.stream()
        .map(Expression::type)
        .map(DataType::toString)
        .collect(Collectors.joining(", ", function + "(", ")"));
  }
}
