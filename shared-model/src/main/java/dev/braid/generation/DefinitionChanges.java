package dev.braid.generation;

import dev.braid.generation.ViewChange.Kind;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Expression;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Column;
import dev.braid.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How two generations' definitions differ, view by view. */
public final class DefinitionChanges {
  private final CompiledProject before;
  private final CompiledProject after;

  private DefinitionChanges(CompiledProject before, CompiledProject after) {
    this.before = before;
    this.after = after;
  }

  /** The views of both, the later one's in its order and then those that it drops. */
  public static List<ViewChange> between(CompiledProject before, CompiledProject after) {
    return new DefinitionChanges(before, after).all();
  }

  /** Whether both define the same views. */
  public static boolean none(CompiledProject before, CompiledProject after) {
    return between(before, after).stream().allMatch(change -> change.kind() == Kind.KEPT);
  }

  private List<ViewChange> all() {
    Map<String, ViewDefinition> old =
        before.views().stream()
            .collect(Collectors.toMap(ViewDefinition::name, view -> view, (a, b) -> a));
    List<ViewChange> changes = new ArrayList<>();
    for (ViewDefinition view : after.views()) {
      ViewDefinition was = old.remove(view.name());
      if (was == null) {
        changes.add(change(Kind.NEW, null, view, List.of("there was none of this name")));
      } else if (was.definitionHash().equals(view.definitionHash())) {
        changes.add(change(Kind.KEPT, was, view, List.of()));
      } else {
        changes.add(change(Kind.REBUILT, was, view, reasons(was, view)));
      }
    }
    for (ViewDefinition was : before.views()) {
      if (old.containsKey(was.name())) {
        changes.add(
            change(Kind.DROPPED, was, null, List.of("there is none of this name any more")));
      }
    }
    return changes;
  }

  private static ViewChange change(
      Kind kind, ViewDefinition was, ViewDefinition is, List<String> reasons) {
    return new ViewChange(
        (is == null ? was : is).name(),
        kind,
        was == null ? null : was.shortHash(),
        is == null ? null : is.shortHash(),
        reasons);
  }

  private List<String> reasons(ViewDefinition was, ViewDefinition is) {
    List<String> reasons = new ArrayList<>();
    if (was.epochMillis() != is.epochMillis()) {
      reasons.add("epoch " + span(was.epochMillis()) + " → " + span(is.epochMillis()));
    }
    Source oldSource = before.source(was.plan().source());
    Source newSource = after.source(is.plan().source());
    if (!oldSource.name().equals(newSource.name())) {
      reasons.add("reads source " + newSource.name() + " in place of " + oldSource.name());
    } else {
      ofSource(oldSource, newSource, reasons);
    }
    ofPlan(was.plan(), is.plan(), reasons);
    if (reasons.isEmpty()) {
      reasons.add("its plan is another");
    }
    return reasons;
  }

  private static void ofSource(Source was, Source is, List<String> reasons) {
    String source = "source " + is.name() + ": ";
    if (!was.topic().equals(is.topic())) {
      reasons.add(source + "topic " + was.topic() + " → " + is.topic());
    }
    if (!was.format().equals(is.format())) {
      reasons.add(source + "format " + was.format() + " → " + is.format());
    }
    compare(
        source + "column",
        byName(was.columns(), Column::name, DefinitionChanges::print),
        byName(is.columns(), Column::name, DefinitionChanges::print),
        reasons);
    if (reasons.isEmpty() && !was.columns().equals(is.columns())) {
      reasons.add(source + "its columns are in another order");
    }
  }

  private static String print(Column column) {
    return column.type() + (column.notNull() ? " NOT NULL" : "");
  }

  private static void ofPlan(ViewPlan was, ViewPlan is, List<String> reasons) {
    if (!Objects.equals(was.filter(), is.filter())) {
      reasons.add("WHERE " + print(was.filter()) + " → " + print(is.filter()));
    }
    compare(
        "group key",
        byName(was.keys(), KeyColumn::name, key -> PlanPrinter.print(key.expression())),
        byName(is.keys(), KeyColumn::name, key -> PlanPrinter.print(key.expression())),
        reasons);
    compare("column", outputs(was), outputs(is), reasons);
  }

  private static String print(Expression filter) {
    return filter == null ? "(none)" : PlanPrinter.print(filter);
  }

  /** What each column shows, aggregates written out; keys are compared on their own. */
  private static Map<String, String> outputs(ViewPlan plan) {
    Set<String> keys = plan.keys().stream().map(KeyColumn::name).collect(Collectors.toSet());
    Map<String, String> outputs = new LinkedHashMap<>();
    for (OutputColumn output : plan.outputs()) {
      if (!keys.contains(output.name())) {
        outputs.put(output.name(), written(output, plan));
      }
    }
    return outputs;
  }

  private static String written(OutputColumn output, ViewPlan plan) {
    String text = PlanPrinter.print(output.expression());
    // From the last on, so that _a1 is not taken for a part of _a10.
    for (int i = plan.aggregates().size() - 1; i >= 0; i--) {
      AggregateCall call = plan.aggregates().get(i);
      text = text.replace("_a" + i, PlanPrinter.print(call));
    }
    return text + " " + output.type();
  }

  private static <T> Map<String, String> byName(
      List<T> parts, Function<T, String> name, Function<T, String> content) {
    Map<String, String> named = new LinkedHashMap<>();
    parts.forEach(part -> named.put(name.apply(part), content.apply(part)));
    return named;
  }

  private static void compare(
      String what, Map<String, String> was, Map<String, String> is, List<String> reasons) {
    Set<String> names = new LinkedHashSet<>(is.keySet());
    names.addAll(was.keySet());
    for (String name : names) {
      String old = was.get(name);
      String now = is.get(name);
      if (old == null) {
        reasons.add(what + " " + name + " added: " + now);
      } else if (now == null) {
        reasons.add(what + " " + name + " dropped");
      } else if (!old.equals(now)) {
        reasons.add(what + " " + name + ": " + old + " → " + now);
      }
    }
  }

  private static String span(long millis) {
    Duration span = Duration.ofMillis(millis);
    if (span.toDaysPart() > 0 && span.equals(Duration.ofDays(span.toDays()))) {
      return span.toDays() + "d";
    }
    if (span.equals(Duration.ofHours(span.toHours())) && span.toHours() > 0) {
      return span.toHours() + "h";
    }
    return span.equals(Duration.ofMinutes(span.toMinutes())) && span.toMinutes() > 0
        ? span.toMinutes() + "m"
        : span.toSeconds() + "s";
  }
}
