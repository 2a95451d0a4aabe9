package dev.braid.simulator;

/**
 * A set of events by their ids.
 *
 * @param low bits of the ids below {@link #HALF}
 * @param high bits of the others
 */
record EventSet(long low, long high) {
  static final int HALF = 60;

  /** Ids are below this. */
  static final int LIMIT = 2 * HALF;

  static final EventSet NONE = new EventSet(0, 0);

  static long lowBit(int id) {
    return id < HALF ? 1L << id : 0;
  }

  static long highBit(int id) {
    return id < HALF ? 0 : 1L << (id - HALF);
  }

  EventSet with(int id) {
    return new EventSet(low | lowBit(id), high | highBit(id));
  }

  EventSet union(EventSet other) {
    return new EventSet(low | other.low, high | other.high);
  }

  EventSet minus(EventSet other) {
    return new EventSet(low & ~other.low, high & ~other.high);
  }

  boolean contains(int id) {
    return (low & lowBit(id)) != 0 || (high & highBit(id)) != 0;
  }

  boolean isEmpty() {
    return low == 0 && high == 0;
  }

  int size() {
    return Long.bitCount(low) + Long.bitCount(high);
  }

  @Override
  public String toString() {
    StringBuilder ids = new StringBuilder("{");
    for (int id = 0; id < LIMIT; id++) {
      if (contains(id)) {
        ids.append(ids.length() == 1 ? "" : " ").append(id);
      }
    }
    return ids.append('}').toString();
  }
}
