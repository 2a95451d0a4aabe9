package dev.braid.speed.codec;

/**
 * A record for one of Braid's own topics.
 *
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogRecord(byte[] key, byte[] value) {}
