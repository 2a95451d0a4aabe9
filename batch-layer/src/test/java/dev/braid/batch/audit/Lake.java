package dev.braid.batch.audit;

import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.archive.RawArchive;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.compile.SparkView;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.delta.DeltaTransaction;
import dev.braid.batch.delta.TestSpark;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A lake as batch runs leave it, made without a log: raw, events, views. */
final class Lake {
  static final Duration EPOCH = Duration.ofMinutes(1);
  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final SparkSession spark = TestSpark.session();
  private final Path folder;
  private final Source source;
  private final Map<String, ViewPlan> plans;
  private final CompiledProject project;
  private final Map<Integer, Long> ends = new LinkedHashMap<>();
  private Committed<RawCommit> raw;

  Lake(Path folder, Source source, Map<String, ViewPlan> plans) {
    this.folder = folder;
    this.source = source;
    this.plans = plans;
    List<ViewDefinition> views = new ArrayList<>();
    plans.forEach(
        (name, plan) ->
            views.add(
                new ViewDefinition(
                    name, EPOCH.toMillis(), CompiledProject.hash(name, plan), plan, "SELECT …")));
    this.project =
        new CompiledProject(
            CompiledProject.FORMAT,
            "audited",
            1,
            1000,
            new KafkaSettings("127.0.0.1:1", null, Map.of()),
            folder.toUri().toString(),
            new ServingSettings("127.0.0.1", 0),
            List.of(source),
            views);
  }

  /** The same lake somewhere else, to be damaged there; not to be archived to. */
  Lake copyTo(Path empty) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = empty.resolve(folder.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Lake lake = new Lake(empty, source, plans);
    lake.ends.putAll(ends);
    return lake;
  }

  static Instant inEpoch(int epoch) {
    return START.plus(EPOCH.multipliedBy(epoch)).plusMillis(250);
  }

  static Frontier before(int epoch) {
    return new Frontier(START.plus(EPOCH.multipliedBy(epoch)).toEpochMilli());
  }

  /** A record of raw, at the next offset of its partition. */
  Row record(int partition, int epoch, String value) {
    return record(partition, epoch, value.getBytes(StandardCharsets.UTF_8));
  }

  Row record(int partition, int epoch, byte[] value) {
    long offset = ends.merge(partition, 1L, Long::sum) - 1;
    return RowFactory.create(partition, offset, inEpoch(epoch), null, value);
  }

  void archive(List<Row> records) {
    DeltaTransaction<RawCommit> transaction =
        new DeltaTable<>(
                spark,
                project.names().rawPath(source),
                RawArchive.SCHEMA,
                RawArchive.INDEXED,
                RawCommit.DOMAIN,
                RawCommit.class)
            .begin();
    transaction.write(spark.createDataFrame(records, RawArchive.SCHEMA));
    raw =
        transaction.append(new RawCommit(source.topic(), "id", Offsets.of(ends), START.toString()));
  }

  void decode() {
    RawArchive archive =
        new RawArchive(spark, project.kafka(), source.topic(), project.names().rawPath(source));
    new EventArchive(spark, source, project.names().eventsPath(source))
        .append(archive, raw, Clock.systemUTC());
  }

  /** Computes the view anew, from those of the events that the condition lets pass. */
  void compute(String view, Frontier frontier, Column condition) {
    ViewDefinition definition = project.view(view);
    SparkView query = new SparkView(definition.plan(), source);
    DeltaTransaction<BatchCommit> transaction =
        new DeltaTable<>(
                spark,
                project.names().viewPath(definition),
                query.schema(),
                definition.plan().keys().stream().map(KeyColumn::name).toList(),
                BatchCommit.DOMAIN,
                BatchCommit.class)
            .begin();
    Dataset<Row> events =
        spark
            .read()
            .format("delta")
            .load(project.names().eventsPath(source))
            .filter(functions.col("_append_time").lt(RawArchive.atFrontier(frontier)))
            .filter(condition);
    transaction.write(query.compute(events));
    transaction.overwrite(
        new BatchCommit(
            view,
            definition.definitionHash(),
            frontier,
            transaction.base().map(BatchCommit::frontier).orElse(Frontier.NONE),
            Offsets.of(ends),
            Offsets.NONE,
            Offsets.NONE,
            0,
            START.toString()));
  }

  void compute(String view, Frontier frontier) {
    compute(view, frontier, functions.lit(true));
  }

  /** Changes a table behind the layers' back; {@code %s} is its name. */
  void damage(String sql, String path) {
    spark.sql(sql.formatted("delta.`" + Path.of(URI.create(path)) + "`"));
  }

  void damageEvents(String sql) {
    damage(sql, project.names().eventsPath(source));
  }

  void damageView(String view, String sql) {
    damage(sql, project.names().viewPath(project.view(view)));
  }

  AuditReport audit() {
    return new Auditor(project, spark, doing -> {}).audit(project.views());
  }
}
