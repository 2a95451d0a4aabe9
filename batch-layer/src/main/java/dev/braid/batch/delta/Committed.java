package dev.braid.batch.delta;

/**
 * A table's version and what the commit says of it.
 *
 * @param <C> the record kept in the table's domain metadata
 */
public record Committed<C>(long version, C commit) {}
