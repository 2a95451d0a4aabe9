package dev.braid.launcher.apply;

import dev.braid.generation.ViewChange;
import dev.braid.launcher.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What a new generation does to each view, and why. */
final class ChangeTable {
  private ChangeTable() {}

  /** The way back: everything is there still. */
  static List<String> back(List<ViewChange> changes) {
    return lines(changes, change -> "as it was kept");
  }

  /**
   * The way on.
   *
   * @param events by view that answers, how many it counts; empty if that is not known
   */
  static List<String> lines(List<ViewChange> changes, Map<String, Long> events) {
    return lines(changes, change -> batch(change, events));
  }

  private static List<String> lines(List<ViewChange> changes, Function<ViewChange, String> batch) {
    TextTable table =
        new TextTable(List.of("view", "what", "definition", "batch view", "why"), List.of());
    for (ViewChange change : changes) {
      List<String> reasons = change.reasons().isEmpty() ? List.of("") : change.reasons();
      table.row(
          List.of(
              change.view(),
              change.kind().text(),
              definition(change),
              batch.apply(change),
              reasons.get(0)));
      reasons.stream().skip(1).forEach(reason -> table.row(List.of("", "", "", "", reason)));
    }
    return table.lines();
  }

  private static String definition(ViewChange change) {
    if (change.before() == null || change.before().equals(change.after())) {
      return change.after();
    }
    return change.after() == null ? change.before() : change.before() + " → " + change.after();
  }

  private static String batch(ViewChange change, Map<String, Long> events) {
    return switch (change.kind()) {
      case KEPT -> "stays";
      case NEW -> "computed from all of the source's past";
      case DROPPED -> "kept until clean-up";
      case REBUILT ->
          events.containsKey(change.view())
              ? String.format(
                  Locale.ROOT, "computed anew, from %,d events", events.get(change.view()))
              : "computed anew";
    };
  }
}
