package dev.braid.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A source's events as of one version of their table, which never changes. What a frontier, an
 * epoch or an offset rules out is not read: Delta passes over the files that hold nothing else.
 *
 * @param rows of {@link EventArchive#schema}
 */
public record ArchivedEvents(Dataset<Row> rows) {
  /** Those whose epoch the frontier covers. */
  public Dataset<Row> before(Frontier frontier) {
    return rows.filter(isBefore(frontier));
  }

  /** Those whose epoch {@code to} covers and {@code from} does not. */
  public Dataset<Row> between(Frontier from, Frontier to) {
    return rows.filter(
        col(DecodeEvents.APPEND_TIME).geq(RawArchive.atFrontier(from)).and(isBefore(to)));
  }

  /**
   * How many came too late for a version: their epoch is covered by its frontier, but they stand in
   * the log where it had not read yet.
   *
   * @param read up to where that version had read
   */
  public long stragglers(Frontier frontier, Offsets read) {
    return rows.filter(isBefore(frontier).and(isBeyond(read))).count();
  }

  private static Column isBefore(Frontier frontier) {
    return col(DecodeEvents.APPEND_TIME).lt(RawArchive.atFrontier(frontier));
  }

  /** In a partition that was added since, all is. */
  private static Column isBeyond(Offsets read) {
    if (read.isEmpty()) {
      return lit(true);
    }
    Column partition = col(DecodeEvents.PARTITION);
    Column beyond = partition.gt(lit(read.next().lastKey()));
    for (Map.Entry<Integer, Long> next : read.next().entrySet()) {
      Column unread = col(DecodeEvents.OFFSET).geq(lit(next.getValue()));
      beyond = beyond.or(partition.equalTo(lit(next.getKey())).and(unread));
    }
    return beyond;
  }
}
