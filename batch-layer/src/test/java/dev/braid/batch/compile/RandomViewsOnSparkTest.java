package dev.braid.batch.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.ViewAnswer;
import dev.braid.batch.delta.TestSpark;
import dev.braid.expression.Evaluator;
import dev.braid.expression.ExpressionCompiler;
import dev.braid.plan.Expression;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.random.RandomViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random expressions and random views over random events on Spark, against the reference. {@code
 * -Dbraid.random.plans=50000} runs more, {@code -Dbraid.random.seed=n} others.
 */
class RandomViewsOnSparkTest {
  private static final int PLANS = Integer.getInteger("braid.random.plans", 80);
  private static final int EXPRESSIONS = Integer.getInteger("braid.random.expressions", 450);
  private static final long SEED = Long.getLong("braid.random.seed", 0);

  /** Few: the sketches are exact then. */
  private static final int EVENTS = 30;

  private static final int MOST_SHOWN = 5;

  private static List<Object[]> events;
  private static SparkPlans spark;

  @BeforeAll
  static void start() {
    events = RandomViews.events(SEED, EVENTS);
    spark = new SparkPlans(TestSpark.session(), RandomViews.SOURCE, events);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void expressionsHaveTheValuesThatTheSharedEvaluatorGivesThem() {
    List<Expression> expressions = RandomViews.expressions(SEED, EXPRESSIONS);
    List<List<Object>> values = spark.evaluate(expressions);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expressions.size() && wrong.size() < MOST_SHOWN; i++) {
      Evaluator evaluator = ExpressionCompiler.compile(expressions.get(i));
      for (int e = 0; e < EVENTS; e++) {
        Object expected = evaluator.evaluate(events.get(e));
        Object found = values.get(i).get(e);
        if (!Objects.equals(expected, found)) {
          wrong.add(
              "%s over %s is %s, should be %s"
                  .formatted(
                      PlanPrinter.print(expressions.get(i)),
                      Arrays.toString(events.get(e)),
                      found,
                      expected));
          break;
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void viewsAnswerAsTheReferenceDoes() {
    List<ViewPlan> plans =
        LongStream.range(SEED, SEED + PLANS).mapToObj(RandomViews::plan).toList();
    List<ViewAnswer> answers = spark.answers(plans);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < plans.size() && wrong.size() < MOST_SHOWN; i++) {
      List<String> differences = answers.get(i).differences(events);
      if (!differences.isEmpty()) {
        wrong.add(
            "seed %d\n%s%s"
                .formatted(
                    SEED + i, PlanPrinter.print(plans.get(i)), String.join("\n", differences)));
      }
    }
    assertThat(wrong).isEmpty();
  }
}
