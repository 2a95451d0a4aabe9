package dev.braid.batch.archive;

import dev.braid.batch.delta.Committed;

/**
 * Where a table of the master dataset stands after a run has appended to it.
 *
 * @param rows appended; 0 if there was nothing new and no new version
 */
public record Archived<C>(Committed<C> at, long rows) {}
