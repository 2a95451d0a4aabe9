package dev.braid.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer of the view {@code prefixes}, with the position it states.
 *
 * @param rows by partition
 */
record Reading(long batchVersion, String frontier, boolean degraded, Map<Integer, Row> rows) {
  static final String SQL = "SELECT p, n, s FROM prefixes";

  static Reading of(JsonNode answer) throws IOException {
    Map<Integer, Row> rows = new TreeMap<>();
    for (JsonNode row : answer.get("rows")) {
      Row twice =
          rows.put(row.get(0).intValue(), new Row(row.get(1).longValue(), row.get(2).longValue()));
      if (twice != null) {
        throw new IOException("two rows for one group: " + answer);
      }
    }
    JsonNode position = answer.get("views").get("prefixes");
    return new Reading(
        position.path("batch_version").asLong(-1),
        position.path("frontier").asText(),
        position.get("degraded").booleanValue(),
        rows);
  }

  /** How many events of a partition, and the sum of their values. */
  record Row(long count, long checksum) {}

  long events() {
    return rows.values().stream().mapToLong(Row::count).sum();
  }
}
