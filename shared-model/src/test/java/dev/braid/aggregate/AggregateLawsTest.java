package dev.braid.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every aggregate over every type it takes: against brute force, and as the monoid it must be. */
class AggregateLawsTest {
  private static final DataType MONEY = DataType.decimal(18, 2);
  private static final DataType WIDEST_SUMMED = DataType.decimal(28, 10);
  private static final DataType WIDEST = DataType.decimal(38, 0);
  private static final List<DataType> NUMBERS =
      List.of(DataType.INTEGER, DataType.BIGINT, DataType.DOUBLE, MONEY, WIDEST_SUMMED);
  private static final List<DataType> ALL =
      List.of(
          DataType.BOOLEAN,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.DOUBLE,
          MONEY,
          WIDEST_SUMMED,
          WIDEST,
          DataType.VARCHAR,
          DataType.DATE,
          DataType.TIMESTAMP);

  /** A function, its argument's type and the values it is given. */
  record Input(String function, DataType type, List<Object> values) {
    AggregateFunction bound() {
      return Aggregates.resolve(function, Optional.of(type)).orElseThrow();
    }

    List<Object> present() {
      return values.stream().filter(Objects::nonNull).toList();
    }
  }

  @Property
  void equalsBruteForce(@ForAll("inputs") Input input) {
    AggregateFunction function = input.bound();
    State state = filled(function, input.values());
    assertSame(input, state.result(), bruteForce(input));
  }

  @Property
  void anySplitInAnyOrderGivesTheSame(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.bound();
    List<Object> values = new ArrayList<>(input.values());
    Collections.shuffle(values, random);
    List<State> parts = new ArrayList<>();
    for (int from = 0; from < values.size(); ) {
      int to = from + random.nextInt(values.size() - from + 1);
      parts.add(filled(function, values.subList(from, to)));
      from = to;
    }
    while (parts.size() > 1) {
      State right = parts.remove(random.nextInt(parts.size()));
      State left = parts.remove(random.nextInt(parts.size()));
      left = random.nextBoolean() ? restored(function, left) : left;
      left.merge(random.nextBoolean() ? restored(function, right) : right);
      parts.add(left);
    }
    State merged = parts.isEmpty() ? function.empty() : parts.get(0);
    State whole = filled(function, input.values());
    assertSame(input, merged.result(), whole.result());
    assertSameFields(input, fields(function, merged), fields(function, whole));
  }

  @Property
  void mergeIsAssociative(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.bound();
    List<State> abc = threeParts(input, random);
    State leftFirst = copy(function, abc.get(0));
    leftFirst.merge(abc.get(1));
    leftFirst.merge(abc.get(2));
    State rightFirst = copy(function, abc.get(1));
    rightFirst.merge(abc.get(2));
    State left = copy(function, abc.get(0));
    left.merge(rightFirst);
    assertSameFields(input, fields(function, leftFirst), fields(function, left));
  }

  @Property
  void mergeIsCommutative(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.bound();
    List<State> parts = threeParts(input, random);
    State ab = copy(function, parts.get(0));
    ab.merge(parts.get(1));
    State ba = copy(function, parts.get(1));
    ba.merge(parts.get(0));
    assertSameFields(input, fields(function, ab), fields(function, ba));
  }

  @Property
  void emptyIsTheIdentity(@ForAll("inputs") Input input) {
    AggregateFunction function = input.bound();
    State state = filled(function, input.values());
    Object[] before = fields(function, state);
    state.merge(restored(function, function.empty()));
    assertThat(fields(function, state)).isEqualTo(before);
    State fromEmpty = function.empty();
    fromEmpty.merge(state);
    assertThat(fields(function, fromEmpty)).isEqualTo(before);
  }

  @Property
  void mergeLeavesTheOtherAlone(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.bound();
    List<State> parts = threeParts(input, random);
    Object[] before = fields(function, parts.get(1));
    State target = parts.get(0);
    target.merge(parts.get(1));
    target.merge(parts.get(2));
    assertThat(fields(function, parts.get(1))).isEqualTo(before);
  }

