package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.braid.batch.archive.ArchivedEvents;
import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.delta.TestSpark;
import dev.braid.batch.log.KafkaLog;
import dev.braid.batch.log.Sleeper;
import dev.braid.batch.steps.BatchEffect;
import dev.braid.batch.view.BatchView;
import dev.braid.error.BraidException;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.Refresh;
import dev.braid.reference.ReferenceInterpreter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The run's steps on a real broker, real Spark and real Delta tables. */
class BatchRunTest {
  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Sleeper NEVER =
      time -> {
        throw new AssertionError("nothing to wait for");
      };

  @TempDir static Path brokerFolder;
  private static BrokerProcess broker;

  @TempDir Path lake;
  private final SparkSession spark = TestSpark.session();
  private Clock clock = Clock.systemUTC();
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private Shop shop;
  private CompiledProject project;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = BrokerProcess.start(brokerFolder);
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @BeforeEach
  void openShop() throws Exception {
    shop = new Shop(broker.bootstrap(), lake);
    project = shop.project("revenue");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  private BatchRun begin(KafkaLog log) {
    return begin(log, NO_WAIT, NEVER, false);
  }

  private BatchRun begin(KafkaLog log, Duration wait, Sleeper sleeper, boolean acceptLoss) {
    Progress progress =
        new Progress(new PrintStream(terminal, true, StandardCharsets.UTF_8), clock);
    BatchRun.Wishes wishes = new BatchRun.Wishes(wait, sleeper, acceptLoss, Optional.empty());
    return new BatchRun(project, spark, log, clock, progress, wishes);
  }

  private void run(Duration wait, Sleeper sleeper) throws Exception {
    runSteps(5, wait, sleeper, false);
  }

  private void run() throws Exception {
    run(NO_WAIT, NEVER);
  }

  /** Takes so many of the run's five steps and then drops it, as if it had been killed. */
  private void runSteps(int steps, Duration wait, Sleeper sleeper, boolean acceptLoss)
      throws Exception {
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      runSteps(begin(log, wait, sleeper, acceptLoss), steps);
    }
  }

  private static void runSteps(BatchRun run, int steps) throws Exception {
    while (run.next().isPresent() && step(run.next().get()) <= steps) {
      run.advance();
    }
  }

  private static int step(BatchEffect effect) {
    if (effect instanceof BatchEffect.Archive) {
      return 2;
    } else if (effect instanceof BatchEffect.Decode) {
      return 3;
    } else if (effect instanceof BatchEffect.Announce) {
      return 5;
    }
    return effect instanceof BatchEffect.Recompute
            || effect instanceof BatchEffect.Commit
            || effect instanceof BatchEffect.Keep
        ? 4
        : 1;
  }

