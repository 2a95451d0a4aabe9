package dev.braid.random;

import dev.braid.aggregate.Aggregates;
import dev.braid.expression.Conversions;
import dev.braid.function.BoundFunction;
import dev.braid.function.ScalarFunction;
import dev.braid.function.ScalarFunctions;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.Case;
import dev.braid.plan.Cast;
import dev.braid.plan.Coalesce;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.In;
import dev.braid.plan.IsDistinct;
import dev.braid.plan.IsNull;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.Literal;
import dev.braid.plan.Logical;
import dev.braid.plan.Not;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Random typed plans over a source with columns of every type, and random events for them, all from
 * one seed. Whatever {@link ScalarFunctions} and {@link Aggregates} register takes part by itself:
 * calls are made by trying arguments until some bind.
 */
public final class RandomViews {
  private static final List<DataType> TYPES =
      List.of(
          DataType.BOOLEAN,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          DataType.decimal(18, 2),
          DataType.decimal(38, 10),
          DataType.decimal(5, 4),
          DataType.VARCHAR,
          DataType.VARBINARY,
          DataType.DATE,
          DataType.TIMESTAMP,
          DataType.TIMESTAMP_TZ);

  private static final List<DataType> CAST_TARGETS =
      List.of(
          DataType.BOOLEAN,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          DataType.decimal(10, 3),
          DataType.decimal(38, 0),
          DataType.VARCHAR,
          DataType.DATE,
          DataType.TIMESTAMP,
          DataType.timestampIn("Europe/Berlin"),
          DataType.timestampIn("America/New_York"),
          DataType.timestampIn("Asia/Kolkata"));

  /** Constants that functions want: units, zones, patterns, formats. */
  private static final List<String> CONSTANTS =
      List.of(
          "second",
          "day",
          "week",
          "month",
          "quarter",
          "year",
          "hour",
          "Europe/Berlin",
          "%Y-%m-%d",
          "%H:%i",
          "a+",
          "(a)(b)?",
          "[^x]*",
          "a%",
          "_b%",
          "\\");

  /** Whose answers over doubles depend, in their last digits or wholly, on the order of events. */
  private static final Set<String> EXACT_ON_HALVES_ONLY = Set.of("sum", "avg");

  /** Whose answers do whatever the values; their own tests bound them. */
  private static final Set<String> INEXACT =
      Set.of(
          "approx_most_frequent",
          "corr",
          "covar_pop",
          "covar_samp",
          "stddev_pop",
          "stddev_samp",
          "var_pop",
          "var_samp");

  private static final int POOL = 28;
  private static final int TRIES = 60;

  /** Two columns of each type, {@code c0}, {@code c1} …, and one of halves, {@code halves}. */
  public static final Source SOURCE = source();

  private final Random random;

  private RandomViews(long seed) {
    this.random = new Random(seed);
  }

  private static Source source() {
    List<Column> columns = new ArrayList<>();
    for (DataType type : TYPES) {
      columns.add(new Column("c" + columns.size(), type, false));
      columns.add(new Column("c" + columns.size(), type, false));
    }
    columns.add(new Column("halves", DataType.DOUBLE, false));
    return new Source("random", "random", "json", 1, columns);
  }

  /** A random view; the same seed gives the same. */
  public static ViewPlan plan(long seed) {
    return new RandomViews(seed).plan();
  }

  /** Random expressions over one event, of types that can be compared. */
  public static List<Expression> expressions(long seed, int count) {
    RandomViews views = new RandomViews(seed);
    List<Expression> expressions = new ArrayList<>();
    while (expressions.size() < count) {
      List<Expression> pool = views.pool();
      for (Expression each : pool.subList(pool.size() / 2, pool.size())) {
        if (each.type().isComparable() && expressions.size() < count) {
          expressions.add(each);
        }
      }
    }
    return expressions;
  }

