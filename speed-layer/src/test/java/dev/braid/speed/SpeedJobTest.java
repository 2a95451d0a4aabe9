package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.braid.contract.Answers;
import dev.braid.error.BraidException;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.source.QuarantinedEvent;
import dev.braid.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The whole job against a real broker: whatever happens to it, its views end up exact. */
class SpeedJobTest {
  private static final int PARTITIONS = 3;
  private static final long EPOCH = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path brokerFolder;
  private static TestKafka kafka;

  @TempDir Path state;
  private CompiledProject project;
  private Source source;
  private ViewDefinition prefixes;
  private ViewDefinition words;
  private RunningSpeed speed;

  private final List<Sent> sent = new ArrayList<>();
  private final long[] next = new long[PARTITIONS];

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Sent(Object[] row, RecordMetadata at) {}

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = TestKafka.start(brokerFolder);
  }

  @AfterAll
  static void stopBroker() {
    kafka.stop();
  }

  @BeforeEach
  void makeProject(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    source = TickViews.source("ticks-" + name, PARTITIONS);
    prefixes = TickViews.definition("prefixes", TickViews.prefixes(), EPOCH);
    words = TickViews.definition("words", TickViews.words(), EPOCH);
    project = TickViews.project(name, kafka.bootstrap(), source, prefixes, words);
    kafka.createTopics(project);
  }

  @AfterEach
  void stopSpeed() {
    if (speed != null) {
      speed.stop();
    }
  }

  @Test
  void answersAsTheReferenceDoesAndSaysSoWhenIdle() throws Exception {
    send(2_000);
    start();
    send(3_000);
    awaitExact(Frontier.NONE);
    awaitHeartbeatsCoverEverything();
  }

  @Test
  void coversTheLastEventOfEveryPartitionThoughOthersAreEmpty() throws Exception {
    start();
    sendTo(1);
    awaitExact(Frontier.NONE);
    awaitHeartbeatsCoverEverything();
  }

  @Test
  void aKilledTaskManagerLosesAndDoublesNothing() throws Exception {
    start();
    send(2_000);
    speed.awaitCheckpoint();
    send(1_000);
    speed.killTaskManager();
    send(1_000);
    awaitExact(Frontier.NONE);
    speed.awaitCheckpoint();
    send(500);
    speed.killTaskManager();
    awaitExact(Frontier.NONE);
    awaitHeartbeatsCoverEverything();
  }

  @Test
  void aRestartedProcessGoesOnFromItsCheckpoint() throws Exception {
    start();
    send(2_000);
    awaitExact(Frontier.NONE);
    speed.awaitCheckpoint();
    send(1_000);
    speed.stop();
    send(1_000);

    start();
    assertThat(speed.restoredFrom()).isPresent();
    awaitExact(Frontier.NONE);
    awaitHeartbeatsCoverEverything();
  }

  @Test
  void anIdleRestartedProcessKnowsThatItIsUpToDate() throws Exception {
    start();
    send(100);
    awaitExact(Frontier.NONE);
    speed.awaitCheckpoint();
    speed.stop();
    int before = kafka.records(project.names().speedTopic(prefixes)).size();

    start();
    assertThat(speed.restoredFrom()).isPresent();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              PublishedView since = new PublishedView(prefixes.plan());
              kafka.records(project.names().speedTopic(prefixes)).stream()
                  .skip(before)
                  .forEach(record -> since.apply(record.key(), record.value()));
              assertThat(since.heartbeats()).hasSize(2);
              assertThat(since.processedTo()).isGreaterThanOrEqualTo(newestAppendTime());
            });
  }

  @Test
  void aDamagedCheckpointCostsNothingButTime() throws Exception {
    start();
    send(1_000);
    awaitExact(Frontier.NONE);
    speed.awaitCheckpoint();
    speed.stop();
    for (Path file : checkpointFiles()) {
      Files.write(file, new byte[] {1, 2, 3});
    }
    send(500);

    start();
    assertThat(speed.restoredFrom()).isEmpty();
    awaitExact(Frontier.NONE);
  }

  @Test
  void aCheckpointWithDamagedContentIsPutAsideAndTheFrontierServes() throws Exception {
    start();
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(new Object[] {0, 1L + i, "a long word that is the only one of its kind " + i});
    }
    send(rows);
    awaitExact(Frontier.NONE);
    speed.awaitCheckpoint();
    speed.stop();
    int damaged = 0;
    for (Path file : checkpointFiles()) {
      if (!file.endsWith("_metadata")) {
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, content.length / 3, content.length * 2 / 3, (byte) 0xFF);
        Files.write(file, content);
        damaged++;
      }
    }
    assertThat(damaged).isPositive();

    ByteArrayOutputStream said = new ByteArrayOutputStream();
    SpeedStart again = SpeedStart.of(project, RunningSpeed.settings(state));
    Thread process =
        new Thread(
            () -> {
              try {
                again.run(new PrintStream(said, true, StandardCharsets.UTF_8));
              } catch (Exception e) {
                said.writeBytes(bytes("ended: " + e));
              }
            });
    process.start();
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(said.toString(StandardCharsets.UTF_8))
                      .startsWith("speed layer running: prefixes, words over ")
                      .contains("from the frontier"));
      send(10);
      awaitExact(Frontier.NONE);
    } finally {
      process.interrupt();
      process.join();
    }
  }

  @Test
  void aCheckpointThatRetentionHasOvertakenIsPutAside() throws Exception {
    start();
    send(100);
    awaitExact(Frontier.NONE);
    speed.awaitCheckpoint();
    speed.stop();
    send(100);
    kafka.deleteRecordsBefore(source.topic(), 1, 150);

    SpeedStart again = SpeedStart.of(project, RunningSpeed.settings(state));
    assertThat(again.checkpoints().newest()).isPresent();
    assertThatThrownBy(() -> again.run(System.out))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("retention has removed records");
    assertThat(again.checkpoints().newest()).isEmpty();
  }

  @Test
  void aDisposedLayerIsRebuiltFromThePreviousFrontier() throws Exception {
    start();
    sendInEpochs(4);
    awaitExact(Frontier.NONE);
    List<Long> epochs = epochsSent();
    Frontier previous = new Frontier(epochs.get(1));
    announce(new Frontier(epochs.get(2)), previous);
    speed.stop();
    deleteTree(state);
    for (ViewDefinition view : project.views()) {
      kafka.deleteTopic(project.names().speedTopic(view));
      kafka.createTopic(project.names().speedTopic(view), 1, Map.of("cleanup.policy", "compact"));
    }

    start();
    assertThat(speed.restoredFrom()).isEmpty();
    awaitExact(previous);
    awaitHeartbeatsCoverEverything();
    PublishedView published = kafka.read(project, prefixes);
    assertThat(published.epochs()).noneMatch(previous::covers);
    assertThat(published.stragglers()).isZero();
  }

  @Test
  void retiresByThePreviousFrontier() throws Exception {
    start();
    sendInEpochs(4);
    awaitExact(Frontier.NONE);
    List<Long> epochs = epochsSent();
    Frontier previous = new Frontier(epochs.get(1));
    announce(new Frontier(epochs.get(2)), previous);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              PublishedView published = kafka.read(project, prefixes);
              assertThat(published.epochs()).noneMatch(previous::covers);
              assertThat(published.tombstones()).hasSize(PARTITIONS);
              assertThat(published.tombstones()).allMatch(slot -> previous.covers(slot.epoch()));
            });
    send(300);
    awaitExact(previous);
    assertThat(kafka.read(project, words).stragglers()).isZero();
  }

  @Test
  void theBadGoToQuarantineWithTheirPlaceAndNothingRestarts() throws Exception {
    start();
    send(100);
    RecordMetadata broken = kafka.sendNow(source.topic(), 1, bytes("{\"p\": 1, \"v\": \"x\"}"));
    RecordMetadata none = kafka.sendNow(source.topic(), 2, null);
    RecordMetadata large = kafka.sendNow(source.topic(), 0, bytes("[" + "9".repeat(500_000)));
    send(100);
    awaitExact(Frontier.NONE);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(kafka.quarantined(project, source)).hasSizeGreaterThanOrEqualTo(3));

    List<QuarantinedEvent> events = kafka.quarantined(project, source);
    assertThat(events).hasSize(3);
    assertThat(events)
        .extracting(QuarantinedEvent::key)
        .containsExactlyInAnyOrder(place(broken), place(none), place(large));
    assertThat(events)
        .filteredOn(event -> event.key().equals(place(broken)))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.code()).isEqualTo("WRONG_TYPE");
              assertThat(event.appendTime()).isEqualTo(broken.timestamp());
              assertThat(event.value()).isEqualTo(bytes("{\"p\": 1, \"v\": \"x\"}"));
            });
  }

  @Test
  void countsCommittedTransactionsOnly() throws Exception {
    start();
    send(100);
    try (KafkaProducer<byte[], byte[]> producer =
        kafka.producer(Map.of("transactional.id", "t-" + project.name()))) {
      producer.initTransactions();
      producer.beginTransaction();
      sendIn(producer, false);
      producer.abortTransaction();

      producer.beginTransaction();
      List<Sent> open = sendIn(producer, true);
      awaitExact(Frontier.NONE);
      send(100);
      producer.commitTransaction();
      sent.addAll(open);
    }
    awaitExact(Frontier.NONE);
    awaitHeartbeatsCoverEverything();
  }

  private void start() throws InterruptedException {
    speed = RunningSpeed.start(project, state);
  }

  /** So many events to every partition. */
  private void send(int each) throws Exception {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (int p = 0; p < PARTITIONS; p++) {
        rows.add(TickViews.row(p, next[p]++));
      }
    }
    send(rows);
  }

  private void send(List<Object[]> rows) throws Exception {
    List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
    for (Object[] row : rows) {
      acknowledged.add(kafka.send(source.topic(), (Integer) row[0], TickViews.json(row)));
    }
    kafka.flush();
    for (int i = 0; i < rows.size(); i++) {
      sent.add(new Sent(rows.get(i), acknowledged.get(i).get()));
    }
  }

  private void sendTo(int partition) {
    Object[] row = TickViews.row(partition, next[partition]++);
    sent.add(new Sent(row, kafka.sendNow(source.topic(), partition, TickViews.json(row))));
  }

  private List<Sent> sendIn(KafkaProducer<byte[], byte[]> producer, boolean counted)
      throws Exception {
    List<Sent> result = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Object[] row = TickViews.row(0, counted ? next[0]++ : 1_000_000 + i);
      Future<RecordMetadata> at =
          producer.send(new ProducerRecord<>(source.topic(), 0, null, TickViews.json(row)));
      producer.flush();
      result.add(new Sent(row, at.get()));
    }
    return result;
  }

  private void sendInEpochs(int epochs) throws Exception {
    for (int i = 0; i < epochs; i++) {
      send(200);
      long ends = new Epochs(EPOCH).epochOf(newestAppendTime()) + EPOCH;
      await().atMost(PATIENCE).until(() -> System.currentTimeMillis() >= ends);
    }
  }

  private List<Long> epochsSent() {
    Epochs epochs = new Epochs(EPOCH);
    Set<Long> found =
        sent.stream().map(s -> epochs.epochOf(s.at().timestamp())).collect(Collectors.toSet());
    return found.stream().sorted().toList();
  }

  private long newestAppendTime() {
    return sent.stream().mapToLong(s -> s.at().timestamp()).max().orElseThrow();
  }

  private void announce(Frontier frontier, Frontier previous) {
    for (ViewDefinition view : project.views()) {
      kafka.announce(
          project,
          new FrontierAnnouncement(
              2,
              new BatchCommit(
                  view.name(),
                  view.definitionHash(),
                  frontier,
                  previous,
                  offsetsAt(Long.MAX_VALUE),
                  offsetsAt(frontier.epochMillis()),
                  offsetsAt(previous.epochMillis()),
                  0,
                  "2026-11-23T00:00:00Z")));
    }
  }

  private Offsets offsetsAt(long appendTime) {
    return Offsets.of(kafka.offsetsAt(source.topic(), PARTITIONS, appendTime));
  }

  private void awaitExact(Frontier frontier) {
    for (ViewDefinition view : project.views()) {
      Epochs epochs = view.epochs();
      List<Object[]> events =
          sent.stream()
              .filter(s -> !frontier.covers(epochs.epochOf(s.at().timestamp())))
              .map(Sent::row)
              .toList();
      Map<List<Object>, List<Object>> expected = new ReferenceInterpreter(view.plan()).rows(events);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                PublishedView published = kafka.read(project, view);
                assertThat(Answers.differences(view.plan(), expected, published.rows(frontier)))
                    .isEmpty();
              });
    }
  }

  private void awaitHeartbeatsCoverEverything() {
    for (ViewDefinition view : project.views()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                PublishedView published = kafka.read(project, view);
                assertThat(published.heartbeats()).hasSize(2);
                assertThat(published.processedTo()).isGreaterThanOrEqualTo(newestAppendTime());
              });
    }
  }

  private String place(RecordMetadata at) {
    return source.name() + "/" + at.partition() + "/" + at.offset();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<Path> checkpointFiles() throws Exception {
    try (Stream<Path> files = Files.walk(state.resolve("checkpoints"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void deleteTree(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
