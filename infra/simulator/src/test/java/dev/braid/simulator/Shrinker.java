package dev.braid.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a failing history as short as it can be while the same invariant stays violated. */
final class Shrinker {
  private Shrinker() {}

  static History shrink(History failing, Invariant invariant, Model model) {
    History shortest = cutAfterViolation(failing, invariant, model);
    for (int chunk = Math.max(1, shortest.steps().size() / 2); chunk > 0; chunk /= 2) {
      boolean shorter = true;
      while (shorter) {
        History before = shortest;
        shortest = dropChunks(shortest, chunk, invariant, model);
        shorter = shortest.steps().size() < before.steps().size();
      }
    }
    return shortest;
  }

  private static History cutAfterViolation(History failing, Invariant invariant, Model model) {
    int steps = failing.run(model).steps();
    History cut = new History(failing.seed(), failing.steps().subList(0, steps));
    return violates(cut, invariant, model) ? cut : failing;
  }

  private static History dropChunks(History history, int chunk, Invariant invariant, Model model) {
    History shortest = history;
    for (int from = history.steps().size() - chunk; from >= 0; from -= chunk) {
      List<History.Step> steps = new ArrayList<>(shortest.steps());
      steps.subList(from, from + chunk).clear();
      History candidate = new History(history.seed(), steps);
      if (violates(candidate, invariant, model)) {
        shortest = candidate;
      }
    }
    return shortest;
  }

  private static boolean violates(History history, Invariant invariant, Model model) {
    Optional<Violation> violation = history.run(model).violation();
    return violation.isPresent() && violation.get().invariant() == invariant;
  }

  /** The seed, what is violated, and a line a step. */
  static String describe(History history, Model model) {
    History.Outcome outcome = history.run(model);
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(history.seed()).append(", ").append(Shape.of(history.seed()));
    int number = 0;
    for (History.Step step : history.steps()) {
      text.append(String.format("%n%4d  %-20s %dL", ++number, step.action(), step.salt()));
    }
    text.append(String.format("%nafter step %d: ", outcome.steps()));
    outcome.violation().ifPresent(violation -> text.append(violation.getMessage()));
    return text.toString();
  }
}
