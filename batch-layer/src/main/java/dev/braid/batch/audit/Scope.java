package dev.braid.batch.audit;

import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which records of the log a view's version covers.
 *
 * @param ends per partition the offset after the last that was read
 */
record Scope(long frontierMillis, long epochMillis, TreeMap<Integer, Long> ends)
    implements Serializable {
  static Scope of(BatchCommit commit, Epochs epochs) {
    Map<Integer, Long> ends = commit.offsets().next();
    return new Scope(commit.frontier().epochMillis(), epochs.lengthMillis(), new TreeMap<>(ends));
  }

  boolean covers(int partition, long offset, long appendMicros) {
    return offset < ends.getOrDefault(partition, 0L) && epoch(appendMicros) < frontierMillis;
  }

  long epoch(long appendMicros) {
    return new Epochs(epochMillis).epochOf(Math.floorDiv(appendMicros, 1000));
  }
}