  /** Random events, rows of {@link #SOURCE}. */
  public static List<Object[]> events(long seed, int count) {
    Random random = new Random(~seed);
    List<Object[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] event = new Object[SOURCE.columns().size()];
      for (int c = 0; c < event.length; c++) {
        event[c] = RandomValues.nullable(SOURCE.columns().get(c).type(), random);
      }
      event[event.length - 1] = (random.nextInt(2_001) - 1_000) / 2.0;
      events.add(event);
    }
    return events;
  }

  private ViewPlan plan() {
    List<Expression> pool = pool();
    List<KeyColumn> keys = new ArrayList<>();
    List<OutputColumn> outputs = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      Expression key = pick(pool.stream().filter(e -> e.type().isComparable()).toList());
      String name = "k" + keys.size();
      outputs.add(new OutputColumn(name, new ColumnRef("_" + name, keys.size(), key.type())));
      keys.add(new KeyColumn(name, key));
    }
    List<AggregateCall> aggregates = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      AggregateCall call = aggregate(pool);
      int index = keys.size() + aggregates.size();
      String name = "a" + aggregates.size();
      outputs.add(new OutputColumn(name, new ColumnRef("_" + name, index, call.type())));
      aggregates.add(call);
    }
    Expression filter = random.nextInt(3) == 0 ? condition(pool) : null;
    return new ViewPlan(SOURCE.name(), filter, keys, aggregates, outputs);
  }

  private AggregateCall aggregate(List<Expression> pool) {
    List<String> names = List.copyOf(Aggregates.names());
    for (int i = 0; i < TRIES; i++) {
      String name = pick(names);
      List<Expression> arguments = new ArrayList<>();
      for (int a = random.nextInt(3); a > 0; a--) {
        arguments.add(random.nextInt(4) == 0 ? constant() : pick(pool));
      }
      boolean floating = arguments.stream().anyMatch(e -> e.type().isFloating());
      if (floating && EXACT_ON_HALVES_ONLY.contains(name)) {
        int last = SOURCE.columns().size() - 1;
        arguments = List.of(new ColumnRef("halves", last, DataType.DOUBLE));
      }
      if (!INEXACT.contains(name) && Aggregates.resolve(name, arguments).isPresent()) {
        Expression filter = random.nextInt(4) == 0 ? condition(pool) : null;
        return new AggregateCall(name, arguments, filter);
      }
    }
    return new AggregateCall("count", List.of(), null);
  }

  private Expression condition(List<Expression> pool) {
    return pick(pool.stream().filter(e -> e.type().equals(DataType.BOOLEAN)).toList());
  }

  /** Columns and constants, then ever deeper expressions over those before them. */
  private List<Expression> pool() {
    List<Expression> pool = new ArrayList<>();
    for (int i = 0; i < SOURCE.columns().size(); i++) {
      Column column = SOURCE.columns().get(i);
      pool.add(new ColumnRef(column.name(), i, column.type()));
    }
    for (int i = 0; i < 5; i++) {
      pool.add(constant());
    }
    int end = pool.size() + POOL;
    while (pool.size() < end) {
      compose(pool).ifPresent(pool::add);
    }
    return pool;
  }

  private Expression constant() {
    if (random.nextInt(4) == 0) {
      return new Literal(DataType.VARCHAR, pick(CONSTANTS));
    }
    if (random.nextInt(4) == 0) {
      return new Literal(DataType.DOUBLE, random.nextInt(101) / 100.0);
    }
    DataType type = pick(TYPES);
    return new Literal(type, RandomValues.nullable(type, random));
  }

  private Optional<Expression> compose(List<Expression> pool) {
    return switch (random.nextInt(12)) {
      case 0 -> arithmetic(pool);
      case 1 -> comparison(pool);
      case 2 -> Optional.of(logical(pool));
      case 3 -> cast(pool);
      case 4 -> choice(pool);
      case 5 -> Optional.of(new Not(condition(pool)));
      case 6 -> Optional.of(new IsNull(pick(pool)));
      default -> call(pool);
    };
  }

  private Optional<Expression> arithmetic(List<Expression> pool) {
    Expression left = pick(pool.stream().filter(e -> e.type().isNumeric()).toList());
    List<Expression> others =
        pool.stream()
            .filter(
                e -> left.type().isDecimal() ? e.type().isDecimal() : e.type().equals(left.type()))
            .toList();
    Expression right = pick(others);
    Arithmetic.Operator operator = pick(List.of(Arithmetic.Operator.values()));
    return operator
        .resultType(left.type(), right.type())
        .map(type -> new Arithmetic(operator, left, right, type));
  }

  private Optional<Expression> comparison(List<Expression> pool) {
    Expression left = pick(pool);
    List<Expression> others = pool.stream().filter(e -> e.type().equals(left.type())).toList();
    Expression right = pick(others);
    if (!left.type().isComparable()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (random.nextInt(4)) {
          case 0 -> new IsDistinct(left, right);
          case 1 -> new In(left, List.of(right, pick(others), pick(others)));
          default -> new Comparison(pick(List.of(Comparison.Operator.values())), left, right);
        });
  }

  private Expression logical(List<Expression> pool) {
    return new Logical(
        pick(List.of(Logical.Operator.values())), List.of(condition(pool), condition(pool)));
  }

  private Optional<Expression> cast(List<Expression> pool) {
    Expression value = pick(pool);
    DataType type = pick(CAST_TARGETS);
    return Cast.converts(value.type(), type) && !value.type().equals(type)
        ? Optional.of(new Cast(value, type))
        : Optional.empty();
  }

  private Optional<Expression> choice(List<Expression> pool) {
    Expression one = pick(pool);
    List<Expression> same = pool.stream().filter(e -> e.type().equals(one.type())).toList();
    return Optional.of(
        random.nextBoolean()
            ? new Coalesce(List.of(one, pick(same)))
            : new Case(List.of(new Case.Branch(condition(pool), one)), pick(same)));
  }

  private Optional<Expression> call(List<Expression> pool) {
    List<String> names = List.copyOf(ScalarFunctions.names());
    for (int i = 0; i < TRIES; i++) {
      ScalarFunction function = ScalarFunctions.find(pick(names)).orElseThrow();
      List<Expression> arguments = new ArrayList<>();
      for (int a = random.nextInt(3); a >= 0; a--) {
        arguments.add(random.nextInt(3) == 0 ? constant() : pick(pool));
      }
      Optional<BoundFunction> bound = function.bind(arguments);
      if (bound.isPresent()) {
        return Optional.of(call(function, bound.get(), arguments));
      }
    }
    return Optional.empty();
  }

  private static Expression call(
      ScalarFunction function, BoundFunction bound, List<Expression> arguments) {
    List<Expression> coerced = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Expression argument = arguments.get(i);
      DataType type = bound.parameters().get(i);
      coerced.add(coerce(argument, type));
    }
    return new FunctionCall(function.name(), coerced, bound.result());
  }

  /** A constant stays one, as when it comes from SQL. */
  private static Expression coerce(Expression argument, DataType type) {
    if (argument.type().equals(type)) {
      return argument;
    }
    if (argument instanceof Literal literal) {
      return new Literal(type, Conversions.convert(literal.type(), literal.value(), type));
    }
    return new Cast(argument, type);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
