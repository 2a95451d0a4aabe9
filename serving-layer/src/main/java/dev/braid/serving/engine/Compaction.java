package dev.braid.serving.engine;

/**
 * When the engine clears away what changes leave behind: rows that nobody sees any more, and rows
 * that are not in the keys' order.
 *
 * @param rows at least so many before anything is done
 * @param overlayShare of the overlay's sorted rows, which are sorted anew once so many have been
 *     finished since
 * @param batchShare of the batch version's rows, which are copied once so many are no longer live
 */
public record Compaction(int rows, double overlayShare, double batchShare) {
  public static final Compaction DEFAULT = new Compaction(20_000, 0.1, 0.05);

  /** Never. */
  public static final Compaction OFF = new Compaction(Integer.MAX_VALUE, 0, 0);

  boolean dueInOverlay(long recent, long sorted) {
    return recent >= Math.max(rows, overlayShare * sorted);
  }

  boolean dueInBatch(long dead, long all) {
    return dead >= Math.max(rows, batchShare * all);
  }
}
