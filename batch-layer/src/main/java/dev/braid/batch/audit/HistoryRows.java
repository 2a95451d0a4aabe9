package dev.braid.batch.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.batch.delta.WireForm;
import dev.braid.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Rows in which the records of {@code raw} and {@code events} meet: partition, offset, append time,
 * the bytes (of raw only), which of the two, the columns (of events only) in their {@link
 * WireForm}.
 */
final class HistoryRows {
  private static final int FIRST_COLUMN = 5;

  private final List<dev.braid.source.Column> columns;

  HistoryRows(Source source) {
    this.columns = source.columns();
  }

  private String[] names() {
    List<String> names =
        new ArrayList<>(List.of("partition", "offset", "append", "value", "typed"));
    for (int i = 0; i < columns.size(); i++) {
      names.add("column" + i);
    }
    return names.toArray(String[]::new);
  }

  Dataset<Row> ofRaw(Dataset<Row> raw) {
    List<Column> selected = new ArrayList<>(List.of(RawRecord.columns()));
    selected.add(lit(false));
    for (dev.braid.source.Column column : columns) {
      selected.add(lit(null).cast(WireForm.of(column.type())));
    }
    return raw.select(selected.toArray(Column[]::new)).toDF(names());
  }

  Dataset<Row> ofEvents(Dataset<Row> events) {
    List<Column> selected = new ArrayList<>();
    selected.add(col("_partition"));
    selected.add(col("_offset"));
    selected.add(unix_micros(col("_append_time")));
    selected.add(lit(null).cast(DataTypes.BinaryType));
    selected.add(lit(true));
    for (dev.braid.source.Column column : columns) {
      selected.add(WireForm.fromSpark(column.type(), SparkTypes.named(column.name())));
    }
    return events.select(selected.toArray(Column[]::new)).toDF(names());
  }

  static boolean isTyped(Row row) {
    return row.getBoolean(FIRST_COLUMN - 1);
  }

  Object[] values(Row row) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = WireForm.decode(columns.get(i).type(), row.get(FIRST_COLUMN + i));
    }
    return values;
  }
}
