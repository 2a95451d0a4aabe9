package dev.braid.serving.merge;

/**
 * A finished row of the merged view.
 *
 * @param values in the order of {@link dev.braid.plan.ViewPlan#outputs}
 * @param events counted in it
 */
public record MergedRow(Object[] values, long events) {}
