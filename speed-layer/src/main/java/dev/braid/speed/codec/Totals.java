package dev.braid.speed.codec;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.expression.InputRow;

/**
 * What is known of one (group key, epoch): number of events, greatest append time and the states.
 * Mutable; one thread's.
 */
public final class Totals {
  private long events;
  private long appendTime;
  private final State[] states;

  Totals(long events, long appendTime, State[] states) {
    this.events = events;
    this.appendTime = appendTime;
    this.states = states;
  }

  public static Totals empty(CompiledView view) {
    return new Totals(0, Long.MIN_VALUE, view.empty());
  }

  public void add(CompiledView view, long eventAppendTime, InputRow event) {
    events++;
    appendTime = Math.max(appendTime, eventAppendTime);
    view.add(states, event);
  }

  public void merge(CompiledView view, Totals other) {
    events += other.events;
    appendTime = Math.max(appendTime, other.appendTime);
    view.merge(states, other.states);
  }

  public Totals copy(CompiledView view) {
    return new Totals(events, appendTime, view.load(view.store(states)));
  }

  public long events() {
    return events;
  }

  public long appendTime() {
    return appendTime;
  }

  public State[] states() {
    return states;
  }
}
