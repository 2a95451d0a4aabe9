package dev.braid.serving.trino;

import dev.braid.serving.query.RunningQuery;
import io.trino.client.Column;
import java.util.ArrayList;
import java.util.List;

/** Cuts a query's rows into pages that are bounded in rows and bytes. */
final class PageReader {
  /** Before anything is known of how wide the rows are. */
  private static final int FIRST_PULL = 16;

  private final RunningQuery query;
  private final ProtocolLimits limits;
  private final List<Column> columns;
  private final ClientValues values;
  private long rowsSoFar;
  private long bytesSoFar;

  PageReader(RunningQuery query, ProtocolLimits limits) {
    this.query = query;
    this.limits = limits;
    this.columns = ClientTypes.columns(query.columns());
    this.values = new ClientValues(query.columns());
  }

  Page next() {
    List<List<Object>> rows = new ArrayList<>();
    long bytes = 0;
    while (rows.size() < limits.rows() && bytes < limits.bytes()) {
      List<List<Object>> pulled = query.next(pull(limits.rows() - rows.size(), bytes));
      if (pulled.isEmpty()) {
        return Page.of(columns, rows, true);
      }
      for (List<Object> row : pulled) {
        List<Object> encoded = values.row(row);
        long width = ClientValues.bytes(encoded);
        bytes += width;
        bytesSoFar += width;
        rows.add(encoded);
      }
      rowsSoFar += pulled.size();
    }
    return Page.of(columns, rows, false);
  }

  /** As many as fit into what is left of the page, judged by the rows before. */
  private int pull(int most, long bytes) {
    if (rowsSoFar == 0) {
      return Math.min(most, FIRST_PULL);
    }
    long width = Math.max(1, bytesSoFar / rowsSoFar);
    return (int) Math.max(1, Math.min(most, (limits.bytes() - bytes) / width));
  }
}
