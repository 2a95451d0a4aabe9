package dev.braid.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.plan.Expression;
import dev.braid.type.Binary;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No state outgrows what its fields say; sketches are filled to find out. */
class StateSizeTest {
  private static final Expression BIGINT = AggregateValues.column(0, DataType.BIGINT);

  private static AggregateFunction bind(String function, Expression... arguments) {
    return Aggregates.resolve(function, List.of(arguments)).orElseThrow();
  }

  private static Expression constant(Object value) {
    return value instanceof Long
        ? AggregateValues.constant(DataType.BIGINT, value)
        : AggregateValues.constant(DataType.DOUBLE, value);
  }

  private static StateSize size(AggregateFunction function) {
    return function.stateFields().stream()
        .map(StateField::size)
        .reduce(StateSize::plus)
        .orElseThrow();
  }

  private static int stored(AggregateFunction function, State state) {
    Object[] fields = new Object[function.stateFields().size()];
    state.store(fields, 0);
    return ((Binary) fields[0]).bytes().length;
  }

  @Test
  void fixedWidthsAreExact() {
    assertThat(size(bind("count", BIGINT))).hasToString("8");
    assertThat(size(bind("sum", BIGINT))).hasToString("16");
    assertThat(size(bind("avg", BIGINT))).hasToString("24");
    assertThat(size(bind("corr", BIGINT, BIGINT))).hasToString("48");
    assertThat(size(bind("bool_and", AggregateValues.column(0, DataType.BOOLEAN))))
        .hasToString("1");
    assertThat(size(bind("max", AggregateValues.column(0, DataType.decimal(18, 2)))))
        .hasToString("8");
    assertThat(size(bind("max", AggregateValues.column(0, DataType.VARCHAR))))
        .hasToString("by value");
    assertThat(size(bind("max_by", BIGINT, AggregateValues.column(1, DataType.VARCHAR))))
        .hasToString("8 and 1 value");
    assertThat(size(bind("histogram", AggregateValues.column(0, DataType.VARCHAR))))
        .hasToString("at most 12,005 and 1,000 values");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.26, 0.1, 0.023, 0.01, 0.0040625})
  void distinctCountsStayBelowTheirBound(double error) {
    AggregateFunction function = bind("approx_distinct", BIGINT, constant(error));
    long bound = size(function).bytes();
    int largest = 0;
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      State state = function.empty();
      Cell[] arguments = Cell.row(2);
      for (int i = 1; i <= 1_000_000; i++) {
        arguments[0].setLong(random.nextLong());
        state.add(arguments);
        if (i % 10_007 == 0 || i < 3_000 && i % 13 == 0) {
          largest = Math.max(largest, stored(function, state));
        }
      }
    }
    assertThat((long) largest).isBetween(bound / 3, bound);
  }

  @ParameterizedTest
  @CsvSource({"sorted", "reversed", "shuffled", "skewed", "constant"})
  void percentilesStayBelowTheirBound(String order) {
    AggregateFunction function =
        bind("approx_percentile", AggregateValues.column(0, DataType.DOUBLE), constant(0.5));
    Random random = new Random(7);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 300_000; i++) {
      values.add(
          switch (order) {
            case "skewed" -> Math.exp(random.nextGaussian() * 20);
            case "constant" -> 1.0;
            default -> (double) i;
          });
    }
    if (order.equals("reversed")) {
      Collections.reverse(values);
    } else if (order.equals("shuffled")) {
      Collections.shuffle(values, random);
    }
    State state = function.empty();
    State merged = function.empty();
    State part = function.empty();
    int largest = 0;
    Cell[] arguments = Cell.row(2);
    for (int i = 0; i < values.size(); i++) {
      arguments[0].setDouble(values.get(i));
      state.add(arguments);
      part.add(arguments);
      if (i % 997 == 0) {
        merged.merge(part);
        part = function.empty();
        largest = Math.max(largest, stored(function, state));
        largest = Math.max(largest, stored(function, merged));
      }
    }
    long bound = size(function).bytes();
    assertThat((long) largest).isBetween(bound / 2, bound);
  }

  private static final IntFunction<Object> WIDEST =
      i -> new BigDecimal(BigInteger.TEN.pow(38).subtract(BigInteger.valueOf(i + 1L)));

  @Test
  void countsByValueComeUpToTheirBound() {
    DataType widest = DataType.decimal(38, 0);
    assertFull(bind("histogram", BIGINT), 1000, 0, DataType.BIGINT, i -> (long) i);
    assertFull(bind("histogram", AggregateValues.column(0, widest)), 1000, 0, widest, WIDEST);
    assertFull(
        bind(
            "approx_most_frequent",
            constant(3L),
            AggregateValues.column(1, DataType.BIGINT),
            constant(50L)),
        50,
        1,
        DataType.BIGINT,
        i -> (long) i);
  }

  private static void assertFull(
      AggregateFunction function,
      int values,
      int argument,
      DataType type,
      IntFunction<Object> value) {
    State state = function.empty();
    Cell[] arguments = Cell.row(3);
    for (int i = 0; i < values; i++) {
      arguments[argument].set(type, value.apply(i));
      state.add(arguments);
    }
    assertThat((long) stored(function, state)).isEqualTo(size(function).bytes());
  }

  @Test
  void textIsCountedByValue() {
    AggregateFunction function = bind("histogram", AggregateValues.column(0, DataType.VARCHAR));
    State state = function.empty();
    Function<Integer, String> text = i -> "value %04d".formatted(i);
    IntStream.range(0, 1000)
        .forEach(i -> state.add(Cell.row(List.of(DataType.VARCHAR), text.apply(i))));
    StateSize size = size(function);
    assertThat((long) stored(function, state)).isEqualTo(size.bytes() + size.values() * 10);
  }
}
