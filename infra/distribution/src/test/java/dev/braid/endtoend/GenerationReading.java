package dev.braid.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One answer over two views, both of which carry a tag that is another in each generation.
 *
 * @param tags of all rows of both views
 * @param byKey events in the view {@code by_key}
 */
record GenerationReading(
    long generation, TreeSet<Integer> tags, Map<Integer, Reading.Row> rows, long byKey) {
  static final String SQL =
      "SELECT p, n, s, tag FROM prefixes"
          + " UNION ALL SELECT -1, sum(n), 0, min(tag) FROM by_key"
          + " UNION ALL SELECT -1, sum(n), 0, max(tag) FROM by_key";

  static GenerationReading of(JsonNode answer) throws IOException {
    TreeSet<Integer> tags = new TreeSet<>();
    Map<Integer, Reading.Row> rows = new TreeMap<>();
    long byKey = 0;
    for (JsonNode row : answer.get("rows")) {
      if (!row.get(3).isNull()) {
        tags.add(row.get(3).intValue());
      }
      if (row.get(0).intValue() < 0) {
        byKey = row.get(1).asLong();
      } else if (rows.put(
              row.get(0).intValue(),
              new Reading.Row(row.get(1).longValue(), row.get(2).longValue()))
          != null) {
        throw new IOException("two rows for one group: " + answer);
      }
    }
    return new GenerationReading(answer.path("generation").asLong(), tags, rows, byKey);
  }

  long events() {
    return rows.values().stream().mapToLong(Reading.Row::count).sum();
  }
}
