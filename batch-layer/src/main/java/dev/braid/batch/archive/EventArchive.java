package dev.braid.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.delta.DeltaTransaction;
import dev.braid.batch.delta.SparkTypes;
import dev.braid.log.Offsets;
import dev.braid.source.Source;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A source's events, typed: the raw records that decode, each exactly once. A table that is not
 * there yet is filled from all of raw.
 */
public final class EventArchive {
  private static final String PARTITION = DecodeEvents.PARTITION;
  private static final String OFFSET = DecodeEvents.OFFSET;
  private static final String APPEND_TIME = DecodeEvents.APPEND_TIME;

  private final SparkSession spark;
  private final Source source;
  private final DeltaTable<EventsCommit> table;

  /**
   * @param path of the table
   */
  public EventArchive(SparkSession spark, Source source, String path) {
    this.spark = spark;
    this.source = source;
    this.table =
        new DeltaTable<>(
            spark,
            path,
            schema(source),
            List.of(PARTITION, OFFSET, APPEND_TIME),
            EventsCommit.DOMAIN,
            EventsCommit.class);
  }

  /** The table's columns: where a record stood in the log, and the source's own. */
  public static StructType schema(Source source) {
    StructType schema =
        new StructType()
            .add(PARTITION, DataTypes.IntegerType)
            .add(OFFSET, DataTypes.LongType)
            .add(APPEND_TIME, DataTypes.TimestampType);
    for (dev.braid.source.Column column : source.columns()) {
      schema = schema.add(column.name(), SparkTypes.of(column.type()));
    }
    return schema;
  }

  /**
   * What an append found.
   *
   * @param rejected records left out, by code
   */
  public record Decoded(Archived<EventsCommit> events, SortedMap<String, Long> rejected) {}

  /** Decodes and appends the records of the raw table that are beyond this one's offsets. */
  public Decoded append(RawArchive raw, Committed<RawCommit> at, Clock clock) {
    DeltaTransaction<EventsCommit> transaction = table.begin();
    transaction
        .base()
        .ifPresent(
            base ->
                TornCommit.refuse(
                    table.path(), transaction.baseRows(), PARTITION, OFFSET, base.offsets()));
    Optional<EventsAppend> append = EventsAppend.next(transaction.base(), at.commit().offsets());
    RejectionCounts rejections = new RejectionCounts();
    if (append.isEmpty()) {
      return new Decoded(new Archived<>(table.current().orElseThrow(), 0), rejections.value());
    }
    spark.sparkContext().register(rejections);
    Dataset<Row> fresh = raw.rows(at).filter(beyond(append.get()));
    transaction.write(DecodeEvents.typed(fresh, source, rejections));
    long rejectedBefore = transaction.base().map(EventsCommit::rejected).orElse(0L);
    long rejected = rejections.isZero() ? 0 : fresh.count() - transaction.rowsWritten();
    EventsCommit commit =
        new EventsCommit(
            source.name(),
            append.get().to(),
            rejectedBefore + rejected,
            clock.instant().toString());
    Committed<EventsCommit> committed = transaction.append(commit);
    return new Decoded(new Archived<>(committed, transaction.rowsWritten()), rejections.value());
  }

  /** Up to where the newest version was decoded; empty if there is none. */
  public Optional<Offsets> decoded() {
    return table.current().map(found -> found.commit().offsets());
  }

  /** The events of one version. */
  public ArchivedEvents events(Committed<EventsCommit> at) {
    return new ArchivedEvents(table.rows(at.version()));
  }

  /** Those of the newest version, of which there must be one. */
  public ArchivedEvents newest() {
    return events(table.current().orElseThrow());
  }

  private static Column beyond(EventsAppend append) {
    return append.to().next().keySet().stream()
        .map(
            partition ->
                col("partition")
                    .equalTo(lit(partition))
                    .and(col("offset").geq(lit(append.from().nextOr(partition, 0)))))
        .reduce(Column::or)
        .orElse(lit(false));
  }
}
