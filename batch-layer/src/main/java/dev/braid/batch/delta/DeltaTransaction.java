package dev.braid.batch.delta;

import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.kill.KillPoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Writes files that nobody sees and then commits them together with what they are. Not committing
 * leaves the table as it was. Used once, by one thread.
 */
public final class DeltaTransaction<C> {
  private final DeltaTable<C> table;
  private final OptimisticTransaction transaction;
  private final Optional<C> base;
  private final List<FileAction> written = new ArrayList<>();

  DeltaTransaction(DeltaTable<C> table, OptimisticTransaction transaction) {
    this.table = table;
    this.transaction = transaction;
    this.base = table.read(transaction.snapshot());
    if (base.isEmpty()) {
      transaction.updateMetadataForNewTable(
          new Metadata(
              UUID.randomUUID().toString(),
              null,
              null,
              new Format("parquet", scalaMap(Map.of())),
              table.schema().json(),
              scalaSeq(List.of()),
              scalaMap(properties()),
              Option.apply(System.currentTimeMillis())));
    }
  }

  /** Every reader of plain Delta can read the tables; only writers need to know the domain. */
  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("delta.feature.domainMetadata", "supported");
    properties.put("delta.enableDeletionVectors", "false");
    if (table.indexed().isEmpty()) {
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      properties.put("delta.dataSkippingStatsColumns", String.join(",", table.indexed()));
    }
    return properties;
  }

  /** What the version under this transaction says; empty if it will create the table. */
  public Optional<C> base() {
    return base;
  }

  /** The rows of that version. */
  public Dataset<Row> baseRows() {
    return table.rows(transaction.snapshot().version());
  }

  /** Runs the query and writes its rows into files of the table's folder. */
  public void write(Dataset<Row> rows) {
    KillPoint.BEFORE_WRITING.reached();
    written.addAll(JavaConverters.seqAsJavaListConverter(transaction.writeFiles(rows)).asJava());
    KillPoint.AFTER_FILES.reached();
  }

  public long rowsWritten() {
    return written.stream()
        .map(AddFile.class::cast)
        .mapToLong(file -> ((Number) file.numPhysicalRecords().get()).longValue())
        .sum();
  }

  /** What was written, read back from its files. */
  public Dataset<Row> rowsOfFiles() {
    String[] files =
        written.stream()
            .map(file -> new Path(new Path(table.path()), new Path(URI.create(file.path()))))
            .map(Path::toString)
            .toArray(String[]::new);
    return table.spark().read().schema(table.schema()).parquet(files);
  }

  /**
   * Adds what was written to the table.
   *
   * @throws dev.braid.error.BraidException COMMIT_CONFLICT if another transaction was faster
   */
  public Committed<C> append(C commit) {
    return commit(commit, SaveMode.Append, List.of());
  }

  /**
   * Puts what was written in the place of all rows.
   *
   * @throws dev.braid.error.BraidException COMMIT_CONFLICT if another transaction was faster
   */
  public Committed<C> overwrite(C commit) {
    List<Action> removed = new ArrayList<>();
    for (AddFile file : JavaConverters.seqAsJavaListConverter(transaction.filterFiles()).asJava()) {
      removed.add(file.remove());
    }
    return commit(commit, SaveMode.Overwrite, removed);
  }

  private Committed<C> commit(C commit, SaveMode mode, List<Action> removed) {
    List<Action> actions = new ArrayList<>(removed);
    actions.addAll(written);
    actions.add(table.metadata(commit));
    try {
      long version =
          transaction.commit(
              scalaSeq(actions),
              new DeltaOperations.Write(mode, Option.empty(), Option.empty(), Option.empty()));
      return table.remember(version, commit);
    } catch (DeltaConcurrentModificationException e) {
      throw BatchErrors.committedByAnother(table.path(), e);
    }
  }

  private static <T> scala.collection.Seq<T> scalaSeq(List<T> list) {
    return JavaConverters.asScalaBufferConverter(list).asScala().toList();
  }

  private static scala.collection.immutable.Map<String, String> scalaMap(
      Map<String, String> entries) {
    scala.collection.immutable.Map<String, String> map =
        scala.collection.immutable.Map$.MODULE$.empty();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      map = map.updated(entry.getKey(), entry.getValue());
    }
    return map;
  }
}
