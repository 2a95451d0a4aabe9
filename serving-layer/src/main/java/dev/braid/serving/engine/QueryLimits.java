package dev.braid.serving.engine;

import java.time.Duration;

/**
 * What queries may take.
 *
 * @param timeout that one may run, and may wait before
 * @param rows of one answer over {@code /v1/query}
 * @param running at a time
 * @param queued that may wait for their turn
 * @param clientTimeout after which one that nobody asks about is given up
 */
public record QueryLimits(
    Duration timeout, int rows, int running, int queued, Duration clientTimeout) {
  public static final QueryLimits DEFAULT =
      new QueryLimits(Duration.ofSeconds(30), 100_000, 8, 200, Duration.ofMinutes(5));

  /** The same but for how long and how large. */
  public QueryLimits with(Duration otherTimeout, int otherRows) {
    return new QueryLimits(otherTimeout, otherRows, running, queued, clientTimeout);
  }
}
