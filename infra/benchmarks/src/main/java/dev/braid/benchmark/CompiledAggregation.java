package dev.braid.benchmark;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.expression.EventKey;
import dev.braid.expression.InputRow;
import dev.braid.plan.ViewPlan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the speed layer does with an event, without Flink. */
final class CompiledAggregation implements Aggregation {
  private final CompiledView view;
  private final InputRow row = new InputRow();
  private final EventKey key;
  private final Map<EventKey, State[]> groups = new HashMap<>();

  CompiledAggregation(ViewPlan plan) {
    this.view = new CompiledView(plan);
    this.key = view.newKey(0);
  }

  @Override
  public void add(Object[] event) {
    row.set(event);
    if (!view.accepts(row)) {
      return;
    }
    view.key(row, key);
    State[] states = groups.get(key);
    if (states == null) {
      states = view.empty();
      groups.put(key.copy(), states);
    }
    view.add(states, row);
  }

  @Override
  public Map<List<Object>, List<Object>> rows() {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    groups.forEach(
        (group, states) -> {
          Object[] values = view.values(group);
          rows.put(Arrays.asList(values), Arrays.asList(view.result(values, states)));
        });
    return rows;
  }
}
