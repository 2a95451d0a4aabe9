package dev.braid.serving.trino;

import dev.braid.serving.engine.QueryLimits;
import java.time.Duration;

/**
 * How statements are answered.
 *
 * @param rows of a page at most
 * @param bytes of a page, about
 * @param poll how long a client that asks waits for the next page before it is told to ask again
 * @param clientTimeout after which a statement that nobody asks about is given up
 * @param remembered how long the last answer of a statement can be asked for again
 * @param open statements at a time
 */
public record ProtocolLimits(
    int rows, long bytes, Duration poll, Duration clientTimeout, Duration remembered, int open) {
  private static final int PAGE_ROWS = 20_000;
  private static final long PAGE_BYTES = 1L << 20;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofSeconds(20);

  static ProtocolLimits of(QueryLimits limits) {
    return new ProtocolLimits(
        PAGE_ROWS,
        PAGE_BYTES,
        POLL,
        limits.clientTimeout(),
        REMEMBERED,
        limits.atATime() + limits.queued());
  }
}
