package dev.braid.serving.merge;

/**
 * A finished row of the merged view.
 *
 * @param values in the order of {@link dev.braid.plan.ViewPlan#outputs}
 * @param events counted in it
 * @param states that it is finished from, in the order of {@link
 *     dev.braid.plan.ViewPlan#stateColumns}
 * @param overflowed whether a sum in it is NULL because its total has no place in its type
 * @param speed what the speed layer alone has of the group
 */
public record MergedRow(
    Object[] values, long events, Object[] states, boolean overflowed, SpeedPart speed) {

  /**
   * A finished row of the events at or after the frontier.
   *
   * @param values in the order of {@link dev.braid.plan.ViewPlan#outputs}
   */
  public record SpeedPart(Object[] values, long events) {}
}
