package dev.braid.speed.start;

import dev.braid.log.Offsets;

/**
 * What a source's topic holds at this moment.
 *
 * @param start per partition the first offset that retention has left
 * @param end per partition the offset of the next record
 */
public record SourceLog(String topic, Offsets start, Offsets end) {}
