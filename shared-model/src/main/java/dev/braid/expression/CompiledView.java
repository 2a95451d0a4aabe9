package dev.braid.expression;

import dev.braid.aggregate.AggregateFunction;
import dev.braid.aggregate.State;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.Cell;
import java.util.List;

/**
 * A view's plan, compiled to be run a record at a time: by the reference interpreter, by Flink's
 * operators and by serving's merge. Immutable and safe to share.
 */
public final class CompiledView {
  private final ViewPlan plan;
  private final Evaluator filter;
  private final Evaluator[] keys;
  private final Evaluator[][] arguments;
  private final Evaluator[] filters;
  private final AggregateFunction[] functions;
  private final int[] stateOffsets;
  private final int stateWidth;
  private final Evaluator[] outputs;

  public CompiledView(ViewPlan plan) {
    this.plan = plan;
    this.filter = plan.filter() == null ? null : ExpressionCompiler.compile(plan.filter());
    this.keys = ExpressionCompiler.compileAll(plan.keys().stream().map(KeyColumn::expression));
    List<AggregateCall> calls = plan.aggregates();
    this.arguments =
        calls.stream()
            .map(call -> ExpressionCompiler.compileAll(call.arguments().stream()))
            .toArray(Evaluator[][]::new);
    this.filters =
        calls.stream()
            .map(call -> call.filter() == null ? null : ExpressionCompiler.compile(call.filter()))
            .toArray(Evaluator[]::new);
    this.functions = calls.stream().map(AggregateCall::bind).toArray(AggregateFunction[]::new);
    List<StateColumn> columns = plan.stateColumns();
    this.stateWidth = columns.size();
    this.stateOffsets = new int[functions.length];
    for (int i = columns.size() - 1; i >= 0; i--) {
      stateOffsets[columns.get(i).aggregate()] = i;
    }
    this.outputs =
        ExpressionCompiler.compileAll(plan.outputs().stream().map(OutputColumn::expression));
  }

  public ViewPlan plan() {
    return plan;
  }

  /** Whether the event belongs to the view; a NULL filter keeps it out. */
  public boolean accepts(InputRow event) {
    return filter == null || filter.evaluateBoolean(event);
  }

  /**
   * A place for the group keys of events.
   *
   * @param more cells after the group key's, for what else the caller groups by
   */
  public EventKey newKey(int more) {
    return new EventKey(Cell.row(keys.length + more));
  }

  /** Sets {@code into} to the event's group key. */
  public void key(InputRow event, EventKey into) {
    for (int i = 0; i < keys.length; i++) {
      keys[i].store(event, into.cell(i));
    }
  }

  /** The group key that {@code key} holds, in canonical form. */
  public Object[] values(EventKey key) {
    Object[] values = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = key.cell(i).get(keys[i].type());
    }
    return values;
  }

  /** Fresh states, one an aggregate. */
  public State[] empty() {
    State[] states = new State[functions.length];
    for (int i = 0; i < functions.length; i++) {
      states[i] = functions[i].empty();
    }
    return states;
  }

  public void add(State[] states, InputRow event) {
    for (int i = 0; i < states.length; i++) {
      if (filters[i] == null || filters[i].evaluateBoolean(event)) {
        Evaluator[] wanted = arguments[i];
        Cell[] cells = event.arguments(wanted.length);
        for (int a = 0; a < wanted.length; a++) {
          wanted[a].store(event, cells[a]);
        }
        states[i].add(cells);
      }
    }
  }

  public void merge(State[] into, State[] from) {
    for (int i = 0; i < into.length; i++) {
      into[i].merge(from[i]);
    }
  }

  /** The states' fields, in the order of {@link ViewPlan#stateColumns}. */
  public Object[] store(State[] states) {
    Object[] fields = new Object[stateWidth];
    for (int i = 0; i < states.length; i++) {
      states[i].store(fields, stateOffsets[i]);
    }
    return fields;
  }

  /** The states that {@link #store} wrote, as new objects. */
  public State[] load(Object[] fields) {
    State[] states = new State[functions.length];
    for (int i = 0; i < functions.length; i++) {
      states[i] = functions[i].load(fields, stateOffsets[i]);
    }
    return states;
  }

  /** Whether a sum of the group is NULL because its total has no place in its type. */
  public boolean overflowed(State[] states) {
    for (State state : states) {
      if (state.overflowed()) {
        return true;
      }
    }
    return false;
  }

  /** The view's row for a group: the values of {@link ViewPlan#outputs}. */
  public Object[] result(Object[] key, State[] states) {
    Object[] input = new Object[key.length + states.length];
    System.arraycopy(key, 0, input, 0, key.length);
    for (int i = 0; i < states.length; i++) {
      input[key.length + i] = states[i].result();
    }
    InputRow group = new InputRow(input);
    Object[] row = new Object[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      row[i] = outputs[i].evaluate(group);
    }
    return row;
  }
}
