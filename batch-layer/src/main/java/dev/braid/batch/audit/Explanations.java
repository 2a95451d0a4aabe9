package dev.braid.batch.audit;

import dev.braid.batch.audit.AuditReport.Where;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells where the differences of a view's version come from. */
final class Explanations {
  private final Scope scope;
  private final Map<String, List<DamagedRange>> byGroup = new HashMap<>();

  /**
   * @param scope of the version: damage beyond it explains nothing
   */
  Explanations(String view, Scope scope, CheckedHistory history) {
    this.scope = scope;
    for (Damage damage : history.details()) {
      if (scope.covers(damage.partition(), damage.offset(), damage.appendMicros())) {
        for (String group : damage.groups().getOrDefault(view, Collections.emptySortedSet())) {
          byGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(DamagedRange.of(damage));
        }
      }
    }
  }

  AuditReport.Row explain(Difference difference) {
    List<DamagedRange> damage =
        CheckedHistory.joined(byGroup.getOrDefault(difference.group(), List.of()));
    boolean fromHistory = difference.kind() != Difference.Kind.REPEATED && !damage.isEmpty();
    return new AuditReport.Row(
        difference.kind(),
        difference.shownGroup(),
        difference.column(),
        difference.inView(),
        difference.recomputed(),
        fromHistory ? where(damage) : Where.VIEW,
        fromHistory ? describe(damage) : ofTheView(difference.kind()));
  }

  private static Where where(List<DamagedRange> damage) {
    return damage.stream().anyMatch(range -> range.kind() == Damage.Kind.REPEATED_IN_RAW)
        ? Where.RAW
        : Where.EVENTS;
  }

  private String describe(List<DamagedRange> damage) {
    return damage.stream().map(range -> range.describe(scope)).collect(Collectors.joining("; "));
  }

  private static String ofTheView(Difference.Kind kind) {
    return switch (kind) {
      case MISSING -> "its events are in events; lost on the way into the view";
      case UNEXPECTED -> "no event is in this group; made on the way into the view";
      case REPEATED -> "more rows of the view's table than one";
      case EVENTS -> "events is as raw; lost or doubled on the way into the view";
      case VALUE ->
          "of the same events; Spark's translation of the plan, a refresh, or the stored row";
    };
  }
}
