package dev.braid.batch.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.ViewAnswer;
import dev.braid.batch.delta.TestSpark;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.random.RandomViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random expressions and random views over random events on Spark, against the reference; of the
 * views also what serving makes of Spark's states and the states of later events. {@code
 * -Dbraid.random.plans=50000} runs more, {@code -Dbraid.random.seed=n} others.
 */
class RandomViewsOnSparkTest {
  private static final int PLANS = Integer.getInteger("braid.random.plans", 1_000);
  private static final int EXPRESSIONS = Integer.getInteger("braid.random.expressions", 450);
  private static final long SEED = Long.getLong("braid.random.seed", 0);

  /** Few: the sketches are exact then. */
  private static final int EVENTS = 30;

  private static final int LATER_EVENTS = 10;

  /** Plans that see the same events. */
  private static final int ROUND = 200;

  private static final int MOST_SHOWN = 5;

  @Test
  void expressionsHaveTheValuesThatTheSharedEvaluatorGivesThem() {
    List<String> wrong = new ArrayList<>();
    for (int done = 0; done < EXPRESSIONS && wrong.size() < MOST_SHOWN; done += ROUND) {
      long seed = SEED + done;
      List<Object[]> events = RandomViews.events(seed, EVENTS);
      int count = Math.min(ROUND, EXPRESSIONS - done);
      try (SparkPlans spark = on(events)) {
        spark
            .differences(RandomViews.expressions(seed, count))
            .forEach(difference -> wrong.add("seed " + seed + ": " + difference));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void viewsAnswerAsTheReferenceDoes() {
    List<String> wrong = new ArrayList<>();
    for (int done = 0; done < PLANS && wrong.size() < MOST_SHOWN; done += ROUND) {
      long seed = SEED + done;
      int count = Math.min(ROUND, PLANS - done);
      List<Object[]> all = RandomViews.events(seed, EVENTS + LATER_EVENTS);
      int cut = new Random(seed).nextInt(LATER_EVENTS) + EVENTS;
      wrong.addAll(differences(seed, count, all.subList(0, cut), all.subList(cut, all.size())));
    }
    assertThat(wrong).isEmpty();
  }

  /** Fewer: each is three queries and two joins. */
  @Test
  void viewsAnswerAsTheReferenceDoesFromAnEarlierVersion() {
    List<ViewPlan> plans =
        LongStream.range(SEED, SEED + PLANS / 25).mapToObj(RandomViews::plan).toList();
    try (SparkPlans spark = on(RandomViews.events(SEED, EVENTS))) {
      assertThat(spark.differencesIfAdvanced(plans)).isEmpty();
    }
  }

  private static List<String> differences(
      long seed, int count, List<Object[]> earlier, List<Object[]> later) {
    List<ViewPlan> plans =
        LongStream.range(seed, seed + count).mapToObj(RandomViews::plan).toList();
    List<String> wrong = new ArrayList<>();
    try (SparkPlans spark = on(earlier)) {
      List<ViewAnswer> answers = spark.answers(plans);
      for (int i = 0; i < count && wrong.size() < MOST_SHOWN; i++) {
        List<String> differences = new ArrayList<>(answers.get(i).differences(earlier));
        answers.get(i).differencesAfter(earlier, later).stream()
            .map(difference -> "with later events: " + difference)
            .forEach(differences::add);
        if (!differences.isEmpty()) {
          wrong.add(report(seed + i, plans.get(i), earlier, differences));
        }
      }
    }
    return wrong;
  }

  private static SparkPlans on(List<Object[]> events) {
    return new SparkPlans(TestSpark.session(), RandomViews.SOURCE, events);
  }

  /** With the fewest of the events that still show it. */
  private static String report(
      long seed, ViewPlan plan, List<Object[]> given, List<String> differences) {
    List<Object[]> events = new ArrayList<>(given);
    for (int i = events.size() - 1; i >= 0 && events.size() > 1; i--) {
      List<Object[]> fewer = new ArrayList<>(events);
      fewer.remove(i);
      try (SparkPlans spark = on(fewer)) {
        if (!spark.answers(List.of(plan)).get(0).differences(fewer).isEmpty()) {
          events = fewer;
        }
      }
    }
    StringBuilder text = new StringBuilder("seed " + seed + "\n");
    text.append(PlanPrinter.print(plan));
    events.forEach(event -> text.append(Arrays.toString(event)).append('\n'));
    differences.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
