package dev.braid.speed.codec;

/**
 * A record for one of Braid's own topics.
 *
 * @param value null for a tombstone
 * @param route records of one route go to one partition, in their order
 * @param partition the one to go to, or {@link #BY_ROUTE}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record LogRecord(byte[] key, byte[] value, byte[] route, int partition) {
  /** The route decides on the partition. */
  public static final int BY_ROUTE = -1;

  public LogRecord(byte[] key, byte[] value, byte[] route) {
    this(key, value, route, BY_ROUTE);
  }

  /** A record routed by its key, as Kafka does by itself. */
  public static LogRecord routedByKey(byte[] key, byte[] value) {
    return new LogRecord(key, value, key);
  }
}
