package dev.braid.aggregate;

import dev.braid.type.DataType;

/**
 * One stored field of a state, e.g. {@code avg}'s {@code sum} and {@code count}. Any field may be
 * NULL.
 */
public record StateField(String name, DataType type) {}
