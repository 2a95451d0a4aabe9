package dev.braid.source;

/**
 * An event that cannot be decoded, with where it is in the log, so that it is never lost and can be
 * replayed.
 *
 * @param appendTime broker append time, in milliseconds since 1970
 * @param value the bytes as received, base64 in JSON; null if the record had none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record QuarantinedEvent(
    String source,
    int partition,
    long offset,
    long appendTime,
    String code,
    String reason,
    byte[] value) {
  /** The record key on the quarantine topic: a replay of the same event replaces, never adds. */
  public String key() {
    return source + "/" + partition + "/" + offset;
  }
}
