package dev.braid.serving.trino;

import dev.braid.error.BraidException;
import io.trino.client.Column;
import java.util.List;

/**
 * What a client is given at once.
 *
 * @param columns null while they are not known
 * @param rows encoded
 * @param isLast whether none follows
 * @param error that ended the statement, else null
 * @param change of the session, else null
 */
record Page(
    List<Column> columns,
    List<List<Object>> rows,
    boolean isLast,
    BraidException error,
    SessionChange change) {

  /** Whether it stands for one that is still being made. */
  boolean isNotYet() {
    return columns == null && !isLast;
  }

  static Page of(List<Column> columns, List<List<Object>> rows, boolean isLast) {
    return new Page(columns, rows, isLast, null, null);
  }

  static Page failed(BraidException error) {
    return new Page(null, List.of(), true, error, null);
  }

  static Page changed(List<Column> columns, SessionChange change) {
    return new Page(columns, List.of(List.of(true)), true, null, change);
  }
}
