package dev.braid.launcher.explain;

import dev.braid.aggregate.StateField;
import dev.braid.aggregate.StateSize;
import dev.braid.launcher.text.Durations;
import dev.braid.launcher.text.TextTable;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.Refresh;
import dev.braid.project.ViewDefinition;
import dev.braid.type.DataType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A view as it is defined, for people: what it is, its plan, what it keeps of a group. */
public final class ViewText {
  private static final int BYTES = 4;

  private ViewText() {}

  public static List<String> lines(CompiledProject project, ViewDefinition view) {
    List<String> lines = new ArrayList<>();
    lines.add("VIEW " + view.name());
    lines.add("");
    facts(project, view, lines);
    lines.add("");
    lines.add("PLAN");
    lines.add("");
    PlanPrinter.print(view.plan()).lines().forEach(line -> lines.add("  " + line));
    lines.add("");
    lines.add(
        "STATES: the bytes kept of a group, besides its key and outputs; a text takes its own length");
    lines.add("");
    states(view.plan()).lines().forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static void facts(CompiledProject project, ViewDefinition view, List<String> lines) {
    if (view.options().description() != null) {
      fact(lines, "description", view.options().description());
    }
    if (view.options().owner() != null) {
      fact(lines, "owner", view.options().owner());
    }
    String source = view.plan().source();
    fact(lines, "source", source + ", topic " + project.source(source).topic());
    fact(lines, "group key", keys(view.plan()));
    fact(lines, "epoch", Durations.brief(Duration.ofMillis(view.epochMillis())));
    fact(
        lines,
        "refresh",
        view.options().refresh() == Refresh.FULL
            ? "full: a batch run computes it from all events"
            : "incremental: a batch run adds the new epochs to the version before");
    fact(lines, "definition", view.definitionHash());
  }

  private static void fact(List<String> lines, String name, String value) {
    lines.add("  %-11s  %s".formatted(name, value));
  }

  private static String keys(ViewPlan plan) {
    return plan.keys().stream()
        .map(key -> key.name() + " " + key.type())
        .collect(Collectors.joining(", "));
  }

  /** Bytes as the values are, before a file compresses them or a message spells them out. */
  private static TextTable states(ViewPlan plan) {
    TextTable table =
        new TextTable(List.of("aggregate", "state", "column", "type", "bytes"), List.of(BYTES));
    StateSize group = StateSize.of(DataType.BIGINT);
    table.row(List.of("", "events", ViewPlan.EVENTS_COLUMN, "BIGINT", group.toString()));
    for (StateColumn column : plan.stateColumns()) {
      AggregateCall call = plan.aggregates().get(column.aggregate());
      StateField field = call.bind().stateFields().get(column.field());
      table.row(
          List.of(
              column.field() == 0 ? "_a" + column.aggregate() + " " + call.function() : "",
              field.name(),
              column.name(),
              field.type().toString(),
              field.size().toString()));
      group = group.plus(field.size());
    }
    return table.row(List.of("a group", "", "", "", group.toString()));
  }
}
