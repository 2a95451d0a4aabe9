package dev.braid.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.project.CompiledProject;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTextTest {
  private static List<String> lines(String json) throws JsonProcessingException {
    return AuditText.lines(CompiledProject.json().readTree(json));
  }

  @Test
  void nothingDiffers() throws Exception {
    assertThat(
            lines(
                """
                {"views": [{"view": "revenue", "batch_version": 3,
                            "frontier": "2026-01-01T00:00:00Z", "groups": 1200, "events": 50000,
                            "differing": 0, "found": 0, "differences": []}],
                 "sources": [{"source": "orders", "damage": [], "note": null}],
                 "not_run": ["hours"]}
                """))
        .containsExactly(
            "revenue: batch version 3 up to 2026-01-01T00:00:00Z, 1,200 groups of 50,000 events,"
                + " 0 differ",
            "hours: no batch version yet",
            "audit: 1 views, 1,200 groups, 50,000 events, 0 differ");
  }

  @Test
  void differencesAreATableWithTheirReasonsBelow() throws Exception {
    assertThat(
            lines(
                """
                {"views": [{"view": "revenue", "batch_version": 3,
                            "frontier": "2026-01-01T00:00:00Z", "groups": 4, "events": 90,
                            "differing": 2, "found": 3, "differences": [
                  {"kind": "EVENTS", "group": "de", "column": "_events", "in_view": "3",
                   "recomputed": "4", "where": "EVENTS", "explanation": "1 record in raw"},
                  {"kind": "EVENTS", "group": "de", "column": "revenue", "in_view": "26.00",
                   "recomputed": "32.00", "where": "EVENTS", "explanation": "1 record in raw"},
                  {"kind": "MISSING", "group": "it", "column": null, "in_view": null,
                   "recomputed": "1 event", "where": "VIEW", "explanation": "lost"}]}],
                 "sources": [{"source": "orders", "damage": ["1 record in raw, not in events"],
                              "note": "there is more"}],
                 "not_run": []}
                """))
        .containsExactly(
            "revenue: batch version 3 up to 2026-01-01T00:00:00Z, 4 groups of 90 events, 2 differ",
            "",
            "  group key  column   in the view    recomputed  why",
            "  ---------  -------  -------------  ----------  ---",
            "  de         _events  3              4           (1)",
            "  de         revenue  26.00          32.00       (1)",
            "  it                  no such group  1 event     (2)",
            "",
            "  (1) events: 1 record in raw",
            "  (2) view: lost",
            "",
            "orders: 1 record in raw, not in events",
            "orders: there is more",
            "audit: 1 views, 4 groups, 90 events, 2 differ");
  }

  @Test
  void twentyAreShownAndTheRestCounted() {
    ObjectNode report = CompiledProject.json().createObjectNode();
    ObjectNode view = report.putArray("views").addObject();
    view.put("view", "revenue").put("differing", 25).put("found", 1025);
    ArrayNode differences = view.putArray("differences");
    for (int i = 0; i < 25; i++) {
      differences.addObject().put("group", "g" + i).put("where", "VIEW").put("explanation", "e");
    }
    List<String> lines = AuditText.lines(report);
    assertThat(lines.stream().filter(line -> line.startsWith("  g")).count()).isEqualTo(21);
    assertThat(lines).contains("  g19                no such group  no such group  (1)");
    assertThat(lines).contains("  and 1,005 more");
  }
}
