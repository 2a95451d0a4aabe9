package dev.braid.serving.generation;

import dev.braid.serving.engine.QueryLimits;
import java.time.Clock;
import java.time.Duration;

/**
 * How a generation is kept, apart from what its project says.
 *
 * @param memoryLimit of the query engine, as DuckDB writes it; two engines run while a generation
 *     is built
 * @param changesEvery how often what the speed layer publishes becomes visible
 * @param batchLookEvery how often the batch tables are looked at
 */
public record LiveOptions(
    String memoryLimit,
    QueryLimits limits,
    Duration changesEvery,
    Duration batchLookEvery,
    Clock clock) {
  public static final LiveOptions DEFAULT =
      new LiveOptions(
          "1GB",
          QueryLimits.DEFAULT,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Clock.systemUTC());
}
