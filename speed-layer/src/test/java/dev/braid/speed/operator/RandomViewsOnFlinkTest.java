package dev.braid.speed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.contract.Answers;
import dev.braid.contract.ViewCase;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.random.RandomViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random views over random events, split into partials, epochs and a restore at random, against the
 * reference. {@code -Dbraid.random.cases=1000000} runs more, {@code -Dbraid.random.seed=n} others.
 */
class RandomViewsOnFlinkTest {
  private static final int CASES = Integer.getInteger("braid.random.cases", 20_000);
  private static final long SEED = Long.getLong("braid.random.seed", 0);

  /** Few: the sketches are exact then, and a failure is read more easily. */
  private static final int MOST_EVENTS = 12;

  private static final int MOST_SHOWN = 5;

  @Test
  void answerAsTheReferenceDoes() throws Exception {
    List<String> failures = new ArrayList<>();
    for (long seed = SEED; seed < SEED + CASES && failures.size() < MOST_SHOWN; seed++) {
      int events = 1 + (int) (seed % MOST_EVENTS);
      List<String> differences = differences(seed, RandomViews.events(seed, events));
      if (!differences.isEmpty()) {
        failures.add(report(seed, events));
      }
    }
    assertThat(failures).isEmpty();
  }

  private static List<String> differences(long seed, List<Object[]> events) throws Exception {
    ViewPlan plan = RandomViews.plan(seed);
    ViewCase view = new ViewCase("random", "", RandomViews.SOURCE, plan, events);
    return Answers.differences(plan, view.expected(), new OperatorPipeline(view, seed).run());
  }

  /** With the fewest of the events that still show it. */
  private static String report(long seed, int count) throws Exception {
    List<Object[]> events = new ArrayList<>(RandomViews.events(seed, count));
    for (int i = events.size() - 1; i >= 0 && events.size() > 1; i--) {
      List<Object[]> fewer = new ArrayList<>(events);
      fewer.remove(i);
      if (!differences(seed, fewer).isEmpty()) {
        events = fewer;
      }
    }
    StringBuilder text = new StringBuilder("seed " + seed + "\n");
    text.append(PlanPrinter.print(RandomViews.plan(seed)));
    events.forEach(event -> text.append(Arrays.toString(event)).append('\n'));
    differences(seed, events).forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
