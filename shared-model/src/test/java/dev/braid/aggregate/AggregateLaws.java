package dev.braid.aggregate;

import static dev.braid.aggregate.AggregateLaw.exact;
import static dev.braid.aggregate.AggregateLaw.sketch;
import static dev.braid.aggregate.AggregateValues.ALL;
import static dev.braid.aggregate.AggregateValues.NUMBERS;
import static dev.braid.aggregate.AggregateValues.column;
import static dev.braid.aggregate.AggregateValues.constant;
import static dev.braid.aggregate.AggregateValues.manyRows;
import static dev.braid.aggregate.AggregateValues.rows;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;

/** The laws of every aggregate: to add an aggregate, add its laws here. */
final class AggregateLaws {
  private static final double[] SHARES = {0, 0.05, 0.5, 0.99, 1};

  private AggregateLaws() {}

  static List<AggregateLaw> all() {
    List<AggregateLaw> laws = new ArrayList<>();
    laws.addAll(conditions());
    laws.addAll(extremes());
    laws.addAll(sums());
    laws.addAll(bits());
    laws.addAll(moments());
    laws.addAll(counters());
    laws.addAll(sketches());
    return laws;
  }

  private static List<AggregateLaw> conditions() {
    List<Expression> flag = List.of(column(0, DataType.BOOLEAN));
    var flags = rows(flag, AggregateValues::any);
    return List.of(
        exact("count_if", flag, flags, BruteForce::countIf),
        exact("bool_and", flag, flags, given -> BruteForce.unanimous(given, false)),
        exact("bool_or", flag, flags, given -> BruteForce.unanimous(given, true)));
  }

  private static List<AggregateLaw> extremes() {
    List<AggregateLaw> laws = new ArrayList<>();
    for (DataType type : ALL) {
      List<Expression> x = List.of(column(0, type));
      var values = rows(x, AggregateValues::any);
      laws.add(exact("min", x, values, given -> BruteForce.least(type, given, 1)));
      laws.add(exact("max", x, values, given -> BruteForce.least(type, given, -1)));

      DataType other = ALL.get((ALL.indexOf(type) + 5) % ALL.size());
      List<Expression> xy = List.of(column(0, other), column(1, type));
      var pairs = rows(xy, AggregateValues::repeated);
      laws.add(exact("min_by", xy, pairs, given -> BruteForce.leastBy(other, type, given, 1)));
      laws.add(exact("max_by", xy, pairs, given -> BruteForce.leastBy(other, type, given, -1)));
    }
    return laws;
  }

  private static List<AggregateLaw> sums() {
    List<AggregateLaw> laws = new ArrayList<>();
    for (DataType type : NUMBERS) {
      List<Expression> x = List.of(column(0, type));
      var values = rows(x, AggregateValues::summable);
      Function<List<Object[]>, Object> sum = given -> BruteForce.sum(type, given);
      Function<List<Object[]>, Object> average = given -> BruteForce.average(type, given);
      boolean floating = type.isFloating();
      laws.add(exact("sum", x, values, sum).toWithin(r -> floating ? BruteForce.size(r) : 0));
      laws.add(exact("avg", x, values, average).toWithin(BruteForce::size));
    }
    return laws;
  }

  private static List<AggregateLaw> bits() {
    List<AggregateLaw> laws = new ArrayList<>();
    for (DataType type : NUMBERS) {
      if (type.isInteger()) {
        List<Expression> x = List.of(column(0, type));
        var values = rows(x, AggregateValues::any);
        laws.add(exact("bitwise_and_agg", x, values, given -> BruteForce.bits(given, true)));
        laws.add(exact("bitwise_or_agg", x, values, given -> BruteForce.bits(given, false)));
      }
    }
    return laws;
  }

