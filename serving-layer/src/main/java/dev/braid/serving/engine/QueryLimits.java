package dev.braid.serving.engine;

import java.time.Duration;

/**
 * What queries may take.
 *
 * @param timeout that one may run, and may wait before
 * @param rows of one answer over {@code /v1/query}
 * @param running at a time
 * @param lookUps that may run besides, when so many do
 * @param queued that may wait for their turn
 * @param clientTimeout after which one that nobody asks about is given up
 */
public record QueryLimits(
    Duration timeout, int rows, int running, int lookUps, int queued, Duration clientTimeout) {
  public static final QueryLimits DEFAULT =
      new QueryLimits(Duration.ofSeconds(30), 100_000, 8, 4, 200, Duration.ofMinutes(5));

  /** At a time, of whatever kind. */
  public int atATime() {
    return running + lookUps;
  }

  /** The same but for how many. */
  public QueryLimits with(int otherRunning, int otherLookUps, int otherQueued) {
    return new QueryLimits(timeout, rows, otherRunning, otherLookUps, otherQueued, clientTimeout);
  }

  /** The same but for how long and how large. */
  public QueryLimits with(Duration otherTimeout, int otherRows) {
    return new QueryLimits(otherTimeout, otherRows, running, lookUps, queued, clientTimeout);
  }
}
