package dev.braid.speed.codec;

/**
 * A record for one of Braid's own topics.
 *
 * @param value null for a tombstone
 * @param route records of one route go to one partition, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogRecord(byte[] key, byte[] value, byte[] route) {
  /** A record routed by its key, as Kafka does by itself. */
  public static LogRecord routedByKey(byte[] key, byte[] value) {
    return new LogRecord(key, value, key);
  }
}
