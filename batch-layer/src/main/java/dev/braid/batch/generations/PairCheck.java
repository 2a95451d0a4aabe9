package dev.braid.batch.generations;

import dev.braid.aggregate.State;
import dev.braid.batch.audit.Agreement;
import dev.braid.batch.generations.GenerationsReport.Values;
import dev.braid.expression.CompiledView;
import dev.braid.plan.Expression;
import dev.braid.plan.InputColumns;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.trial.Tolerance;
import dev.braid.type.DataType;
import dev.braid.type.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Compares a group of the old view with the same group of the new one, column by column. Of the
 * same query the number of events is compared too; and a sketch whose result depends on the order
 * in which states were merged is held to its bounds, as the two versions need not have merged them
 * in the same order.
 */
final class PairCheck {
  private final List<OutputColumn> outputs;
  private final boolean samePlan;
  private final ViewPlan plan;
  private final CompiledView view;

  /** A group as one of the views has it. */
  record Group(Long events, List<Object> outputs, Object[] states) {}

  PairCheck(Pairing pairing, ViewPlan plan, boolean samePlan) {
    this.outputs = pairing.outputs();
    this.samePlan = samePlan;
    this.plan = plan;
    this.view = new CompiledView(plan);
  }

  /** The columns that differ; of a group that one view lacks all columns. */
  List<Values> differences(Group before, Group now) {
    List<Values> found = new ArrayList<>();
    boolean both = before != null && now != null;
    if (samePlan && !(both && Objects.equals(before.events(), now.events()))) {
      found.add(
          new Values(
              ViewPlan.EVENTS_COLUMN,
              before == null ? null : text(DataType.BIGINT, before.events()),
              now == null ? null : text(DataType.BIGINT, now.events())));
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (!(both && isSame(i, before, now))) {
        found.add(
            new Values(
                outputs.get(i).name(),
                before == null ? null : text(outputs.get(i).type(), before.outputs().get(i)),
                now == null ? null : text(outputs.get(i).type(), now.outputs().get(i))));
      }
    }
    return found;
  }

  private static String text(DataType type, Object value) {
    return ValueText.of(type, value);
  }

  private boolean isSame(int index, Group before, Group now) {
    OutputColumn output = outputs.get(index);
    boolean same =
        Tolerance.DEFAULT.same(
            output.name(), output.type(), before.outputs().get(index), now.outputs().get(index));
    return same || (samePlan && isWithinBounds(output.expression(), before, now));
  }

  private boolean isWithinBounds(Expression output, Group before, Group now) {
    List<Integer> calls = callsOf(output);
    if (calls.stream().noneMatch(call -> Agreement.isApproximate(plan.aggregates().get(call)))) {
      return false;
    }
    State[] states = view.load(before.states());
    State[] others = view.load(now.states());
    return calls.stream()
        .allMatch(
            call ->
                Agreement.alike(
                    plan.aggregates().get(call), states[call], others[call], now.events()));
  }

  private List<Integer> callsOf(Expression output) {
    return InputColumns.of(output).stream()
        .map(column -> column.index() - plan.keys().size())
        .filter(call -> call >= 0)
        .toList();
  }
}
