package dev.braid.batch.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.delta.TestSpark;
import dev.braid.contract.HardCases;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.Case;
import dev.braid.plan.Cast;
import dev.braid.plan.Coalesce;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.In;
import dev.braid.plan.IsDistinct;
import dev.braid.plan.IsNull;
import dev.braid.plan.Literal;
import dev.braid.source.Column;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every node of an expression over every type that it takes, against the shared evaluator. */
class EveryNodeTest {
  private static final int EVENTS = 150;
  private static final long SEED = 20261124;
  private static final List<Column> COLUMNS = HardCases.SOURCE.columns();

  private static final List<DataType> CAST_TARGETS =
      List.of(
          DataType.BOOLEAN,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          DataType.decimal(5, 0),
          DataType.decimal(18, 2),
          DataType.decimal(38, 10),
          DataType.VARCHAR,
          DataType.DATE,
          DataType.TIMESTAMP,
          DataType.TIMESTAMP_TZ,
          DataType.timestampIn("Europe/Berlin"));

  private static List<Object[]> events;
  private static SparkPlans spark;

  @BeforeAll
  static void start() {
    Random random = new Random(SEED);
    events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(
          COLUMNS.stream()
              .map(
                  column -> {
                    Object[] pool = pool(column.type());
                    int chosen = random.nextInt(pool.length + 1);
                    return chosen == pool.length ? null : pool[chosen];
                  })
              .toArray());
    }
    spark = new SparkPlans(TestSpark.session(), HardCases.SOURCE, events);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static Object[] pool(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> new Object[] {true, false};
      case SMALLINT ->
          new Object[] {(short) 0, (short) -1, (short) 7, Short.MIN_VALUE, Short.MAX_VALUE};
      case INTEGER -> new Object[] {0, 1, -1, 7, 46341, Integer.MIN_VALUE, Integer.MAX_VALUE};
      case BIGINT ->
          new Object[] {0L, -1L, 42L, 3037000500L, (1L << 53) + 1, Long.MIN_VALUE, Long.MAX_VALUE};
      case REAL ->
          new Object[] {
            0f,
            -0f,
            1.5f,
            0.1f,
            -2.5f,
            16777216f,
            1e38f,
            Float.MIN_VALUE,
            Float.NaN,
            Float.POSITIVE_INFINITY
          };
      case DOUBLE ->
          new Object[] {
            0.0,
            -0.0,
            0.5,
            0.1,
            -2.5,
            1e15,
            0x1p63,
            1e308,
            Double.MIN_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY
          };
      case DECIMAL ->
          Stream.of("0", "0.01", "-0.5", "2.5", "7", "-9999999999999999.99", "9999999999999999.99")
              .map(text -> (Object) new BigDecimal(text).setScale(type.scale()))
              .toArray();
      case VARCHAR ->
          new Object[] {
            "",
            "a",
            "A",
            "\u00df",
            "\ud83d\ude00",
            "\uffff",
            "12",
            " 12",
            "-1.5",
            "1e3",
            "true",
            "T",
            "NaN",
            "99999999999",
            "2026-01-31",
            "2026-02-30",
            "2026-01-31 10:30:00.5",
            "2026-01-31 10:30 Europe/Berlin"
          };
      case VARBINARY -> Stream.of("", "00", "7f", "80ff", "ff").map(Binary::ofHex).toArray();
      case DATE ->
          Stream.of(
                  "1970-01-01",
                  "1969-12-31",
                  "2024-02-29",
                  "1582-10-10",
                  "0001-01-01",
                  "9999-12-31")
              .map(text -> (Object) Temporals.parseDate(text).orElseThrow())
              .toArray();
      case TIMESTAMP, TIMESTAMP_TZ ->
          Stream.of(
                  "1970-01-01 00:00:00",
                  "1969-12-31 23:59:59.999999",
                  "2026-03-29 01:30:00",
                  "2026-10-25 00:30:00.25",
                  "1582-10-10 10:10:10",
                  "0001-01-01 00:00:00",
                  "9999-12-31 23:59:59.999999")
              .map(text -> (Object) Temporals.parseTimestamp(text).orElseThrow())
              .toArray();
      case ARRAY, MAP -> throw new IllegalStateException("no column is a " + type);
    };
  }

  private static List<Expression> columns() {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      columns.add(new ColumnRef(COLUMNS.get(i).name(), i, COLUMNS.get(i).type()));
    }
    return columns;
  }

  /** Pairs of columns, and of columns and constants, both ways round. */
  private static List<Expression[]> pairs() {
    List<Expression[]> pairs = new ArrayList<>();
    for (Expression left : columns()) {
      for (Expression right : columns()) {
        pairs.add(new Expression[] {left, right});
      }
      Object[] pool = pool(left.type());
      for (int i = 0; i < Math.min(pool.length, 3); i++) {
        Literal constant = new Literal(left.type(), pool[i]);
        pairs.add(new Expression[] {left, constant});
        pairs.add(new Expression[] {constant, left});
      }
    }
    return pairs;
  }

  @Test
  void casts() {
    List<Expression> casts = new ArrayList<>();
    for (Expression column : columns()) {
      for (DataType target : CAST_TARGETS) {
        if (Cast.converts(column.type(), target)) {
          Cast cast = new Cast(column, target);
          casts.add(cast);
          CAST_TARGETS.stream()
              .filter(further -> target.isTimestamp() && Cast.converts(target, further))
              .forEach(further -> casts.add(new Cast(cast, further)));
        }
      }
    }
    assertEqual(casts);
  }

  @Test
  void arithmetic() {
    List<Expression> operations = new ArrayList<>();
    for (Expression[] pair : pairs()) {
      for (Arithmetic.Operator operator : Arithmetic.Operator.values()) {
        operator
            .resultType(pair[0].type(), pair[1].type())
            .ifPresent(type -> operations.add(new Arithmetic(operator, pair[0], pair[1], type)));
      }
    }
    assertEqual(operations);
  }

  @Test
  void comparisons() {
    List<Expression> comparisons = new ArrayList<>();
    for (Expression[] pair : pairs()) {
      if (pair[0].type().equals(pair[1].type())) {
        for (Comparison.Operator operator : Comparison.Operator.values()) {
          comparisons.add(new Comparison(operator, pair[0], pair[1]));
        }
        comparisons.add(new IsDistinct(pair[0], pair[1]));
      }
    }
    assertEqual(comparisons);
  }

  @Test
  void choices() {
    List<Expression> choices = new ArrayList<>();
    for (Expression column : columns()) {
      DataType type = column.type();
      Literal none = new Literal(type, null);
      List<Expression> few =
          Arrays.stream(pool(type))
              .limit(2)
              .map(each -> (Expression) new Literal(type, each))
              .toList();
      // Beyond ten options Spark looks them up in a set.
      List<Expression> many =
          Stream.iterate(0, i -> i + 1)
              .limit(12)
              .map(i -> (Expression) new Literal(type, pool(type)[i % pool(type).length]))
              .toList();
      choices.add(new In(column, few));
      choices.add(new In(column, List.of(few.get(0), none)));
      choices.add(new In(column, many));
      choices.add(new In(column, Stream.concat(many.stream(), Stream.of(none)).toList()));
      choices.add(new Coalesce(List.of(column, few.get(0))));
      choices.add(new Coalesce(List.of(none, column)));
      Expression missing = new IsNull(column);
      Expression found = new In(column, few);
      choices.add(
          new Case(
              List.of(new Case.Branch(found, column), new Case.Branch(missing, few.get(1))),
              few.get(0)));
    }
    assertEqual(choices);
  }

  private static void assertEqual(List<Expression> expressions) {
    assertThat(spark.differences(expressions)).isEmpty();
  }
}
