package dev.braid.batch.archive;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * How many records were rejected, by code. A task that Spark runs twice counts twice: good for the
 * log, not for a total.
 */
final class RejectionCounts extends AccumulatorV2<String, SortedMap<String, Long>> {
  private final SortedMap<String, Long> counts = Collections.synchronizedSortedMap(new TreeMap<>());

  @Override
  public boolean isZero() {
    return counts.isEmpty();
  }

  @Override
  public RejectionCounts copy() {
    RejectionCounts copy = new RejectionCounts();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    counts.clear();
  }

  @Override
  public void add(String code) {
    counts.merge(code, 1L, Long::sum);
  }

  @Override
  public void merge(AccumulatorV2<String, SortedMap<String, Long>> other) {
    for (Map.Entry<String, Long> count : other.value().entrySet()) {
      counts.merge(count.getKey(), count.getValue(), Long::sum);
    }
  }

  @Override
  public SortedMap<String, Long> value() {
    synchronized (counts) {
      return new TreeMap<>(counts);
    }
  }
}
