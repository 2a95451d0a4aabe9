package dev.braid.launcher.apply;

import dev.braid.generation.ViewChange;
import dev.braid.launcher.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a new generation does to each view, and why. */
final class ChangeTable {
  private ChangeTable() {}

  /**
   * @param events by view that answers, how many it counts; empty if that is not known
   */
  static List<String> lines(List<ViewChange> changes, Map<String, Long> events) {
    TextTable table = new TextTable(List.of("view", "what", "batch view", "why"), List.of());
    for (ViewChange change : changes) {
      List<String> reasons = change.reasons().isEmpty() ? List.of("") : change.reasons();
      table.row(
          List.of(change.view(), change.kind().text(), batch(change, events), reasons.get(0)));
      reasons.stream().skip(1).forEach(reason -> table.row(List.of("", "", "", reason)));
    }
    return table.lines();
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
