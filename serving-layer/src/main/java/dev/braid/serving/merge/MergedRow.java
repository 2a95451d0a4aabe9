package dev.braid.serving.merge;

/**
 * A finished row of the merged view.
 *
 * @param values in the order of {@link dev.braid.plan.ViewPlan#outputs}
 * @param events counted in it
 * @param overflowed whether a sum in it is NULL because its total has no place in its type
 */
public record MergedRow(Object[] values, long events, boolean overflowed) {}