  private static List<AggregateLaw> moments() {
    List<AggregateLaw> laws = new ArrayList<>();
    for (DataType type : NUMBERS) {
      List<Expression> x = List.of(column(0, type));
      var values = rows(x, AggregateValues::moderate);
      DataType other = type.equals(DataType.DOUBLE) ? DataType.REAL : type;
      List<Expression> yx = List.of(column(0, type), column(1, other));
      var pairs = rows(yx, AggregateValues::moderate);
      boolean real = type.equals(DataType.REAL);
      laws.add(moment("var_pop", x, values, g -> BruteForce.variance(real, g, 0)));
      laws.add(moment("var_samp", x, values, g -> BruteForce.variance(real, g, 1)));
      laws.add(moment("stddev_pop", x, values, g -> BruteForce.deviation(real, g, 0)));
      laws.add(moment("stddev_samp", x, values, g -> BruteForce.deviation(real, g, 1)));
      laws.add(moment("covar_pop", yx, pairs, g -> BruteForce.covariance(real, g, 0)));
      laws.add(moment("covar_samp", yx, pairs, g -> BruteForce.covariance(real, g, 1)));
      laws.add(moment("corr", yx, pairs, g -> BruteForce.correlation(real, g)));
    }
    return laws;
  }

  private static AggregateLaw moment(
      String function,
      List<Expression> arguments,
      Arbitrary<List<Object[]>> rows,
      Function<List<Object[]>, Object> answer) {
    return exact(function, arguments, rows, answer).toWithin(BruteForce::squares);
  }

  private static List<AggregateLaw> counters() {
    List<AggregateLaw> laws = new ArrayList<>();
    laws.add(
        exact("count", List.of(), rows(List.of(), AggregateValues::any), r -> (long) r.size()));
    for (DataType type : ALL) {
      List<Expression> x = List.of(column(0, type));
      var values = rows(x, AggregateValues::repeated);
      laws.add(exact("count", x, values, given -> (long) BruteForce.present(given, 0).size()));
      laws.add(exact("histogram", x, values, given -> BruteForce.histogram(type, given)));
      laws.add(exact("approx_distinct", x, values, BruteForce::distinct));

      List<Expression> top = mostFrequent(3, type, 100);
      laws.add(
          exact(
              "approx_most_frequent",
              top,
              rows(top, AggregateValues::repeated),
              given -> BruteForce.mostFrequent(3, type, given)));
    }
    for (DataType type : NUMBERS) {
      List<Expression> median = List.of(column(0, type), constant(DataType.DOUBLE, 0.5));
      laws.add(
          exact(
              "approx_percentile",
              median,
              rows(median, AggregateValues::any),
              given -> BruteForce.percentile(type, given, 0.5)));
    }
    return laws;
  }

  private static List<Expression> mostFrequent(int limit, DataType type, int capacity) {
    return List.of(
        constant(DataType.INTEGER, limit), column(1, type), constant(DataType.INTEGER, capacity));
  }

  private static List<AggregateLaw> sketches() {
    List<Expression> big = List.of(column(0, DataType.BIGINT));
    List<Expression> percentiles =
        List.of(
            column(0, DataType.DOUBLE),
            constant(DataType.array(DataType.DOUBLE), Arrays.stream(SHARES).boxed().toList()));
    List<Expression> top = mostFrequent(5, DataType.BIGINT, 5);
    List<AggregateLaw> laws = new ArrayList<>();
    laws.add(
        exact(
            "histogram",
            big,
            manyRows(2400, random -> new Object[] {(long) random.nextInt(1200)}),
            given -> BruteForce.histogram(DataType.BIGINT, given)));
    laws.add(
        sketch(
            "approx_percentile",
            percentiles,
            manyRows(2000, random -> new Object[] {random.nextGaussian(), null}),
            (given, result) -> SketchBounds.percentiles(given, SHARES, (List<?>) result)));
    laws.add(
        sketch(
            "approx_most_frequent",
            top,
            manyRows(
                500, random -> new Object[] {5, (long) Math.abs(random.nextGaussian() * 5), 5}),
            (given, result) -> SketchBounds.mostFrequent(given, 5, 5, result)));
    for (String error : List.of("0.0040625", "0.023", "0.1", "0.26")) {
      BigDecimal e = new BigDecimal(error);
      List<Expression> x =
          List.of(column(0, DataType.BIGINT), constant(DataType.decimal(8, e.scale()), e));
      laws.add(
          sketch(
                  "approx_distinct",
                  x,
                  manyRows(4000, random -> new Object[] {(long) random.nextInt(6000), null}),
                  (given, result) -> SketchBounds.distinct(given, e.doubleValue(), (Long) result))
              .andCanonical());
    }
    return laws;
  }
}
