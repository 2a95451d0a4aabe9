package dev.braid.trial;

import dev.braid.plan.OutputColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares what became of a case's events with what was expected, and split with split. */
public final class Comparison {
  private final Trial trial;
  private final List<OutputColumn> outputs;

  public Comparison(Trial trial) {
    this.trial = trial;
    this.outputs = trial.view().plan().outputs();
  }

  /** A row that is not as expected. */
  public enum Kind {
    MISSING,
    UNEXPECTED,
    DIFFERENT
  }

  /**
   * One such row.
   *
   * @param expected null if there should be no row
   * @param actual null if there is no row
   * @param columns positions of the outputs that differ; all that are compared if a row is missing
   *     or unexpected
   */
  public record Difference(
      Kind kind, List<Object> expected, List<Object> actual, List<Integer> columns) {}

  /** What differs of the rows; empty if nothing does. */
  public List<Difference> differences(Outcome outcome) {
    List<Integer> compared = trial.expected().compared();
    List<Difference> differences = new ArrayList<>();
    Map<List<Object>, List<Object>> left = new LinkedHashMap<>(outcome.rows());
    trial
        .expected()
        .rows()
        .forEach(
            (key, expected) -> {
              List<Object> actual = left.remove(key);
              if (actual == null) {
                differences.add(new Difference(Kind.MISSING, expected, null, compared));
                return;
              }
              List<Integer> columns =
                  compared.stream().filter(i -> !same(i, expected, actual)).toList();
              if (!columns.isEmpty()) {
                differences.add(new Difference(Kind.DIFFERENT, expected, actual, columns));
              }
            });
    left.values()
        .forEach(
            actual -> differences.add(new Difference(Kind.UNEXPECTED, null, actual, compared)));
    return differences;
  }

  private boolean same(int column, List<Object> one, List<Object> other) {
    OutputColumn output = outputs.get(column);
    return trial.tolerance().same(output.name(), output.type(), one.get(column), other.get(column));
  }

  /** Rejected events whose code is not among those expected. */
  public List<Outcome.Rejected> unexpectedlyRejected(Outcome outcome) {
    List<String> expected = new ArrayList<>(trial.rejected());
    return outcome.rejected().stream().filter(event -> !expected.remove(event.code())).toList();
  }

  /** Codes that were expected and that no event was rejected with. */
  public List<String> notRejected(Outcome outcome) {
    List<String> missing = new ArrayList<>(trial.rejected());
    outcome.rejected().forEach(event -> missing.remove(event.code()));
    return Collections.unmodifiableList(missing);
  }

  public boolean isAsExpected(Outcome outcome) {
    return differences(outcome).isEmpty()
        && unexpectedlyRejected(outcome).isEmpty()
        && notRejected(outcome).isEmpty();
  }

  /**
   * The outcomes in groups of the same rows and rejections; more than one: the engines disagree.
   */
  public List<List<Outcome>> agreeing(List<Outcome> outcomes) {
    List<List<Outcome>> groups = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      groups.stream()
          .filter(group -> agree(group.get(0), outcome))
          .findFirst()
          .orElseGet(
              () -> {
                List<Outcome> group = new ArrayList<>();
                groups.add(group);
                return group;
              })
          .add(outcome);
    }
    return groups;
  }

  /** By event. The reasons are for people; each layer's JSON parser has words of its own. */
  private static Map<Integer, String> codes(Outcome outcome) {
    return outcome.rejected().stream()
        .collect(Collectors.toMap(Outcome.Rejected::event, Outcome.Rejected::code));
  }

  /** Whether two splits gave the same, in every column that is compared. */
  private boolean agree(Outcome one, Outcome other) {
    return codes(one).equals(codes(other))
        && one.rows().keySet().equals(other.rows().keySet())
        && one.rows().entrySet().stream()
            .allMatch(
                entry -> {
                  List<Object> row = other.rows().get(entry.getKey());
                  return trial.expected().compared().stream()
                      .allMatch(i -> same(i, entry.getValue(), row));
                });
  }
}
