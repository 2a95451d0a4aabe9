package dev.braid.serving.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.function.ScalarFunctions;
import dev.braid.plan.ViewPlan;
import dev.braid.random.RandomViews;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The reference interpreter against DuckDB, for the part of the language that the two have in
 * common ({@link Difference}): random views over random events, calls of every function, and the
 * views of the contract. {@code -Dbraid.random.cases=1000000} compares more, {@code
 * -Dbraid.random.seed=n} others.
 */
class RandomViewsOnDuckDbTest {
  private static final int CASES = Integer.getInteger("braid.random.cases", 1_000);
  private static final long SEED = Long.getLong("braid.random.seed", 0);
  private static final int MOST_EVENTS = 12;
  private static final int BATCH = 500;
  private static final int CALLS = 40;

  /** What must be in common at least, in percent. */
  private static final int LEAST_SHARE = 75;

  private static final int LEAST_AGGREGATES = 20;
  private static final int LEAST_CALLS = 5;

  private static final List<String> AGGREGATES =
      List.of(
          "approx_distinct",
          "avg",
          "bitwise_and_agg",
          "bitwise_or_agg",
          "bool_and",
          "bool_or",
          "count",
          "count_if",
          "histogram",
          "max",
          "max_by",
          "min",
          "min_by",
          "sum");

  /** Functions that DuckDB has not, or only with another meaning. */
  private static final Set<String> WITHOUT_COUNTERPART = Set.of("reverse", "xxhash64");

  /** Views of the contract whose squares overflow: an error in DuckDB, NaN in a view. */
  private static final Set<String> OVERFLOWING = Set.of("variances");

  @Test
  void randomViewsAnswerAsInDuckDb() throws Exception {
    long start = System.nanoTime();
    try (EventTables tables = EventTables.open()) {
      Oracle oracle = new Oracle(tables, RandomViews.SOURCE);
      for (long seed = SEED; oracle.goesOn() && oracle.compared() < CASES; seed += BATCH) {
        Map<Long, List<Object[]>> events = events(seed, BATCH);
        tables.load(RandomViews.SOURCE, events);
        for (Map.Entry<Long, List<Object[]>> each : events.entrySet()) {
          ViewPlan plan = RandomViews.plan(each.getKey());
          oracle.compare("seed " + each.getKey(), plan, each.getKey(), events);
        }
      }
      System.out.print(oracle.summary());
      System.out.printf("%.1f s%n", (System.nanoTime() - start) / 1e9);
      assertThat(oracle.failures()).isEmpty();
      assertThat(oracle.percent()).isGreaterThanOrEqualTo(LEAST_SHARE);
      for (String aggregate : AGGREGATES) {
        assertThat(oracle.translated("aggregate " + aggregate))
            .as(aggregate)
            .isGreaterThanOrEqualTo(LEAST_AGGREGATES);
      }
      assertThat(oracle.bridged())
          .contains(
              Difference.DECIMAL_WIDTH,
              Difference.ERRORS,
              Difference.HALF_TO_EVEN,
              Difference.INTEGER_DIVISION,
              Difference.LEAST_REMAINDER,
              Difference.NAN_EQUALS_NAN,
              Difference.SUM_IS_HUGEINT,
              Difference.TIES);
    }
  }

  @Test
  void everyFunctionAnswersAsInDuckDb() throws Exception {
    try (EventTables tables = EventTables.open()) {
      Oracle oracle = new Oracle(tables, RandomViews.SOURCE);
      Map<Long, List<Object[]>> events = events(SEED, CALLS);
      tables.load(RandomViews.SOURCE, events);
      for (String function : ScalarFunctions.names()) {
        for (long seed : events.keySet()) {
          Optional<ViewPlan> plan = RandomCalls.plan(function, seed);
          if (plan.isPresent() && oracle.goesOn()) {
            oracle.compare(function + ", seed " + seed, plan.get(), seed, events);
          }
        }
      }
      System.out.print(oracle.summary());
      assertThat(oracle.failures()).isEmpty();
      Set<String> seldom = new TreeSet<>(ScalarFunctions.names());
      seldom.removeIf(function -> oracle.translated(function) >= LEAST_CALLS);
      assertThat(seldom).isEqualTo(WITHOUT_COUNTERPART);
    }
  }

  @Test
  void contractViewsAnswerAsInDuckDb() throws SQLException {
    List<ViewCase> cases = ViewCases.all();
    try (EventTables tables = EventTables.open()) {
      Oracle oracle = new Oracle(tables, cases.get(0).source());
      Map<Long, List<Object[]>> events = Map.of(0L, cases.get(0).events());
      tables.load(cases.get(0).source(), events);
      for (ViewCase each : cases) {
        if (OVERFLOWING.contains(each.name())) {
          continue;
        }
        oracle.compare(each.name(), each.plan(), 0, events);
      }
      System.out.print(oracle.summary());
      assertThat(oracle.failures()).isEmpty();
      assertThat(oracle.compared()).isGreaterThanOrEqualTo(40);
    }
  }

  private static Map<Long, List<Object[]>> events(long first, int views) {
    Map<Long, List<Object[]>> events = new LinkedHashMap<>();
    for (long seed = first; seed < first + views; seed++) {
      events.put(seed, RandomViews.events(seed, 1 + (int) (seed % MOST_EVENTS)));
    }
    return events;
  }
}
