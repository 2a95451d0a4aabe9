package dev.braid.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.braid.batch.error.BatchErrors;
import dev.braid.log.Offsets;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A commit that is cut off between two actions looks whole: its rows are there, and the offsets are
 * those of the commit before. What follows those offsets would be appended a second time.
 */
final class TornCommit {
  private TornCommit() {}

  /**
   * Refuses a table with rows beyond the offsets that it says it holds. No file is read for it but
   * those of a torn commit: each file's least and greatest offset is in the log.
   */
  static void refuse(
      String table, Dataset<Row> rows, String partition, String offset, Offsets held) {
    Column beyond = not(col(partition).isInCollection(held.next().keySet()));
    for (Map.Entry<Integer, Long> next : held.next().entrySet()) {
      beyond =
          beyond.or(
              col(partition)
                  .equalTo(lit(next.getKey()))
                  .and(col(offset).geq(lit(next.getValue()))));
    }
    if (!rows.filter(beyond).isEmpty()) {
      throw BatchErrors.tableDamaged(
          table, "it holds records beyond the offsets that its newest commit tells", null);
    }
  }
}
