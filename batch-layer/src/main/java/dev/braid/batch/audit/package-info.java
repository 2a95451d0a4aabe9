/**
 * The audit: a view computed again, by another path than the one that made it.
 *
 * <p>Spark reads and distributes here, and computes nothing. Raw records are decoded and aggregated
 * by the shared code, a record at a time: whatever is wrong in the {@code events} table, in Spark's
 * translation of the plan, in a refresh or in the stored files shows as a difference.
 */
package dev.braid.batch.audit;
