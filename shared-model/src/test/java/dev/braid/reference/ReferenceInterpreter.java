package dev.braid.reference;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.plan.ViewPlan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a view means, in a dozen lines: every engine's answer must equal this one's. Groups are
 * keyed by the list of their key values.
 */
public final class ReferenceInterpreter {
  private final CompiledView view;

  public ReferenceInterpreter(ViewPlan plan) {
    this.view = new CompiledView(plan);
  }

  /** The states of each group. */
  public Map<List<Object>, State[]> states(Iterable<Object[]> events) {
    Map<List<Object>, State[]> groups = new LinkedHashMap<>();
    for (Object[] event : events) {
      if (view.accepts(event)) {
        List<Object> key = Arrays.asList(view.key(event));
        view.add(groups.computeIfAbsent(key, k -> view.empty()), event);
      }
    }
    return groups;
  }

  /** The view's rows, by group. */
  public Map<List<Object>, List<Object>> rows(Iterable<Object[]> events) {
    Map<List<Object>, List<Object>> rows = new LinkedHashMap<>();
    states(events)
        .forEach((key, states) -> rows.put(key, Arrays.asList(view.result(key.toArray(), states))));
    return rows;
  }
}
