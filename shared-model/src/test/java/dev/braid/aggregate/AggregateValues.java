package dev.braid.aggregate;

import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arguments for aggregates. */
final class AggregateValues {
  static final DataType MONEY = DataType.decimal(18, 2);
  static final DataType WIDEST_SUMMED = DataType.decimal(28, 10);
  static final DataType WIDEST = DataType.decimal(38, 0);
  static final List<DataType> NUMBERS =
      List.of(
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          MONEY,
          WIDEST_SUMMED);
  static final List<DataType> ALL =
      List.of(
          DataType.BOOLEAN,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          MONEY,
          WIDEST_SUMMED,
          WIDEST,
          DataType.VARCHAR,
          DataType.VARBINARY,
          DataType.DATE,
          DataType.TIMESTAMP,
          DataType.timestampIn("Europe/Berlin"));

  private static final int MOST_ROWS = 30;

  private AggregateValues() {}

  static Expression column(int index, DataType type) {
    return new ColumnRef("x" + index, index, type);
  }

  static Expression constant(DataType type, Object value) {
    return new Literal(type, value);
  }

  /** Few rows: of each column's values, and of the constants as they are. */
  static Arbitrary<List<Object[]>> rows(
      List<Expression> arguments, Function<DataType, Arbitrary<?>> values) {
    List<Arbitrary<Object>> columns = new ArrayList<>();
    for (Expression argument : arguments) {
      if (argument instanceof Literal literal) {
        columns.add(Arbitraries.just(literal.value()));
      } else {
        columns.add(values.apply(argument.type()).map(v -> (Object) v).injectNull(0.15));
      }
    }
    return Combinators.combine(columns).as(List::toArray).list().ofMaxSize(MOST_ROWS);
  }

  /** Some hundred rows made by a seed. */
  static Arbitrary<List<Object[]>> manyRows(int most, Function<Random, Object[]> row) {
    return Arbitraries.longs()
        .map(
            seed -> {
              Random random = new Random(seed);
              int count = random.nextInt(most);
              List<Object[]> rows = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                rows.add(row.apply(random));
              }
              return rows;
            });
  }

  /** Finite floating numbers whose sum cannot overflow on the way; anything of the other types. */
  static Arbitrary<?> summable(DataType type) {
    return switch (type.kind()) {
      case REAL -> Arbitraries.floats().between(-1e30f, 1e30f);
      case DOUBLE -> Arbitraries.doubles().between(-1e100, 1e100);
      default -> any(type);
    };
  }

  /** Numbers whose moments neither overflow nor vanish: quarters, and often the same. */
  static Arbitrary<?> moderate(DataType type) {
    Arbitrary<Integer> whole =
        Arbitraries.oneOf(Arbitraries.integers().between(-1000, 1000), Arbitraries.of(7));
    return switch (type.kind()) {
      case SMALLINT -> whole.map(Integer::shortValue);
      case INTEGER -> whole;
      case BIGINT -> whole.map(Integer::longValue);
      case REAL -> whole.map(quarters -> quarters / 4f);
      case DOUBLE -> whole.map(quarters -> quarters / 4.0);
      case DECIMAL ->
          whole.map(quarters -> BigDecimal.valueOf(quarters * 25L, 2).setScale(type.scale()));
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** Anything of the type, and often what goes wrong most easily. */
  static Arbitrary<?> any(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Arbitraries.of(true, false);
      case SMALLINT -> Arbitraries.shorts();
      case INTEGER, DATE -> Arbitraries.integers();
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> Arbitraries.longs();
      case REAL ->
          Arbitraries.oneOf(
              Arbitraries.floats(),
              Arbitraries.of(
                  Float.NaN, 0.0f, -0.0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY));
      case DOUBLE ->
          Arbitraries.oneOf(
              Arbitraries.doubles(),
              Arbitraries.of(
                  Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
      case DECIMAL -> decimals(type);
      case VARCHAR -> strings();
      case VARBINARY -> Arbitraries.bytes().array(byte[].class).ofMaxSize(3).map(Binary::of);
      case ARRAY, MAP -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** Values of which two are likely to be the same, in any form of theirs. */
  static Arbitrary<?> repeated(DataType type) {
    return switch (type.kind()) {
      case SMALLINT -> Arbitraries.shorts().between((short) -3, (short) 3);
      case INTEGER, DATE -> Arbitraries.integers().between(-3, 3);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> Arbitraries.longs().between(-3, 3);
      case REAL -> Arbitraries.of(0.0f, -0.0f, 1f, Float.NaN, Float.NEGATIVE_INFINITY);
      case DOUBLE -> Arbitraries.of(0.0, -0.0, 1.0, Double.NaN, Double.NEGATIVE_INFINITY);
      case DECIMAL ->
          Arbitraries.integers()
              .between(-3, 3)
              .map(whole -> BigDecimal.valueOf(whole).setScale(type.scale()));
      case VARCHAR -> Arbitraries.of("", "a", "b", "\ue000", "\ud83d\ude00");
      case BOOLEAN, VARBINARY, ARRAY, MAP -> any(type);
    };
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.integers()
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
  }

  private static Arbitrary<BigDecimal> decimals(DataType type) {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    return Arbitraries.bigIntegers()
        .between(most.negate(), most)
        .map(digits -> new BigDecimal(digits, type.scale()));
  }
}
