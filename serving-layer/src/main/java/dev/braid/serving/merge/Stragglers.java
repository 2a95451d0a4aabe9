package dev.braid.serving.merge;

import dev.braid.log.Frontier;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many stragglers no batch version has counted, as far as that can be told from their total in
 * the heartbeats. A run for a frontier reads the log to its end at some later instant, so what had
 * been seen by the frontier is in the version; of what was seen between the two it is not known,
 * nor of what had been seen before this process began to look, and both are taken for uncounted:
 * rather one run too long a warning than none.
 */
final class Stragglers {
  private final TreeMap<Long, Long> totals = new TreeMap<>();
  private long total;
  private long counted;

  /**
   * @param at when the heartbeat was sent, in milliseconds
   * @param newTotal of all subtasks; a speed job that begins anew begins at 0
   */
  void heard(long at, long newTotal) {
    if (newTotal < total) {
      totals.clear();
      counted = 0;
    }
    if (newTotal != total || totals.isEmpty()) {
      totals.put(at, newTotal);
    }
    total = newTotal;
  }

  /** A batch version has taken over. */
  void covered(Frontier frontier) {
    Map.Entry<Long, Long> known = totals.floorEntry(frontier.epochMillis());
    if (known != null) {
      counted = Math.max(counted, known.getValue());
      totals.headMap(known.getKey()).clear();
    }
  }

  long uncounted() {
    return total - counted;
  }
}
