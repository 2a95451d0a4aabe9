package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.aggregate.State;
import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.archive.RawArchive;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.compile.SparkView;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.delta.DeltaTransaction;
import dev.braid.batch.delta.TestSpark;
import dev.braid.contract.Answers;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.expression.CompiledView;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.KafkaSettings;
import dev.braid.reference.ReferenceInterpreter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    events = archive.before(after, decoded.events().at()).cache();
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
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    Map<List<Object>, Object[]> states = new HashMap<>();
    int outputs = plan.outputs().size();
    for (Row row : table.collectAsList()) {
      List<Object> values = values(row);
      List<Object> key = key(plan, values);
      assertThat(rows.put(key, values.subList(0, outputs))).as("group %s twice", key).isNull();
      states.put(key, values.subList(outputs + 1, values.size()).toArray());
    }
    assertThat(Answers.differences(plan, viewCase.expected(), rows)).isEmpty();
    assertThat(stateDifferences(viewCase, states)).isEmpty();
    assertThat(Answers.differences(plan, viewCase.expected(), finished(plan, states))).isEmpty();
  }

  /** What serving makes of Spark's states. */
  private static Map<List<Object>, List<Object>> finished(
      ViewPlan plan, Map<List<Object>, Object[]> states) {
    CompiledView compiled = new CompiledView(plan);
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    states.forEach(
        (key, fields) ->
            rows.put(key, Arrays.asList(compiled.result(key.toArray(), compiled.load(fields)))));
    return rows;
  }

  private static List<String> stateDifferences(
      ViewCase viewCase, Map<List<Object>, Object[]> actual) {
    CompiledView compiled = new CompiledView(viewCase.plan());
    List<String> differences = new ArrayList<>();
    for (Map.Entry<List<Object>, State[]> group :
        new ReferenceInterpreter(viewCase.plan()).states(viewCase.events()).entrySet()) {
      Object[] expected = compiled.store(group.getValue());
      Object[] found = actual.get(group.getKey());
      for (int i = 0; i < expected.length; i++) {
        if (!Answers.same(expected[i], found[i]) || isNegativeZero(found[i])) {
          differences.add(
              group.getKey()
                  + " "
                  + viewCase.plan().stateColumns().get(i).name()
                  + " is "
                  + found[i]
                  + ", should be "
                  + expected[i]);
        }
      }
    }
    return differences;
  }

  private static boolean isNegativeZero(Object value) {
    return Double.valueOf(-0.0).equals(value);
  }

  private static List<Object> key(ViewPlan plan, List<Object> row) {
    List<Object> key = new ArrayList<>();
    for (var part : plan.keys()) {
      for (int i = 0; i < plan.outputs().size(); i++) {
        if (plan.outputs().get(i).name().equals(part.name())) {
          key.add(row.get(i));
        }
      }
    }
    return key;
  }

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value instanceof LocalDate day) {
        value = (int) day.toEpochDay();
      } else if (value instanceof Instant instant) {
        value = instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
      }
      values.add(value);
    }
    return values;
  }
}
