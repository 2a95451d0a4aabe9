package dev.braid.reference;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.expression.EventKey;
import dev.braid.expression.InputRow;
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
    InputRow row = new InputRow();
    EventKey key = view.newKey(0);
    for (Object[] event : events) {
      row.set(event);
      if (view.accepts(row)) {
        view.key(row, key);
        List<Object> group = Arrays.asList(view.values(key));
        view.add(groups.computeIfAbsent(group, g -> view.empty()), row);
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
