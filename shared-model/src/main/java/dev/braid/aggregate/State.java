package dev.braid.aggregate;

/**
 * The partial aggregate of one group: a commutative monoid under {@link #merge}. Mutable and owned
 * by one thread.
 */
public interface State {
  /**
   * Takes one event's arguments, none for {@code count(*)}. The array is the caller's; it is not
   * kept.
   */
  void add(Object[] arguments);

  /**
   * Takes in all that {@code other} has; {@code other}, of the same function, is unchanged and may
   * be shared.
   */
  void merge(State other);

  /** The aggregate's value, or null. */
  Object result();

  /** Whether {@link #result} is NULL because the total has no place in its type. */
  default boolean overflowed() {
    return false;
  }

  /** Stores the fields named by {@link AggregateFunction#stateFields} from {@code offset} on. */
  void store(Object[] fields, int offset);
}
