package dev.braid.serving.query;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What is known of a query at one instant.
 *
 * @param endedAt null while it runs
 * @param rows handed out so far
 * @param errorCode null unless it failed
 * @param errorMessage null unless it failed
 * @param views that it reads; empty before it is resolved
 */
public record QueryInfo(
    String id,
    String user,
    String source,
    String sql,
    State state,
    Instant createdAt,
    Instant endedAt,
    long rows,
    String errorCode,
    String errorMessage,
    Set<String> views) {

  /** In Trino's words. */
  public enum State {
    QUEUED,
    RUNNING,
    FINISHED,
    FAILED,
    CANCELED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isDone() {
      return compareTo(FINISHED) >= 0;
    }
  }
}
