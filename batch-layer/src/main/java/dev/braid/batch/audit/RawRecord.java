package dev.braid.batch.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * A record of a raw table.
 *
 * @param value null without one
 */
record RawRecord(int partition, long offset, long appendMicros, byte[] value) {
  /** What {@link #of} reads, of a raw table. */
  static Column[] columns() {
    return new Column[] {
      col("partition"), col("offset"), unix_micros(col("append_time")).as("append"), col("value")
    };
  }

  static RawRecord of(Row row) {
    return new RawRecord(row.getInt(0), row.getLong(1), row.getLong(2), (byte[]) row.get(3));
  }
}
