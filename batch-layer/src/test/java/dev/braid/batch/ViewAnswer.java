package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.aggregate.State;
import dev.braid.contract.Answers;
import dev.braid.expression.CompiledView;
import dev.braid.plan.ViewPlan;
import dev.braid.reference.ReferenceInterpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a batch view's table says, by group. */
public final class ViewAnswer {
  private final ViewPlan plan;
  private final Map<List<Object>, List<Object>> rows = new HashMap<>();
  private final Map<List<Object>, Object[]> states = new HashMap<>();

  /**
   * @param table its rows, in the order of its columns
   */
  public ViewAnswer(ViewPlan plan, List<List<Object>> table) {
    this.plan = plan;
    int outputs = plan.outputs().size();
    for (List<Object> values : table) {
      List<Object> key = key(values);
      assertThat(rows.put(key, values.subList(0, outputs))).as("group %s twice", key).isNull();
      states.put(key, values.subList(outputs + 1, values.size()).toArray());
    }
  }

  private List<Object> key(List<Object> row) {
    List<Object> key = new ArrayList<>();
    for (var part : plan.keys()) {
      for (int i = 0; i < plan.outputs().size(); i++) {
        if (plan.outputs().get(i).name().equals(part.name())) {
          key.add(row.get(i));
        }
      }
    }
    return key;
  }

  /** How rows, states and what serving makes of the states differ from the reference. */
  public List<String> differences(List<Object[]> events) {
    Map<List<Object>, Object[]> reference = new HashMap<>();
    CompiledView compiled = new CompiledView(plan);
    new ReferenceInterpreter(plan)
        .states(events)
        .forEach((key, group) -> reference.put(key, compiled.store(group)));
    Map<List<Object>, List<Object>> expected = finished(reference);
    List<String> differences = new ArrayList<>();
    differences.addAll(Answers.differences(plan, expected, rows));
    differences.addAll(stateDifferences(reference));
    if (differences.isEmpty()) {
      differences.addAll(Answers.differences(plan, expected, finished(states)));
    }
    return differences;
  }

  /**
   * How the view's rows differ from the reference once the states of {@code later} events, as the
   * speed layer keeps them, are merged in.
   *
   * @param earlier what the table was computed from
   */
  public List<String> differencesAfter(List<Object[]> earlier, List<Object[]> later) {
    CompiledView compiled = new CompiledView(plan);
    Map<List<Object>, State[]> merged = new HashMap<>();
    states.forEach((key, fields) -> merged.put(key, compiled.load(fields)));
    new ReferenceInterpreter(plan)
        .states(later)
        .forEach(
            (key, speed) ->
                compiled.merge(merged.computeIfAbsent(key, absent -> compiled.empty()), speed));
    Map<List<Object>, List<Object>> finished = new HashMap<>();
    merged.forEach(
        (key, group) -> finished.put(key, Arrays.asList(compiled.result(key.toArray(), group))));
    List<Object[]> all = new ArrayList<>(earlier);
    all.addAll(later);
    return Answers.differences(plan, new ReferenceInterpreter(plan).rows(all), finished);
  }

  /** The rows of stored states: a sketch may be another once it has been stored. */
  private Map<List<Object>, List<Object>> finished(Map<List<Object>, Object[]> stored) {
    CompiledView compiled = new CompiledView(plan);
    Map<List<Object>, List<Object>> finished = new HashMap<>();
    stored.forEach(
        (key, fields) ->
            finished.put(
                key, Arrays.asList(compiled.result(key.toArray(), compiled.load(fields)))));
    return finished;
  }

  private List<String> stateDifferences(Map<List<Object>, Object[]> reference) {
    List<String> differences = new ArrayList<>();
    reference.forEach(
        (key, expected) -> {
          Object[] found = states.get(key);
          for (int i = 0; found != null && i < expected.length; i++) {
            if (!Answers.same(expected[i], found[i]) || isNegativeZero(found[i])) {
              String name = plan.stateColumns().get(i).name();
              differences.add(
                  "group %s: %s is %s, should be %s".formatted(key, name, found[i], expected[i]));
            }
          }
        });
    return differences;
  }

  private static boolean isNegativeZero(Object value) {
    return Double.valueOf(-0.0).equals(value) || Float.valueOf(-0.0f).equals(value);
  }
}
