package dev.braid.batch.generations;

import dev.braid.batch.generations.GenerationsReport.GroupCounts;
import dev.braid.batch.generations.GenerationsReport.OfView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the comparison of a view came to, in a line. */
public final class ComparisonText {
  private ComparisonText() {}

  public static String of(OfView view) {
    return switch (view.verdict()) {
      case KEPT -> "kept";
      case NEW -> "new";
      case NOT_COMPARED -> joined(List.of("not compared: " + view.why()), view.changes());
      case COMPARED -> joined(compared(view), view.changes());
    };
  }

  private static String joined(List<String> found, List<String> changes) {
    List<String> all = new ArrayList<>(found);
    all.addAll(changes);
    return String.join("; ", all);
  }

  private static List<String> compared(OfView view) {
    List<String> parts = new ArrayList<>();
    parts.add("at " + view.now().frontier() + ": " + counts(view.groups()));
    columns("added", view.columns().added(), parts);
    columns("removed", view.columns().removed(), parts);
    columns("of another type", view.columns().retyped(), parts);
    if (view.stragglers() > 0) {
      parts.add(number(view.stragglers()) + " events came too late for the old version");
    } else if (!view.sound()) {
      parts.add("they must be equal");
    }
    return parts;
  }

  private static String counts(GroupCounts groups) {
    return number(groups.equal())
        + (groups.equal() == 1 ? " group equal, " : " groups equal, ")
        + number(groups.differing())
        + " differ"
        + byColumn(groups)
        + ", "
        + number(groups.onlyNew())
        + " new, "
        + number(groups.onlyOld())
        + " gone";
  }

  private static String byColumn(GroupCounts groups) {
    return groups.differing() == 0
        ? ""
        : groups.differingByColumn().entrySet().stream()
            .map(column -> column.getKey() + " " + number(column.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static void columns(String what, List<String> columns, List<String> parts) {
    if (!columns.isEmpty()) {
      parts.add(what + ": " + String.join(", ", columns));
    }
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
