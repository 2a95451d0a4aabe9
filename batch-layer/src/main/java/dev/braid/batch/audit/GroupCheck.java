package dev.braid.batch.audit;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.plan.AggregateCall;
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
 * Compares a group of the view's table with the same group computed again: the number of events,
 * the outputs as they are stored, and what serving makes of the stored states.
 */
final class GroupCheck {
  private final ViewPlan plan;
  private final CompiledView view;
  private final boolean[] approximate;

  /**
   * A group of the table.
   *
   * @param events null if it does not say
   */
  record Stored(Long events, Object[] outputs, Object[] states) {}

  /** The group computed again. */
  record Recomputed(long events, State[] states) {}

  GroupCheck(ViewPlan plan) {
    this.plan = plan;
    this.view = new CompiledView(plan);
    this.approximate = new boolean[plan.outputs().size()];
    for (int i = 0; i < approximate.length; i++) {
      approximate[i] = isApproximate(plan.outputs().get(i).expression());
    }
  }

  private boolean isApproximate(Expression output) {
    return InputColumns.of(output).stream()
        .mapToInt(input -> input.index() - plan.keys().size())
        .anyMatch(call -> call >= 0 && Agreement.isApproximate(plan.aggregates().get(call)));
  }

  List<Difference> missing(List<Object> key, Recomputed right) {
    return List.of(whole(Difference.Kind.MISSING, key, null, events(right.events())));
  }

  List<Difference> unexpected(List<Object> key, Stored stored) {
    return List.of(whole(Difference.Kind.UNEXPECTED, key, events(stored.events()), null));
  }

  /**
   * @param rows how many of the table are this group's
   */
  Difference repeated(List<Object> key, int rows) {
    return whole(Difference.Kind.REPEATED, key, rows + " rows", "1 row");
  }

  private Difference whole(
      Difference.Kind kind, List<Object> key, String inView, String recomputed) {
    return new Difference(
        kind,
        Groups.id(plan.keys(), key),
        Groups.shown(plan.keys(), key),
        null,
        inView,
        recomputed);
  }

  private static String events(Long events) {
    return events == null ? "NULL events" : events == 1 ? "1 event" : events + " events";
  }

  List<Difference> compare(List<Object> key, Stored stored, Recomputed right) {
    boolean sameEvents = Objects.equals(stored.events(), right.events());
    Difference.Kind kind = sameEvents ? Difference.Kind.VALUE : Difference.Kind.EVENTS;
    Differences found = new Differences(kind, key);
    found.check(ViewPlan.EVENTS_COLUMN, DataType.BIGINT, stored.events(), right.events());
    State[] held = view.load(stored.states());
    Object[] fromHeld = view.result(key.toArray(), held);
    Object[] fromRight = view.result(key.toArray(), right.states());
    for (int i = 0; i < fromRight.length; i++) {
      OutputColumn output = plan.outputs().get(i);
      Object wanted = approximate[i] ? fromHeld[i] : fromRight[i];
      boolean same = found.check(output.name(), output.type(), stored.outputs()[i], wanted);
      if (same && !approximate[i]) {
        found.check(output.name() + " of its states", output.type(), fromHeld[i], fromRight[i]);
      }
    }
    for (int i = 0; i < held.length; i++) {
      AggregateCall call = plan.aggregates().get(i);
      if (Agreement.isApproximate(call)
          && !Agreement.alike(call, held[i], right.states()[i], right.events())) {
        found.add(call.function(), call.type(), held[i].result(), right.states()[i].result());
      }
    }
    return found.list;
  }

  private final class Differences {
    private final Difference.Kind kind;
    private final List<Object> key;
    private final List<Difference> list = new ArrayList<>();

    Differences(Difference.Kind kind, List<Object> key) {
      this.kind = kind;
      this.key = key;
    }

    boolean check(String column, DataType type, Object inView, Object recomputed) {
      boolean same = Tolerance.DEFAULT.same(column, type, inView, recomputed);
      if (!same) {
        add(column, type, inView, recomputed);
      }
      return same;
    }

    void add(String column, DataType type, Object inView, Object recomputed) {
      list.add(
          new Difference(
              kind,
              Groups.id(plan.keys(), key),
              Groups.shown(plan.keys(), key),
              column,
              ValueText.of(type, inView),
              ValueText.of(type, recomputed)));
    }
  }
}
