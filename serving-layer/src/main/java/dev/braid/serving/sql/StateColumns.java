package dev.braid.serving.sql;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.InputColumns;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The states that a view's column is finished from, and their merge over many rows: {@code
 * merge(column)}.
 *
 * <p>The engine gathers the states' fields as texts and {@link StateMerge} merges and finishes them
 * as the layers do. Where fields are mere sums, or a least or greatest value, the engine merges
 * them by itself, and one state a result is left to finish.
 */
final class StateColumns {
  private final ViewDefinition view;
  private final String alias;
  private final OutputColumn output;

  private StateColumns(ViewDefinition view, String alias, OutputColumn output) {
    this.view = view;
    this.alias = alias;
    this.output = output;
  }

  /** The aggregates that an output reads, in their order. */
  static List<Integer> aggregates(ViewPlan plan, OutputColumn output) {
    return InputColumns.of(output.expression()).stream()
        .map(column -> column.index() - plan.keys().size())
        .filter(aggregate -> aggregate >= 0)
        .distinct()
        .sorted()
        .toList();
  }

  /** Of each of the view's columns by name. */
  static Map<String, StateColumns> of(ViewDefinition view, String alias) {
    Map<String, StateColumns> columns = new HashMap<>();
    for (OutputColumn output : view.plan().outputs()) {
      columns.put(output.name(), new StateColumns(view, alias, output));
    }
    return columns;
  }

  /** The column's value over all rows that {@code call} aggregates. */
  Typed merged(Functions.Call call) {
    int keys = view.plan().keys().size();
    List<Integer> aggregates = aggregates(view.plan(), output);
    if (aggregates.isEmpty()
        || InputColumns.of(output.expression()).stream()
            .anyMatch(column -> column.index() < keys)) {
      throw call.invalid(
          "column "
              + output.name()
              + " of view "
              + view.name()
              + " is made of the view's keys, and has no states to merge");
    }
    String states =
        aggregates.stream()
            .map(aggregate -> states(aggregate, call))
            .collect(Collectors.joining(", ", "to_json([", "])"));
    String merged =
        "%s(%s, CAST(%s AS VARCHAR))"
            .formatted(StateMerge.FUNCTION, Duck.literal(StateMerge.name(view, output)), states);
    return Typed.of(StateMerge.read(merged, output.type()), SqlType.of(output.type()));
  }

  /** A list of states, each the list of its fields' texts. */
  private String states(int aggregate, Functions.Call call) {
    List<StateColumn> fields =
        view.plan().stateColumns().stream().filter(c -> c.aggregate() == aggregate).toList();
    String function = nativeMerge(view.plan(), aggregate);
    if (function == null) {
      return call.aggregate(
          "list",
          fields.stream()
              .map(field -> StateMerge.text(column(field), field.type()))
              .collect(Collectors.joining(", ", "[", "]")));
    }
    return fields.stream()
        .map(
            field ->
                StateMerge.text(
                    Duck.cast(call.aggregate(function, column(field)), SqlType.of(field.type())),
                    field.type()))
        .collect(Collectors.joining(", ", "[[", "]]"));
  }

  private String column(StateColumn field) {
    return alias + "." + Duck.quote(field.name());
  }

  /** The engine's aggregate that merges every field of the state; null if there is none. */
  private static String nativeMerge(ViewPlan plan, int aggregate) {
    AggregateCall call = plan.aggregates().get(aggregate);
    return switch (call.function()) {
      case "count", "count_if", "sum", "avg" -> "sum";
      // What NaN is to them is the layers' to say.
      case "min", "max" -> call.type().isFloating() ? null : call.function();
      default -> null;
    };
  }
}
