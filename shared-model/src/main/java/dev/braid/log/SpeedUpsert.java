package dev.braid.log;

/**
 * The whole state of one (group key, epoch), as the speed layer publishes it.
 *
 * @param epoch the epoch's start, in milliseconds since 1970
 * @param key the group key's values, canonical
 * @param appendTimeMillis the greatest append time among the events merged into it
 * @param states the states' fields in the order of {@link dev.braid.plan.ViewPlan#stateColumns};
 *     null on a tombstone, which only reclaims space
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; one is made for each upsert
public record SpeedUpsert(
    Version version, long epoch, Object[] key, long appendTimeMillis, Object[] states) {}
