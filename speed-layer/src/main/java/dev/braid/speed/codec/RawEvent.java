package dev.braid.speed.codec;

/**
 * A source record as it lies in the log.
 *
 * @param appendTime broker append time, in milliseconds since 1970
 * @param value null if the record has none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RawEvent(int partition, long offset, long appendTime, byte[] value) {}
