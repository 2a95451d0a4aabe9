package dev.braid.batch.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.batch.delta.WireForm;
import dev.braid.project.CompiledProject;
import dev.braid.source.Column;
import dev.braid.source.EventDecoder;
import dev.braid.source.Rejection;
import dev.braid.source.Source;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Raw records to events, through the decoder that the speed layer uses. Rejected ones are counted
 * and left out. Values leave it in their {@link WireForm}.
 */
final class DecodeEvents implements MapPartitionsFunction<Row, Row> {
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

  /** Its rows: the input's first three columns, then the source's. */
  static StructType schema(Source source) {
    StructType schema =
        new StructType()
            .add("_partition", DataTypes.IntegerType)
            .add("_offset", DataTypes.LongType)
            .add("_append_time", DataTypes.LongType);
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