  private static List<State> threeParts(Input input, Random random) {
    List<State> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(input.bound().empty());
    }
    input.values().forEach(value -> parts.get(random.nextInt(3)).add(value));
    return parts;
  }

  private static State filled(AggregateFunction function, List<Object> values) {
    State state = function.empty();
    values.forEach(state::add);
    return state;
  }

  private static State copy(AggregateFunction function, State state) {
    State copy = function.empty();
    copy.merge(state);
    return copy;
  }

  private static State restored(AggregateFunction function, State state) {
    return function.load(fields(function, state), 0);
  }

  private static Object[] fields(AggregateFunction function, State state) {
    Object[] fields = new Object[function.stateFields().size()];
    state.store(fields, 0);
    return fields;
  }

  private static void assertSameFields(Input input, Object[] actual, Object[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertSame(input, actual[i], expected[i]);
    }
  }

  /** Doubles to 1e-9 of the size of what went in: a sum may cancel to nearly nothing. */
  private static void assertSame(Input input, Object actual, Object expected) {
    boolean sums = List.of("sum", "avg").contains(input.function());
    if (sums && expected instanceof Double number) {
      double size =
          input.present().stream().mapToDouble(v -> Math.abs(((Number) v).doubleValue())).sum();
      assertThat((Double) actual).isCloseTo(number, within(1e-9 * size));
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static Object bruteForce(Input input) {
    List<Object> values = input.present();
    return switch (input.function()) {
      case "count" -> (long) values.size();
      case "min" ->
          values.stream().min(order(input.type())).map(AggregateLawsTest::zero).orElse(null);
      case "max" ->
          values.stream().max(order(input.type())).map(AggregateLawsTest::zero).orElse(null);
      case "sum" -> values.isEmpty() ? null : sum(input.type(), values);
      case "avg" -> values.isEmpty() ? null : average(input.type(), values);
      default -> throw new IllegalArgumentException(input.function());
    };
  }

  private static Object zero(Object value) {
    return value.equals(-0.0) ? (Object) 0.0 : value;
  }

  private static Comparator<Object> order(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Comparator.comparing(Boolean.class::cast);
      case DOUBLE -> (a, b) -> a.equals(b) ? 0 : Double.compare((Double) zero(a), (Double) zero(b));
      case DECIMAL -> Comparator.comparing(BigDecimal.class::cast);
      case VARCHAR ->
          (a, b) ->
              Arrays.compare(
                  ((String) a).codePoints().toArray(), ((String) b).codePoints().toArray());
      case INTEGER, DATE -> Comparator.comparing(Integer.class::cast);
      case BIGINT, TIMESTAMP -> Comparator.comparing(Long.class::cast);
    };
  }

  private static Object sum(DataType type, List<Object> values) {
    if (type.kind() == DataType.Kind.DOUBLE) {
      return values.stream().mapToDouble(v -> (Double) v).sum();
    }
    BigDecimal total = exactSum(values);
    if (type.isDecimal()) {
      return total.precision() <= 38 ? total.setScale(type.scale()) : null;
    }
    BigInteger whole = total.toBigIntegerExact();
    return whole.bitLength() < 64 ? (Object) whole.longValue() : null;
  }

  private static BigDecimal exactSum(List<Object> values) {
    return values.stream()
        .map(v -> new BigDecimal(v.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Object average(DataType type, List<Object> values) {
    if (type.kind() == DataType.Kind.DOUBLE) {
      return values.stream().mapToDouble(v -> (Double) v).sum() / values.size();
    }
    BigDecimal count = BigDecimal.valueOf(values.size());
    return type.isDecimal()
        ? exactSum(values).divide(count, type.scale(), RoundingMode.HALF_UP)
        : (Object) exactSum(values).divide(count, 30, RoundingMode.HALF_EVEN).doubleValue();
  }

  @Provide
  Arbitrary<Input> inputs() {
    Arbitrary<Input> numeric =
        Combinators.combine(Arbitraries.of("sum", "avg"), Arbitraries.of(NUMBERS))
            .flatAs((function, type) -> input(function, type, summable(type)));
    Arbitrary<Input> any =
        Combinators.combine(Arbitraries.of("count", "min", "max"), Arbitraries.of(ALL))
            .flatAs((function, type) -> input(function, type, values(type)));
    return Arbitraries.oneOf(numeric, any);
  }

  private static Arbitrary<Input> input(
      String function, DataType type, Arbitrary<? extends Object> values) {
    return values
        .map(value -> (Object) value)
        .injectNull(0.15)
        .list()
        .ofMaxSize(30)
        .map(list -> new Input(function, type, list));
  }

  /** Finite doubles whose sum cannot overflow on the way; anything of the other types. */
  private static Arbitrary<? extends Object> summable(DataType type) {
    return type.kind() == DataType.Kind.DOUBLE
        ? Arbitraries.doubles().between(-1e100, 1e100)
        : values(type);
  }

  private static Arbitrary<? extends Object> values(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Arbitraries.of(true, false);
      case INTEGER, DATE -> Arbitraries.integers();
      case BIGINT, TIMESTAMP -> Arbitraries.longs();
      case DOUBLE ->
          Arbitraries.oneOf(
              Arbitraries.doubles(),
              Arbitraries.of(
                  Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
      case DECIMAL -> decimals(type);
      case VARCHAR ->
          Arbitraries.integers()
              .between(0, Character.MAX_CODE_POINT)
              .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
              .list()
              .ofMaxSize(3)
              .map(
                  points -> {
                    StringBuilder text = new StringBuilder();
                    points.forEach(text::appendCodePoint);
                    return text.toString();
                  });
    };
  }

  private static Arbitrary<BigDecimal> decimals(DataType type) {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    return Arbitraries.bigIntegers()
        .between(most.negate(), most)
        .map(digits -> new BigDecimal(digits, type.scale()));
  }
}
