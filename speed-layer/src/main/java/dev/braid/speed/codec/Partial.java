package dev.braid.speed.codec;

/** What one bundle adds to a (group key, epoch). */
public record Partial(GroupKey key, long epoch, Totals totals) {}
