package dev.braid.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.timestamp_micros;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.delta.DeltaTransaction;
import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.log.LogCut;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A topic's log as received, for ever: its committed records, each exactly once, because the
 * offsets read are in the same Delta commit as the records.
 */
public final class RawArchive {
  public static final StructType SCHEMA =
      new StructType()
          .add("partition", DataTypes.IntegerType)
          .add("offset", DataTypes.LongType)
          .add("append_time", DataTypes.TimestampType)
          .add("key", DataTypes.BinaryType)
          .add("value", DataTypes.BinaryType);

  public static final List<String> INDEXED = List.of("partition", "offset", "append_time");

  private final SparkSession spark;
  private final KafkaSettings kafka;
  private final String topic;
  private final DeltaTable<RawCommit> table;
  private final Map<Frontier, Offsets> resumes = new TreeMap<>();

  /**
   * @param path of the table
   */
  public RawArchive(SparkSession spark, KafkaSettings kafka, String topic, String path) {
    this.spark = spark;
    this.kafka = kafka;
    this.topic = topic;
    this.table = new DeltaTable<>(spark, path, SCHEMA, INDEXED, RawCommit.DOMAIN, RawCommit.class);
  }

  /** Appends what the log has beyond the archive, up to the cut. */
  public Archived<RawCommit> append(LogCut cut, boolean acceptLoss, Clock clock) {
    DeltaTransaction<RawCommit> transaction = table.begin();
    transaction
        .base()
        .ifPresent(
            base ->
                TornCommit.refuse(
                    table.path(), transaction.baseRows(), "partition", "offset", base.offsets()));
    Optional<RawAppend> append =
        RawAppend.next(transaction.base(), cut, acceptLoss, clock.instant());
    if (append.isEmpty()) {
      return new Archived<>(table.current().orElseThrow(), 0);
    }
    if (!append.get().range().isEmpty()) {
      transaction.write(read(append.get().range()));
    }
    return new Archived<>(transaction.append(append.get().commit()), transaction.rowsWritten());
  }

  /** Whether there is a table. */
  public boolean exists() {
    return table.current().isPresent();
  }

  /**
   * Refuses to begin a new archive in the place of one that does not exist any more, unless the log
   * still has all that it held.
   *
   * @param decoded up to where events were made of it
   */
  public void requireNotLost(Offsets decoded, LogCut cut) {
    decoded
        .next()
        .forEach(
            (partition, next) -> {
              long earliest = cut.earliest().nextOr(partition, 0);
              if (next > 0 && earliest > 0) {
                throw BatchErrors.rawLost(table.path(), topic, partition, earliest);
              }
            });
  }

  /** The records of one version of the archive. */
  public Dataset<Row> rows(Committed<RawCommit> at) {
    return table.rows(at.version());
  }

  /**
   * Per partition the first offset at or after the frontier; where nothing is, the archive's end.
   */
  public Offsets resume(Committed<RawCommit> at, Frontier frontier) {
    return resumes.computeIfAbsent(
        frontier,
        f -> {
          Map<Integer, Long> first = new TreeMap<>(at.commit().offsets().next());
          Column appended = col("append_time").geq(atFrontier(f));
          rows(at)
              .filter(appended)
              .groupBy("partition")
              .agg(min("offset"))
              .collectAsList()
              .forEach(row -> first.put(row.getInt(0), row.getLong(1)));
          return Offsets.of(first);
        });
  }

  /** The frontier's instant, to compare append times with. */
  public static Column atFrontier(Frontier frontier) {
    return timestamp_micros(lit(Math.multiplyExact(frontier.epochMillis(), 1000L)));
  }

  private Dataset<Row> read(LogRange range) {
    DataFrameReader reader =
        spark
            .read()
            .format("kafka")
            .option("assign", json(Map.of(topic, range.to().next().keySet())))
            .option("startingOffsets", json(Map.of(topic, range.from())))
            .option("endingOffsets", json(Map.of(topic, range.to())))
            .option("failOnDataLoss", "true");
    for (Map.Entry<String, Object> property : kafka.clientConfig().entrySet()) {
      reader = reader.option("kafka." + property.getKey(), property.getValue().toString());
    }
    return reader
        .option("kafka.isolation.level", "read_committed")
        .load()
        .select(
            col("partition"),
            col("offset"),
            col("timestamp").as("append_time"),
            col("key"),
            col("value"));
  }

  private static String json(Object value) {
    try {
      return CompiledProject.json().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
