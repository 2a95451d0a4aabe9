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
    State[] merged = batch.states() == null ? view.empty() : view.load(batch.states());
    long[] events = {batch.events()};
    speed.forEachEpochFrom(
        key,
        frontier,
        (states, count) -> {
          view.merge(merged, view.load(states));
          events[0] += count;
        });
    return new MergedRow(view.result(key.values(), merged), events[0], view.overflowed(merged));
  }

  /** Whether a sum of the batch view's row is NULL because its total has no place in its type. */
  public boolean overflowed(BatchRow row) {
    return row.states() != null && view.overflowed(view.load(row.states()));
  }
}
