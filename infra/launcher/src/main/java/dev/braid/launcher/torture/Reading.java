package dev.braid.launcher.torture;

import java.util.Map;

/**
 * One answer of one view, as one reader got it.
 *
 * @param asked when, in milliseconds: what the answer counts it may have counted since
 * @param at when it came
 * @param batchVersion negative before the first
 * @param reason of {@code degraded}, else empty
 * @param rows by partition
 */
record Reading(
    int reader,
    String view,
    long asked,
    long at,
    long batchVersion,
    String frontier,
    String reason,
    Map<Integer, Row> rows) {
  /** How many events of a partition, and the sum of their values. */
  record Row(long count, long checksum) {
    static final Row NONE = new Row(0, 0);
  }

  boolean degraded() {
    return !reason.isEmpty();
  }

  Row row(int partition) {
    return rows.getOrDefault(partition, Row.NONE);
  }

  /** Where the answer stands, for the report of a violation. */
  String position() {
    return "reader "
        + reader
        + ", view "
        + view
        + " at batch version "
        + batchVersion
        + ", frontier "
        + frontier
        + (degraded() ? ", degraded: " + reason : "");
  }
}