  private void awaitEpochsEnd() {
    Epochs epochs = Epochs.of(Shop.EPOCH);
    Instant start = clock.instant();
    Frontier next = new Frontier(epochs.epochOf(start.toEpochMilli()) + Shop.EPOCH.toMillis());
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !next.isAfter(epochs.latestFrontier(clock.instant(), Shop.GRACE)));
  }

  private ArchivedEvents archivedEvents() {
    String path = project.names().eventsPath(shop.source());
    return new ArchivedEvents(spark.read().format("delta").load(path));
  }

  private Committed<BatchCommit> current(String view) {
    return new BatchView(spark, project, project.view(view)).current().orElseThrow();
  }

  /** Holds every table and the announcement to what a plain consumer finds in the log. */
  private BatchCommit assertExact(String view) throws Exception {
    Committed<BatchCommit> at = current(view);
    Instant frontier = Instant.ofEpochMilli(at.commit().frontier().epochMillis());
    List<Object[]> covered = shop.ordersBefore(frontier);

    Map<List<Object>, List<Object>> expected =
        new ReferenceInterpreter(project.view(view).plan()).rows(covered);
    Map<List<Object>, List<Object>> found = new HashMap<>();
    long events = 0;
    for (Row row :
        spark
            .read()
            .format("delta")
            .load(project.names().viewPath(project.view(view)))
            .collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        values.add(row.get(i));
      }
      found.put(List.of(row.get(0)), values);
      assertThat(row.get(4)).as("count's state").isEqualTo(row.get(1));
      assertThat(row.get(5)).as("sum's state").isEqualTo(row.get(2));
      events += row.getLong(3);
    }
    assertThat(found).isEqualTo(expected);
    assertThat(events).isEqualTo(covered.size());
    assertThat(at.commit().events()).isEqualTo(covered.size());

    assertRawIsTheLog(at.commit().offsets());
    assertThat(at.commit().resume()).isEqualTo(resume(at.commit()));
    String key = FrontierAnnouncement.key(view, project.view(view).definitionHash());
    assertThat(shop.announced().get(key))
        .isEqualTo(new FrontierAnnouncement(at.version(), at.commit(), shop.sourceTopicId()));
    return at.commit();
  }

  private void assertRawIsTheLog(Offsets archived) {
    List<String> log = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> found : shop.committed()) {
      if (found.offset() < archived.nextOr(found.partition(), 0)) {
        log.add(line(found.partition(), found.offset(), found.timestamp(), found.value()));
      }
    }
    List<String> raw = new ArrayList<>();
    for (Row row :
        spark.read().format("delta").load(project.names().rawPath(shop.source())).collectAsList()) {
      Instant appended = row.getAs("append_time");
      raw.add(line(row.getInt(0), row.getLong(1), appended.toEpochMilli(), (byte[]) row.get(4)));
    }
    assertThat(raw).containsExactlyInAnyOrderElementsOf(log);
  }

  private static String line(int partition, long offset, long time, byte[] value) {
    return partition + "/" + offset + " " + time + " " + new String(value, StandardCharsets.UTF_8);
  }

  private Offsets resume(BatchCommit commit) {
    Map<Integer, Long> first = new TreeMap<>(commit.offsets().next());
    for (ConsumerRecord<String, byte[]> found : shop.committed()) {
      if (found.timestamp() >= commit.frontier().epochMillis()) {
        first.merge(found.partition(), found.offset(), Math::min);
      }
    }
    return Offsets.of(first);
  }

  @Test
  void runsCoverEveryEventOnceAndHandOver() throws Exception {
    shop.produce(50);
    awaitEpochsEnd();
    shop.produce(10);
    run();
    BatchCommit first = assertExact("revenue");
    assertThat(first.events()).isBetween(50L, 60L);
    assertThat(first.previousFrontier()).isEqualTo(Frontier.NONE);
    assertThat(first.previousResume()).isEqualTo(Offsets.NONE);

    shop.produce(30);
    awaitEpochsEnd();
    run();
    BatchCommit second = assertExact("revenue");
    assertThat(second.events()).isEqualTo(90);
    assertThat(second.previousFrontier()).isEqualTo(first.frontier());
    assertThat(second.previousResume()).isEqualTo(first.resume());
  }

  @Test
  void aRunWithNothingNewChangesNothingButAnnouncesAgain() throws Exception {
    shop.produce(10);
    awaitEpochsEnd();
    runSteps(4, NO_WAIT, NEVER, false);
    assertThat(shop.announced()).isEmpty();
    Clock stopped =
        Clock.fixed(
            Instant.ofEpochMilli(current("revenue").commit().frontier().epochMillis())
                .plus(Shop.GRACE),
            ZoneOffset.UTC);
    clock = stopped;
    run();
    assertThat(current("revenue").version()).isZero();
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .contains("no epoch has ended since")
        .contains("0 records");
    assertExact("revenue");
  }

  @Test
  void anIncrementalRunReadsOnlyWhatIsNewAndGivesTheSame() throws Exception {
    project = shop.project(Refresh.INCREMENTAL, "revenue");
    shop.produce(50);
    awaitEpochsEnd();
    shop.produce(10);
    run();
    BatchCommit first = assertExact("revenue");
    shop.produce(30);
    awaitEpochsEnd();
    run();
    BatchCommit second = assertExact("revenue");
    assertThat(second.events()).isEqualTo(90);
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("full: no version of this definition to go on from")
        .containsOnlyOnce("90 events, incremental");

    shop.produce(1);
    awaitEpochsEnd();
    run();
    Frontier third = assertExact("revenue").frontier();
    assertThat(filesRead(archivedEvents().between(second.frontier(), third))).isEqualTo(1);
    assertThat(filesRead(archivedEvents().before(third))).isGreaterThan(2);
    assertThat(first.frontier()).isNotEqualTo(second.frontier());
  }

  private static long filesRead(Dataset<Row> rows) {
    rows.collectAsList();
    return rows.queryExecution()
        .executedPlan()
        .collectLeaves()
        .head()
        .metrics()
        .apply("numFiles")
        .value();
  }

  @ParameterizedTest(name = "killed after step {0}, {1}")
  @CsvSource({"1, FULL", "2, FULL", "3, FULL", "4, FULL", "3, INCREMENTAL", "4, INCREMENTAL"})
  void aKilledRunIsMadeGoodByTheNext(int steps, Refresh refresh) throws Exception {
    project = shop.project(refresh, "revenue");
    shop.produce(20);
    awaitEpochsEnd();
    runSteps(steps, NO_WAIT, NEVER, false);
    shop.produce(20);
    awaitEpochsEnd();
    runSteps(steps, NO_WAIT, NEVER, false);
    run();
    assertThat(assertExact("revenue").events()).isEqualTo(40);
  }

  @Test
  void aRunKilledBeforeItsCommitLeavesTheViewAsItWas() throws Exception {
    shop.produce(20);
    awaitEpochsEnd();
    run();
    BatchCommit before = assertExact("revenue");

    shop.produce(20);
    awaitEpochsEnd();
    Frontier next = Epochs.of(Shop.EPOCH).latestFrontier(clock.instant(), Shop.GRACE);
    new BatchView(spark, project, project.view("revenue")).recompute(next, archivedEvents());
    assertThat(assertExact("revenue")).isEqualTo(before);
    run();
    assertThat(assertExact("revenue").events()).isEqualTo(40);
  }

  @Test
  void aRunThatAnotherOvertookDoesNotCommit() throws Exception {
    shop.produce(20);
    awaitEpochsEnd();
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      BatchRun slow = begin(log);
      runSteps(slow, 3);
      Frontier frontier = ((BatchEffect.Recompute) slow.next().orElseThrow()).frontier();
      BatchView view = new BatchView(spark, project, project.view("revenue"));
      BatchView.Recomputed recomputed = view.recompute(frontier, archivedEvents());
      shop.produce(5);
      awaitEpochsEnd();
      run();
      assertThatThrownBy(() -> recomputed.commit(Offsets.NONE, Offsets.NONE, clock.instant()))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.code()).isEqualTo("COMMIT_CONFLICT"));
      assertThatThrownBy(slow::run)
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.code()).isEqualTo("COMMIT_CONFLICT"));
      assertThat(slow.next()).isEmpty();
    }
    assertThat(assertExact("revenue").events()).isEqualTo(25);
  }

  @Test
  void waitsForAnOpenTransactionThatCommits() throws Exception {
    try (KafkaProducer<String, String> transactional = shop.transactionalProducer()) {
      shop.produce(20);
      transactional.beginTransaction();
      shop.produce(transactional, 7);
      shop.produce(20);
      awaitEpochsEnd();
      Frontier aim = Epochs.of(Shop.EPOCH).latestFrontier(clock.instant(), Shop.GRACE);
      run(Duration.ofMinutes(2), once(transactional::commitTransaction));
      BatchCommit commit = assertExact("revenue");
      assertThat(commit.events()).isEqualTo(47);
      assertThat(aim.isAfter(commit.frontier())).isFalse();
    }
  }

  @Test
  void waitsForAnOpenTransactionThatAborts() throws Exception {
    try (KafkaProducer<String, String> transactional = shop.transactionalProducer()) {
      shop.produce(20);
      transactional.beginTransaction();
      shop.produce(transactional, 7);
      shop.produce(20);
      awaitEpochsEnd();
      run(Duration.ofMinutes(2), once(transactional::abortTransaction));
      assertThat(assertExact("revenue").events()).isEqualTo(40);
    }
  }

  @Test
  void fallsBackToTheFrontierThatAnOpenTransactionAllows() throws Exception {
    try (KafkaProducer<String, String> transactional = shop.transactionalProducer()) {
      shop.produce(20);
      awaitEpochsEnd();
      awaitEpochsEnd();
      transactional.beginTransaction();
      shop.produce(transactional, 1);
      shop.produce(20);
      awaitEpochsEnd();
      run(NO_WAIT, NEVER);
      BatchCommit held = current("revenue").commit();
      assertThat(held.events()).isEqualTo(20);
      assertThat(held.frontier().epochMillis()).isLessThan(clock.millis() - 1000);

      run(NO_WAIT, NEVER);
      assertThat(current("revenue").commit()).as("cannot move").isEqualTo(held);
      assertThat(terminal.toString(StandardCharsets.UTF_8))
          .contains("stays at frontier " + held.frontier() + ": open transactions in partitions");

      transactional.commitTransaction();
      awaitStable();
      run();
      assertThat(assertExact("revenue").events()).isEqualTo(41);
      assertThat(current("revenue").commit().previousFrontier()).isEqualTo(held.frontier());
    }
  }

  private Sleeper once(Runnable action) {
    boolean[] done = new boolean[1];
    return time -> {
      if (!done[0]) {
        done[0] = true;
        action.run();
      }
    };
  }

  private void awaitStable() {
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      String topic = shop.source().topic();
      await().until(() -> log.stableEnds(topic).equals(log.ends(topic)));
    }
  }

  @Test
  void whatIsNoEventIsLeftOutAndCounted() throws Exception {
    shop.produce(10);
    shop.produceBroken("{", "{\"id\":null}", "{\"id\":\"x\"}", "[]");
    awaitEpochsEnd();
    run();
    shop.produceBroken("nonsense");
    shop.produce(3);
    awaitEpochsEnd();
    run();
    assertThat(assertExact("revenue").events()).isEqualTo(13);
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .contains("rejected {NOT_AN_OBJECT=1, NOT_JSON=1, NULL_NOT_ALLOWED=1, WRONG_TYPE=1}");
    assertThat(
            new DeltaTable<>(
                    spark,
                    project.names().eventsPath(shop.source()),
                    spark
                        .read()
                        .format("delta")
                        .load(project.names().eventsPath(shop.source()))
                        .schema(),
                    List.of("_offset"),
                    "dev.braid.events",
                    EventsCommit.class)
                .current()
                .orElseThrow()
                .commit()
                .rejected())
        .isEqualTo(5);
  }

  @Test
  void aNewViewIsFilledFromTheWholeHistory() throws Exception {
    shop.produce(30);
    awaitEpochsEnd();
    run();
    project = shop.project("revenue", "turnover");
    shop.produce(5);
    awaitEpochsEnd();
    run();
    assertThat(assertExact("revenue").events()).isEqualTo(35);
    BatchCommit fresh = assertExact("turnover");
    assertThat(fresh.events()).isEqualTo(35);
    assertThat(fresh.previousFrontier()).isEqualTo(Frontier.NONE);
  }

  @Test
  void anEmptyTopicMakesAnEmptyView() throws Exception {
    run();
    BatchCommit commit = assertExact("revenue");
    assertThat(commit.events()).isZero();
    assertThat(commit.resume()).isEqualTo(Offsets.of(Map.of(0, 0L, 1, 0L, 2, 0L)));
  }

  @Test
  void goesOnAfterAPartitionIsAdded() throws Exception {
    shop.produce(9);
    awaitEpochsEnd();
    run();
    assertThat(current("revenue").commit().offsets().next()).containsOnlyKeys(0, 1, 2);
    shop.admin()
        .createPartitions(Map.of(shop.source().topic(), NewPartitions.increaseTo(4)))
        .all()
        .get();
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      await().until(() -> log.ends(shop.source().topic()).next().size() == 4);
    }
    awaitEpochsEnd();
    run();
    assertThat(current("revenue").commit().offsets().next()).containsEntry(3, 0L).hasSize(4);
  }

  @Test
  void refusesWhatRetentionAteBeforeItWasArchived() throws Exception {
    shop.produce(9);
    awaitEpochsEnd();
    run();
    shop.produce(30);
    shop.admin()
        .deleteRecords(
            Map.of(new TopicPartition(shop.source().topic(), 1), RecordsToDelete.beforeOffset(8)))
        .all()
        .get();
    awaitEpochsEnd();
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("EVENTS_LOST"))
        .hasMessageContaining("partition 1: offsets 3 to 7 (5)");
    assertThat(current("revenue").commit().events()).isEqualTo(9);

    runSteps(5, NO_WAIT, NEVER, true);
    assertThat(current("revenue").commit().events()).isEqualTo(34);
  }

  @Test
  void refusesATopicThatWasCreatedAgain() throws Exception {
    shop.produce(9);
    awaitEpochsEnd();
    run();
    String topic = shop.source().topic();
    shop.deleteTopic(topic);
    shop.createTopic(topic, "LogAppendTime");
    shop.produce(90);
    awaitEpochsEnd();
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("TOPIC_REPLACED"));
  }

  @Test
  void refusesATopicWithoutTheBrokersTime() throws Exception {
    String topic = shop.source().topic();
    shop.deleteTopic(topic);
    shop.createTopic(topic, "CreateTime");
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("NOT_LOG_APPEND_TIME"))
        .hasMessageContaining(
            "kafka-configs.sh --bootstrap-server "
                + broker.bootstrap()
                + " --entity-type topics --entity-name "
                + topic
                + " --alter --add-config message.timestamp.type=LogAppendTime");
  }

  @ParameterizedTest(name = "frontiers topic missing: {0}")
  @ValueSource(booleans = {true, false})
  void refusesAMissingTopicByName(boolean frontiers) throws Exception {
    String topic = frontiers ? project.names().frontiersTopic() : shop.source().topic();
    shop.deleteTopic(topic);
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("NO_SUCH_TOPIC"))
        .hasMessageContaining(topic);
  }
}
