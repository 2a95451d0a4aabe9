package dev.braid.serving.merge;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.log.Frontier;
import dev.braid.plan.ViewPlan;

/** Merges a group's batch states with its speed states into the row that users see. */
public final class Merger {
  private final CompiledView view;

  public Merger(ViewPlan plan) {
    this.view = new CompiledView(plan);
  }

  /**
   * The group's row over what {@code batch} holds and all speed epochs at or after the frontier.
   */
  public MergedRow merge(GroupKey key, BatchRow batch, SpeedView speed, Frontier frontier) {
    State[] recent = view.empty();
    long[] events = {0};
    speed.forEachEpochFrom(
        key,
        frontier,
        (states, count) -> {
          view.merge(recent, view.load(states));
          events[0] += count;
        });
    MergedRow.SpeedPart part =
        new MergedRow.SpeedPart(view.result(key.values(), recent), events[0]);
    if (batch.states() == null) {
      return row(part.values(), events[0], recent, part);
    }
    State[] merged = view.load(batch.states());
    view.merge(merged, recent);
    return row(view.result(key.values(), merged), batch.events() + events[0], merged, part);
  }

  private MergedRow row(Object[] values, long events, State[] states, MergedRow.SpeedPart speed) {
    return new MergedRow(values, events, view.store(states), view.overflowed(states), speed);
  }

  /** Whether a sum of the batch view's row is NULL because its total has no place in its type. */
  public boolean overflowed(BatchRow row) {
    return row.states() != null && view.overflowed(view.load(row.states()));
  }
}
