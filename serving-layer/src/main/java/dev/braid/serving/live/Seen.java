package dev.braid.serving.live;

import dev.braid.project.BatchSettings;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a view and of the layers that make it, at one instant.
 *
 * @param at the instant, in milliseconds
 * @param since when this process began to look, in milliseconds
 * @param processedTo of the rows in question; null if unknown
 * @param sourceKnown whether the source's log has been looked at
 * @param newestEvent append time of the source's newest event; empty without one
 * @param speedProblem why the speed topics cannot be read; empty if they can
 * @param sourcesProblem why the sources' logs cannot be looked at; empty if they can
 */
record Seen(
    ViewStatus status,
    long epochMillis,
    BatchSettings batch,
    long at,
    long since,
    Long processedTo,
    boolean sourceKnown,
    OptionalLong newestEvent,
    Optional<String> speedProblem,
    Optional<String> sourcesProblem) {}
