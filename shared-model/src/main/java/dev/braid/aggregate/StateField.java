package dev.braid.aggregate;

import dev.braid.type.DataType;

/**
 * One stored field of a state, e.g. {@code avg}'s {@code sum} and {@code count}. Any field may be
 * NULL.
 */
public record StateField(String name, DataType type, StateSize size) {
  /** A field that is a value of its type. */
  StateField(String name, DataType type) {
    this(name, type, StateSize.of(type));
  }
}
