package dev.braid.launcher.trial;

import dev.braid.launcher.text.TextTable;
import dev.braid.plan.OutputColumn;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.trial.Comparison;
import dev.braid.trial.Comparison.Difference;
import dev.braid.trial.Outcome;
import dev.braid.trial.Trial;
import dev.braid.type.ValueText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What `braid test` prints: a line a case, what differs of those that fail, a line of sums. */
public final class TrialReport {
  private static final int MOST_ROWS = 20;
  private static final String INDENT = "    ";

  private final List<String> lines = new ArrayList<>();
  private final Set<String> views = new LinkedHashSet<>();
  private int cases;
  private int splits;
  private int failed;

  /** Adds a case with the outcomes of all of its splits. */
  public void add(Trial trial, List<Outcome> outcomes) {
    Comparison comparison = new Comparison(trial);
    cases++;
    splits += outcomes.size();
    views.add(trial.view().name());
    boolean good = outcomes.stream().allMatch(comparison::isAsExpected);
    lines.add(
        (good ? "ok      " : "FAILED  ")
            + trial.name()
            + " ("
            + count(trial.events().size(), "event")
            + ", "
            + count(outcomes.size(), "split")
            + ")");
    if (!good) {
      failed++;
      explain(trial, comparison, outcomes);
    }
  }

  private void explain(Trial trial, Comparison comparison, List<Outcome> outcomes) {
    List<List<Outcome>> groups = comparison.agreeing(outcomes);
    lines.add(INDENT + trial.location());
    if (groups.size() > 1) {
      long wrong = outcomes.stream().filter(outcome -> !comparison.isAsExpected(outcome)).count();
      lines.add(
          INDENT
              + "Spark and Flink do not agree: "
              + wrong
              + " of "
              + outcomes.size()
              + " splits are not as expected");
    }
    for (List<Outcome> group : groups) {
      Outcome first = group.get(0);
      if (!comparison.isAsExpected(first)) {
        lines.add(INDENT + where(group, groups.size() == 1));
        explain(trial, comparison, first);
      }
    }
  }

  private static String where(List<Outcome> group, boolean all) {
    if (all) {
      return "in every split:";
    }
    String more = group.size() == 1 ? "" : ", and " + count(group.size() - 1, "split") + " more";
    return group.get(0).split() + more + ":";
  }

  private void explain(Trial trial, Comparison comparison, Outcome outcome) {
    List<Difference> differences = comparison.differences(outcome);
    if (!differences.isEmpty()) {
      table(trial, differences).forEach(line -> lines.add(INDENT + INDENT + line));
    }
    for (Outcome.Rejected event : comparison.unexpectedlyRejected(outcome)) {
      lines.add(
          INDENT
              + INDENT
              + "event "
              + event.event()
              + " is rejected: "
              + event.reason()
              + " ["
              + event.code()
              + "]");
    }
    for (String code : comparison.notRejected(outcome)) {
      lines.add(INDENT + INDENT + "no event is rejected with " + code);
    }
  }

  /** The group key of each row, and the other columns in which some row differs. */
  private static List<String> table(Trial trial, List<Difference> differences) {
    List<OutputColumn> outputs = trial.view().plan().outputs();
    Set<Integer> shown = new TreeSet<>();
    trial.view().plan().keys().forEach(key -> shown.add(position(outputs, key.name())));
    differences.forEach(difference -> shown.addAll(difference.columns()));
    List<String> header = new ArrayList<>(List.of("row"));
    shown.forEach(i -> header.add(outputs.get(i).name()));
    TextTable table = new TextTable(header, List.of());
    for (Difference difference : differences.subList(0, Math.min(MOST_ROWS, differences.size()))) {
      List<String> cells = new ArrayList<>(List.of(kind(difference)));
      shown.forEach(i -> cells.add(cell(outputs.get(i), i, difference)));
      table.row(cells);
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (differences.size() > MOST_ROWS) {
      lines.add("and " + (differences.size() - MOST_ROWS) + " rows more");
    }
    return lines;
  }

  private static int position(List<OutputColumn> outputs, String name) {
    return outputs.stream().map(OutputColumn::name).toList().indexOf(name);
  }

  private static String kind(Difference difference) {
    return switch (difference.kind()) {
      case MISSING -> "missing";
      case UNEXPECTED -> "unexpected";
      case DIFFERENT -> "different";
    };
  }

  private static String cell(OutputColumn output, int position, Difference difference) {
    List<Object> any = difference.actual() == null ? difference.expected() : difference.actual();
    String value = ValueText.of(output.type(), any.get(position));
    boolean differs =
        difference.kind() == Comparison.Kind.DIFFERENT && difference.columns().contains(position);
    return differs
        ? ValueText.of(output.type(), difference.expected().get(position)) + " → " + value
        : value;
  }

  public boolean isGood() {
    return failed == 0;
  }

  /**
   * All lines.
   *
   * @param project whose views without any case are named
   * @param allTrials of the project, also those that were not run
   */
  public List<String> lines(CompiledProject project, List<Trial> allTrials, long seed) {
    List<String> all = new ArrayList<>(lines);
    all.add("");
    all.add(
        count(cases, "case")
            + " of "
            + count(views.size(), "view")
            + ", "
            + count(splits, "split")
            + (failed == 0 ? "" : ", " + failed + " failed")
            + " (seed "
            + seed
            + ")");
    Set<String> tested =
        allTrials.stream().map(trial -> trial.view().name()).collect(Collectors.toSet());
    String untested =
        project.views().stream()
            .map(ViewDefinition::name)
            .filter(name -> !tested.contains(name))
            .collect(Collectors.joining(", "));
    if (!untested.isEmpty()) {
      all.add("no test: " + untested);
    }
    return all;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
