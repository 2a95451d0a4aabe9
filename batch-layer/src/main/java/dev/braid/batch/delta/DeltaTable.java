package dev.braid.batch.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.error.Failures;
import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.DomainMetadata;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * A Delta table each of whose versions says what it holds, in domain metadata: an action of the
 * same commit, carried through checkpoints, so it is there as long as the data is. With {@link
 * DeltaTransaction} the only place that knows Delta's own classes, which are not a public API. For
 * one thread.
 *
 * @param <C> what a commit says: a record that {@link CompiledProject#json} can write
 */
public final class DeltaTable<C> {
  private final SparkSession spark;
  private final String path;
  private final StructType schema;
  private final String domain;
  private final Class<C> type;
  private final List<String> indexed;
  private Committed<C> known;

  /**
   * @param path a URI: blanks and the like are encoded
   * @param indexed columns to look rows up by: each file's least and greatest value is kept
   * @param domain the name under which the commit's record is kept
   */
  public DeltaTable(
      SparkSession spark,
      String path,
      StructType schema,
      List<String> indexed,
      String domain,
      Class<C> type) {
    this.spark = spark;
    // Hadoop takes a path as text for what it is, nothing in it being encoded.
    this.path = new Path(URI.create(path)).toString();
    this.schema = schema.asNullable();
    this.indexed = indexed.stream().filter(column -> hasRange(schema, column)).toList();
    this.domain = domain;
    this.type = type;
  }

  /** Delta refuses an index over types that it keeps no least and greatest value of. */
  private static boolean hasRange(StructType schema, String column) {
    DataType type = schema.apply(column).dataType();
    return !type.equals(DataTypes.BooleanType) && !type.equals(DataTypes.BinaryType);
  }

  public String path() {
    return path;
  }

  public StructType schema() {
    return schema;
  }

  /** The newest version; empty if there is no table yet. */
  public Optional<Committed<C>> current() {
    return readingLog(
        () -> {
          Snapshot snapshot = log().update(false, Option.empty(), Option.empty());
          return read(snapshot).map(commit -> new Committed<>(snapshot.version(), commit));
        });
  }

  /** The rows of one version. */
  public Dataset<Row> rows(long version) {
    return spark.read().format("delta").option("versionAsOf", version).load(path);
  }

  /** Starts on top of the newest version; of two that start on the same one only one commits. */
  public DeltaTransaction<C> begin() {
    return readingLog(
        () -> new DeltaTransaction<>(this, log().startTransaction(Option.empty(), Option.empty())));
  }

  private <T> T readingLog(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BraidException e) {
      throw e;
    } catch (Exception e) { // Scala throws checked ones undeclared.
      String log = new Path(path, "_delta_log").toUri().getPath();
      if (Files.isDirectory(java.nio.file.Path.of(log))) {
        throw BatchErrors.tableDamaged(path, Failures.rootMessage(e), e);
      }
      throw e;
    }
  }

  DeltaLog log() {
    return DeltaLog.forTable(spark, new Path(path));
  }

  List<String> indexed() {
    return indexed;
  }

  SparkSession spark() {
    return spark;
  }

  /** What the snapshot's version says of itself; empty if the table does not exist. */
  Optional<C> read(Snapshot snapshot) {
    if (snapshot.version() < 0) {
      return Optional.empty();
    }
    if (known != null && known.version() == snapshot.version()) {
      return Optional.of(known.commit());
    }
    if (!snapshot.schema().asNullable().equals(schema)) {
      throw BatchErrors.foreignTable(path, "has other columns than " + schema.simpleString());
    }
    for (DomainMetadata metadata :
        JavaConverters.seqAsJavaListConverter(domains(snapshot)).asJava()) {
      if (metadata.domain().equals(domain)) {
        try {
          C commit = CompiledProject.json().readValue(metadata.configuration(), type);
          return Optional.of(remember(snapshot.version(), commit).commit());
        } catch (JsonProcessingException e) {
          throw BatchErrors.badCommit(path, snapshot.version(), e);
        }
      }
    }
    throw BatchErrors.foreignTable(path, "carries no metadata " + domain);
  }

  /** From the version's checksum file if it has them: what else tells is a query of the log. */
  private static scala.collection.Seq<DomainMetadata> domains(Snapshot snapshot) {
    Option<scala.collection.Seq<DomainMetadata>> known = snapshot.domainMetadatasIfKnown();
    return known.isDefined() ? known.get() : snapshot.domainMetadata();
  }

  /** Spares reading a version's metadata again; versions never change. */
  Committed<C> remember(long version, C commit) {
    known = new Committed<>(version, commit);
    return known;
  }

  DomainMetadata metadata(C commit) {
    try {
      return new DomainMetadata(domain, CompiledProject.json().writeValueAsString(commit), false);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
