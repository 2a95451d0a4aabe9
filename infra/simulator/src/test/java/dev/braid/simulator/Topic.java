package dev.braid.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A compacted topic of Braid's own. */
final class Topic<T> {
  /** Says which records a reader still has to find. */
  @FunctionalInterface
  interface Protection {
    /**
     * @param byTombstone whether what takes the record's place is a tombstone
     */
    boolean protects(int partition, int offset, boolean byTombstone);
  }

  /** A record where it stands. */
  static final class Place<T> {
    private final String key;
    private final T value;
    private final boolean tombstone;
    private final long time;
    private boolean removed;

    Place(String key, T value, boolean tombstone, long time) {
      this.key = key;
      this.value = value;
      this.tombstone = tombstone;
      this.time = time;
    }

    T value() {
      return value;
    }

    long time() {
      return time;
    }

    boolean removed() {
      return removed;
    }
  }

  private final List<List<Place<T>>> partitions = new ArrayList<>();

  Topic(int partitions) {
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
  }

  int partitions() {
    return partitions.size();
  }

  List<Place<T>> places(int partition) {
    return partitions.get(partition);
  }

  int[] ends() {
    return partitions.stream().mapToInt(List::size).toArray();
  }

  void append(int partition, String key, T value, boolean tombstone, long time) {
    partitions.get(partition).add(new Place<>(key, value, tombstone, time));
  }

  /**
   * Removes of each key all but the last record, among the records before the limits.
   *
   * @return how many
   */
  int compact(int[] limits, Protection readers) {
    int count = 0;
    for (int partition = 0; partition < partitions.size(); partition++) {
      List<Place<T>> places = partitions.get(partition);
      Map<String, Place<T>> last = new HashMap<>();
      for (int offset = limits[partition] - 1; offset >= 0; offset--) {
        Place<T> place = places.get(offset);
        Place<T> later = last.putIfAbsent(place.key, place);
        if (later != null
            && !place.removed
            && !readers.protects(partition, offset, later.tombstone)) {
          place.removed = true;
          count++;
        }
      }
    }
    return count;
  }
}
