package dev.braid.serving.live;

import dev.braid.log.Frontier;

/**
 * What decides whether a view may take the place of another generation's.
 *
 * @param obstacle why its rows cannot be relied on; null if they can
 * @param processedTo every event appended at or before this is in the rows; null if unknown
 * @param frontier of the batch version that the rows are made from
 * @param events counted in the rows
 * @param newestEvent greatest append time of an event that the rows may hold; null if there is none
 */
public record ViewFacts(
    String view,
    String definitionHash,
    String obstacle,
    Long processedTo,
    Frontier frontier,
    long events,
    Long newestEvent) {}
