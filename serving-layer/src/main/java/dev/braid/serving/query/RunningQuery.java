package dev.braid.serving.query;

import dev.braid.serving.live.Answers.ViewReport;
import dev.braid.serving.sql.Column;
import java.util.List;

/**
 * A query that has been admitted and reads one instant of all its views. Rows are pulled: what
 * nobody asks for is not computed. One thread at a time, except {@link #cancel}.
 */
public interface RunningQuery extends AutoCloseable {
  String id();

  /** The definitions that all of the answer comes from. */
  long generation();

  List<Column> columns();

  /** What it reads, as it was when it began. */
  List<ViewReport> views();

  /**
   * The next rows, of values as {@link dev.braid.serving.sql.SqlType} says.
   *
   * @param rows at most so many
   * @return none at the end
   */
  List<List<Object>> next(int rows);

  /** Stops it; whoever pulls is told so. Any thread. */
  void cancel();

  /** Whether it has been stopped, by whomever. Any thread. */
  boolean isCancelled();

  /** Gives back what it holds. A query that is not at its end by then counts as cancelled. */
  @Override
  void close();
}
