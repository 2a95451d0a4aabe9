package dev.braid.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.launcher.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The batch layer's audit report for people. */
public final class AuditText {
  /** A view's differences that are shown. */
  private static final int MOST = 20;

  private final List<String> lines = new ArrayList<>();

  private AuditText() {}

  public static List<String> lines(JsonNode report) {
    AuditText text = new AuditText();
    report.path("views").forEach(text::view);
    report
        .path("not_run")
        .forEach(view -> text.lines.add(view.asText() + ": no batch version yet"));
    report.path("sources").forEach(text::source);
    text.total(report.path("views"));
    return text.lines;
  }

  private void view(JsonNode view) {
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: batch version %d up to %s, %,d groups of %,d events, %,d differ",
            view.path("view").asText(),
            view.path("batch_version").asLong(),
            view.path("frontier").asText(),
            view.path("groups").asLong(),
            view.path("events").asLong(),
            view.path("differing").asLong()));
    if (view.path("differences").isEmpty()) {
      return;
    }
    TextTable table =
        new TextTable(
            List.of("group key", "column", "in the view", "recomputed", "why"), List.of());
    Map<String, Integer> reasons = new LinkedHashMap<>();
    int shown = 0;
    for (JsonNode row : view.path("differences")) {
      if (shown++ == MOST) {
        break;
      }
      String reason =
          row.path("where").asText().toLowerCase(Locale.ROOT)
              + ": "
              + row.path("explanation").asText();
      reasons.putIfAbsent(reason, reasons.size() + 1);
      table.row(
          List.of(
              row.path("group").asText(),
              row.path("column").asText(""),
              row.path("in_view").asText("no such group"),
              row.path("recomputed").asText("no such group"),
              "(" + reasons.get(reason) + ")"));
    }
    lines.add("");
    table.lines().forEach(line -> lines.add("  " + line));
    long more = view.path("found").asLong() - Math.min(MOST, view.path("differences").size());
    if (more > 0) {
      lines.add(String.format(Locale.ROOT, "  and %,d more", more));
    }
    lines.add("");
    reasons.forEach((reason, number) -> lines.add("  (" + number + ") " + reason));
    lines.add("");
  }

  private void source(JsonNode source) {
    String name = source.path("source").asText();
    source.path("damage").forEach(damage -> lines.add(name + ": " + damage.asText()));
    if (source.path("note").isTextual()) {
      lines.add(name + ": " + source.path("note").asText());
    }
  }

  private void total(JsonNode views) {
    long groups = 0;
    long events = 0;
    long differing = 0;
    for (JsonNode view : views) {
      groups += view.path("groups").asLong();
      events += view.path("events").asLong();
      differing += view.path("differing").asLong();
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "audit: %,d views, %,d groups, %,d events, %,d differ",
            views.size(),
            groups,
            events,
            differing));
  }
}
