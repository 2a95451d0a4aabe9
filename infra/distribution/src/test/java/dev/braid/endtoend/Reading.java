package dev.braid.endtoend;

import java.util.Map;

/**
 * One answer of the view {@code prefixes}, with the position it states.
 *
 * @param rows by partition
 */
record Reading(long batchVersion, String frontier, boolean degraded, Map<Integer, Row> rows) {
  /** How many events of a partition, and the sum of their values. */
  record Row(long count, long checksum) {}

  long events() {
    return rows.values().stream().mapToLong(Row::count).sum();
  }
}
