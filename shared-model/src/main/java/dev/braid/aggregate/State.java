package dev.braid.aggregate;

import dev.braid.type.Cell;

/**
 * The partial aggregate of one group: a commutative monoid under {@link #merge}. Mutable and owned
 * by one thread.
 */
public interface State {
  /**
   * Takes one event's arguments, each in the cell of its place, none for {@code count(*)}. The
   * cells, and others that may come after them, are the caller's, to be used again.
   */
  void add(Cell[] arguments);

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
