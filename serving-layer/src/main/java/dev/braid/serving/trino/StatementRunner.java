package dev.braid.serving.trino;

import dev.braid.serving.access.User;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.query.RunningQuery;

/** What runs statements that answer rows. Thread-safe. */
public interface StatementRunner {
  /** A new query's id, as Trino writes them. */
  String newId();

  /**
   * Begins to run a statement; waits for its turn in this thread.
   *
   * @throws dev.braid.error.BraidException what is wrong with it, or why it is not admitted
   */
  RunningQuery start(String id, String sql, QuerySession session);

  /** Stops the user's query that waits or runs; false if there is none of that id. */
  boolean cancel(String id, User user);
}
