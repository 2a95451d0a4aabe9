package dev.braid.serving.engine;

import dev.braid.log.Frontier;

/**
 * What a view's rows are made of; changed in the same transaction as the rows, so an answer read
 * beside it is explained by it.
 *
 * @param batchVersion null without one
 * @param committedAt of the batch version; null without one
 * @param groups rows of the merged view
 * @param eventsFromBatch events in the batch version, all before the frontier
 * @param eventsFromSpeed events in speed epochs at or after the frontier
 * @param processedTo every event appended at or before this is counted, in milliseconds; null if
 *     unknown
 */
public record Position(
    String view,
    Long batchVersion,
    Frontier frontier,
    String committedAt,
    long groups,
    long eventsFromBatch,
    long eventsFromSpeed,
    Long processedTo) {

  public long events() {
    return eventsFromBatch + eventsFromSpeed;
  }
}
