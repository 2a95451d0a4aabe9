package dev.braid.serving.engine;

import java.time.Duration;

/** What one query may take. */
public record QueryLimits(Duration timeout, int rows) {
  public static final QueryLimits DEFAULT = new QueryLimits(Duration.ofSeconds(30), 100_000);
}
