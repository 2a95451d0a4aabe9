package dev.braid.serving.trino;

import io.trino.client.QueryData;
import io.trino.client.QueryError;
import io.trino.client.QueryResults;
import io.trino.client.StatementStats;
import io.trino.client.TypedQueryData;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Makes a statement's answers. */
record Replies(String id, StatementAddress address, Instant createdAt, Instant now) {

  /**
   * @param next the token of the next answer; negative if there is none
   * @param rows given so far, this page's too
   */
  Reply of(Page page, long next, boolean isRunning, long rows, ReadFreshness freshness) {
    SessionChange change = page.change();
    Map<String, List<String>> headers = new LinkedHashMap<>(freshness.headers());
    if (change != null) {
      change.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    }
    QueryError error = page.error() == null ? null : ClientError.of(page.error());
    QueryData data = page.rows().isEmpty() ? null : TypedQueryData.of(page.rows());
    URI nextUri = next < 0 ? null : address.answer(isRunning, next);
    QueryResults results =
        new QueryResults(
            id,
            address.info(),
            null,
            nextUri,
            page.columns(),
            data,
            stats(state(page, isRunning), rows),
            error,
            freshness.warnings(),
            change == null ? null : change.name(),
            OptionalLong.empty());
    return new Reply(ProtocolJson.bytes(results), headers);
  }

  private static String state(Page page, boolean isRunning) {
    if (page.isLast()) {
      return page.error() == null ? "FINISHED" : "FAILED";
    }
    return isRunning ? "RUNNING" : "QUEUED";
  }

  private StatementStats stats(String state, long rows) {
    long elapsed = Duration.between(createdAt, now).toMillis();
    boolean isQueued = state.equals("QUEUED");
    return StatementStats.builder()
        .setState(state)
        .setQueued(isQueued)
        .setScheduled(!isQueued)
        .setProgressPercentage(OptionalDouble.empty())
        .setRunningPercentage(OptionalDouble.empty())
        .setNodes(1)
        .setElapsedTimeMillis(elapsed)
        .setQueuedTimeMillis(isQueued ? elapsed : 0)
        .setWallTimeMillis(isQueued ? 0 : elapsed)
        .setProcessedRows(rows)
        .build();
  }
}
