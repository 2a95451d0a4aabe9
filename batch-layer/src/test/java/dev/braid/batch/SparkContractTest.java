package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.archive.RawArchive;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.compile.SparkView;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.delta.DeltaTransaction;
import dev.braid.batch.delta.TestSpark;
import dev.braid.batch.delta.WireRows;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.KafkaSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract's views on Spark, over events that went through the master dataset: raw bytes,
 * decoder, Parquet, native expressions; some through a batch view's table too.
 */
class SparkContractTest {
  private static final Instant APPENDED = Instant.parse("2026-11-23T10:00:00.123Z");

  @TempDir static Path lake;

  private static Dataset<Row> events;

  static Stream<ViewCase> cases() {
    return ViewCases.all().stream();
  }

  @BeforeAll
  static void archiveTheEvents() {
    SparkSession spark = TestSpark.session();
    ViewCase any = ViewCases.all().get(0);
    List<Row> records = new ArrayList<>();
    for (Object[] event : any.events()) {
      byte[] json = any.json(event);
      records.add(RowFactory.create(0, (long) records.size(), APPENDED, null, json));
    }
    String rawPath = lake.resolve("raw").toUri().toString();
    DeltaTable<RawCommit> raw =
        new DeltaTable<>(
            spark,
            rawPath,
            RawArchive.SCHEMA,
            RawArchive.INDEXED,
            RawCommit.DOMAIN,
            RawCommit.class);
    DeltaTransaction<RawCommit> transaction = raw.begin();
    transaction.write(spark.createDataFrame(records, RawArchive.SCHEMA));
    Offsets offsets = Offsets.of(Map.of(0, (long) records.size()));
    Committed<RawCommit> archived =
        transaction.append(new RawCommit("hard", "id", offsets, APPENDED.toString()));

    KafkaSettings noKafka = new KafkaSettings("127.0.0.1:1", null, Map.of());
    EventArchive archive =
        new EventArchive(spark, any.source(), lake.resolve("events").toUri().toString());
    EventArchive.Decoded decoded =
        archive.append(
            new RawArchive(spark, noKafka, "hard", rawPath), archived, Clock.systemUTC());
    assertThat(decoded.rejected()).isEmpty();
    Frontier after = new Frontier(APPENDED.plusSeconds(1).toEpochMilli());
    events = archive.events(decoded.events().at()).before(after).cache();
    assertThat(events.count()).isEqualTo(any.events().size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void answersAsTheReference(ViewCase viewCase) {
    SparkView view = new SparkView(viewCase.plan(), viewCase.source());
    assertAnswers(viewCase, view.compute(events));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"many_keys", "sums", "minima", "key_nan"})
  void answersAsTheReferenceFromItsTable(String name) {
    ViewCase viewCase = cases().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    SparkView view = new SparkView(viewCase.plan(), viewCase.source());
    DeltaTable<BatchCommit> table =
        new DeltaTable<>(
            TestSpark.session(),
            lake.resolve(name).toUri().toString(),
            view.schema(),
            viewCase.plan().keys().stream().map(KeyColumn::name).toList(),
            BatchCommit.DOMAIN,
            BatchCommit.class);
    DeltaTransaction<BatchCommit> transaction = table.begin();
    transaction.write(view.compute(events));
    Offsets none = Offsets.NONE;
    Committed<BatchCommit> committed =
        transaction.overwrite(
            new BatchCommit(
                name,
                "hash",
                Frontier.NONE,
                Frontier.NONE,
                none,
                none,
                none,
                0,
                "2026-11-23T10:00:00Z"));
    assertAnswers(viewCase, table.rows(committed.version()));
  }

  private static void assertAnswers(ViewCase viewCase, Dataset<Row> table) {
    ViewPlan plan = viewCase.plan();
    ViewAnswer answer = new ViewAnswer(plan, WireRows.collect(table, WireRows.types(plan)));
    assertThat(answer.differences(viewCase.events())).isEmpty();
  }
}
