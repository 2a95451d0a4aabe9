package dev.braid.serving.engine;

import dev.braid.serving.sql.Column;
import java.util.List;

/**
 * A result that is being read, in one read transaction. One thread at a time, except {@link
 * #cancel}. It holds a connection until it is closed.
 */
public interface Rows extends AutoCloseable {
  List<Column> columns();

  /** Of the views read, as they were when the transaction began. */
  List<Position> positions();

  /**
   * The next rows; none at the end.
   *
   * @param atMost so many
   */
  List<List<Object>> next(int atMost);

  /** Makes what runs now, and whatever is asked for later, end with an error. Any thread. */
  void cancel();

  @Override
  void close();
}
