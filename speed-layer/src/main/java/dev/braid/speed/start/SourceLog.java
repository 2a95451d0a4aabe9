package dev.braid.speed.start;

import dev.braid.log.Offsets;

/**
 * What a source's topic holds at this moment.
 *
 * @param id Kafka's, of this topic and no other of its name
 * @param start per partition the first offset that retention has left
 * @param end per partition the offset of the next record
 */
public record SourceLog(String topic, String id, Offsets start, Offsets end) {}
