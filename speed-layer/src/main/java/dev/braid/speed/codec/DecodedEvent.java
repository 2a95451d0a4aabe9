package dev.braid.speed.codec;

/**
 * A good event.
 *
 * @param row the source's columns; the decoder reuses it for the next event, so only its values may
 *     be kept
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record DecodedEvent(long appendTime, Object[] row) {}
