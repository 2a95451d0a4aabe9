package dev.braid.endtoend;

import java.util.Map;

/**
 * One answer of the view {@code prefixes}, with the position it states.
 *
 * @param rows partition to (count, checksum)
 */
record Reading(long batchVersion, String frontier, boolean degraded, Map<Integer, long[]> rows) {}
