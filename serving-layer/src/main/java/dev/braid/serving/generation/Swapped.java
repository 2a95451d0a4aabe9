package dev.braid.serving.generation;

import java.time.Instant;

/**
 * The last time that one generation took the place of another in this process.
 *
 * @param heldMillis how long answers stood still for it
 */
public record Swapped(long from, long to, Instant at, long heldMillis) {}
