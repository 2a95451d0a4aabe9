package dev.braid.serving.merge;

/**
 * A group's part in the batch view.
 *
 * @param events merged into the states
 * @param states the states' fields in the order of {@link dev.braid.plan.ViewPlan#stateColumns};
 *     null for {@link #NONE}
 */
public record BatchRow(long events, Object[] states) {
  /** A group of which the batch view holds nothing. */
  public static final BatchRow NONE = new BatchRow(0, null);
}
