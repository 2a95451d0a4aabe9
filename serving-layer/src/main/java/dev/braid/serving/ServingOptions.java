package dev.braid.serving;

import dev.braid.serving.engine.QueryLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How a serving layer runs, apart from what the project says.
 *
 * @param state the project's state folder; temporary files lie under {@code serving} in it
 * @param memoryLimit of the query engine, as DuckDB writes it
 * @param connections queries that run at a time
 * @param changesEvery how often what the speed layer publishes becomes visible
 * @param batchLookEvery how often the batch tables are looked at
 */
public record ServingOptions(
    Path state,
    String memoryLimit,
    int connections,
    QueryLimits limits,
    Duration changesEvery,
    Duration batchLookEvery,
    Clock clock) {

  static ServingOptions of(Path state) {
    return new ServingOptions(
        state,
        "1GB",
        8,
        QueryLimits.DEFAULT,
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Clock.systemUTC());
  }
}
