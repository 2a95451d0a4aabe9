package dev.braid.speed.merge;

import dev.braid.speed.codec.GroupKey;

/** What the speed view keeps totals of: one group in one epoch. */
public record Slot(GroupKey key, long epoch) {}
