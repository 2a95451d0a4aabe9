package dev.braid.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.unix_micros;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.batch.delta.SparkTypes;
import dev.braid.batch.delta.WireForm;
import dev.braid.project.CompiledProject;
import dev.braid.source.Column;
import dev.braid.source.EventDecoder;
import dev.braid.source.Rejection;
import dev.braid.source.Source;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Raw records to events, through the decoder that the speed layer uses. Rejected ones are counted
 * and left out. Values leave it in their {@link WireForm}.
 */
public final class DecodeEvents implements MapPartitionsFunction<Row, Row> {
  /** Columns of typed events, beside the source's: where in the log each was. */
  public static final String PARTITION = "_partition";

  public static final String OFFSET = "_offset";
  public static final String APPEND_TIME = "_append_time";

  /** Columns of its input: partition, offset, append time in microseconds, value. */
  private static final int VALUE = 3;

  private final String source;
  private final RejectionCounts rejections;

  DecodeEvents(Source source, RejectionCounts rejections) {
    try {
      this.source = CompiledProject.json().writeValueAsString(source);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    this.rejections = rejections;
  }

  /**
   * The good events among raw records, typed as their table has them.
   *
   * @param records as {@link RawArchive#SCHEMA} has them
   */
  public static Dataset<Row> typed(Dataset<Row> records, Source source) {
    RejectionCounts rejections = new RejectionCounts();
    records.sparkSession().sparkContext().register(rejections);
    return typed(records, source, rejections);
  }

  static Dataset<Row> typed(Dataset<Row> records, Source source, RejectionCounts rejections) {
    List<org.apache.spark.sql.Column> typed = new ArrayList<>();
    typed.add(col(PARTITION));
    typed.add(col(OFFSET));
    typed.add(timestamp_micros(col(APPEND_TIME)).as(APPEND_TIME));
    for (Column column : source.columns()) {
      typed.add(WireForm.toSpark(column.type(), SparkTypes.named(column.name())).as(column.name()));
    }
    return records
        .select(col("partition"), col("offset"), unix_micros(col("append_time")), col("value"))
        .mapPartitions(new DecodeEvents(source, rejections), Encoders.row(schema(source)))
        .select(typed.toArray(org.apache.spark.sql.Column[]::new));
  }

  /** Its rows: the input's first three columns, then the source's. */
  static StructType schema(Source source) {
    StructType schema =
        new StructType()
            .add(PARTITION, DataTypes.IntegerType)
            .add(OFFSET, DataTypes.LongType)
            .add(APPEND_TIME, DataTypes.LongType);
    for (Column column : source.columns()) {
      schema = schema.add(column.name(), WireForm.of(column.type()));
    }
    return schema;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) throws JsonProcessingException {
    Source decoded = CompiledProject.json().readValue(source, Source.class);
    return new Events(records, decoded, rejections);
  }

  private static final class Events implements Iterator<Row> {
    private final Iterator<Row> records;
    private final EventDecoder decoder;
    private final RejectionCounts rejections;
    private final Object[] event;
    private Row next;

    Events(Iterator<Row> records, Source source, RejectionCounts rejections) {
      this.records = records;
      this.decoder = new EventDecoder(source);
      this.rejections = rejections;
      this.event = new Object[source.columns().size()];
    }

    @Override
    public boolean hasNext() {
      while (next == null && records.hasNext()) {
        Row row = records.next();
        Rejection rejection = decoder.decode((byte[]) row.get(VALUE), event);
        if (rejection == null) {
          next = toRow(row);
        } else {
          rejections.add(rejection.code());
        }
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    private Row toRow(Row row) {
      Object[] values = new Object[VALUE + event.length];
      for (int i = 0; i < VALUE; i++) {
        values[i] = row.get(i);
      }
      for (int i = 0; i < event.length; i++) {
        values[VALUE + i] = WireForm.encode(event[i]);
      }
      return RowFactory.create(values);
    }
  }
}
