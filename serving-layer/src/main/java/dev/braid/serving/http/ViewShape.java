package dev.braid.serving.http;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import java.util.ArrayList;
import java.util.List;

/** A view's columns and states as its definition has them, for JSON. */
final class ViewShape {
  private ViewShape() {}

  /**
   * One output.
   *
   * @param role {@code key}, {@code aggregate}, or {@code computed} from keys and aggregates
   * @param definition over the source's columns; of a computed one over {@code _k<n>} and {@code
   *     _a<n>}, as the plan numbers keys and aggregates
   * @param description null if the view says nothing of it
   */
  record Column(String name, String type, String role, String definition, String description) {}

  /** One field of one aggregate's state, and what keeping it takes a group. */
  record State(String aggregate, String field, String column, String type, String bytes) {}

  static List<String> keys(ViewDefinition view) {
    return view.plan().keys().stream().map(KeyColumn::name).toList();
  }

  static List<Column> columns(ViewDefinition view) {
    ViewPlan plan = view.plan();
    List<Column> columns = new ArrayList<>();
    for (OutputColumn output : plan.outputs()) {
      String role = "computed";
      String definition = PlanPrinter.print(output.expression());
      if (output.expression() instanceof ColumnRef result) {
        int aggregate = result.index() - plan.keys().size();
        role = aggregate < 0 ? "key" : "aggregate";
        definition =
            aggregate < 0
                ? PlanPrinter.print(plan.keys().get(result.index()).expression())
                : PlanPrinter.print(plan.aggregates().get(aggregate));
      }
      columns.add(
          new Column(
              output.name(),
              output.type().toString(),
              role,
              definition,
              view.options().columns().get(output.name())));
    }
    return columns;
  }

  static List<State> states(ViewDefinition view) {
    List<State> states = new ArrayList<>();
    for (StateColumn column : view.plan().stateColumns()) {
      AggregateCall call = view.plan().aggregates().get(column.aggregate());
      states.add(
          new State(
              PlanPrinter.print(call),
              call.bind().stateFields().get(column.field()).name(),
              column.name(),
              column.type().toString(),
              call.bind().stateFields().get(column.field()).size().toString()));
    }
    return states;
  }
}
