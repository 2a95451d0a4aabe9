package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.contract.Answers;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What was sent to a project's source, and what its one view must say then. */
final class Ticks {
  static final long EPOCH = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestKafka kafka;
  private final CompiledProject project;
  private final Source source;
  private final ViewDefinition view;
  private final List<Sent> sent = new ArrayList<>();
  private long next;

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Sent(Object[] row, RecordMetadata at) {}

  Ticks(TestKafka kafka, CompiledProject project) {
    this.kafka = kafka;
    this.project = project;
    this.source = project.sources().get(0);
    this.view = project.views().get(0);
  }

  static CompiledProject project(String name, String bootstrap, int partitions) {
    return TickViews.project(
        name,
        bootstrap,
        TickViews.source("ticks-" + name, partitions),
        TickViews.definition("prefixes", TickViews.prefixes(), EPOCH));
  }

  /** So many events to each of the first partitions. */
  void send(int partitions, int each) throws Exception {
    List<Object[]> rows = new ArrayList<>();
    List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (int p = 0; p < partitions; p++) {
        Object[] row = TickViews.row(p, next++);
        rows.add(row);
        acknowledged.add(kafka.send(source.topic(), p, TickViews.json(row)));
      }
    }
    kafka.flush();
    for (int i = 0; i < rows.size(); i++) {
      sent.add(new Sent(rows.get(i), acknowledged.get(i).get()));
    }
  }

  /** Waits until what was sent lies in epochs that have ended. */
  void awaitEpochsEnd() {
    long ends = new Epochs(EPOCH).epochOf(newestAppendTime()) + EPOCH;
    await().atMost(PATIENCE).until(() -> System.currentTimeMillis() >= ends);
  }

  long newestAppendTime() {
    return sent.stream().mapToLong(s -> s.at().timestamp()).max().orElseThrow();
  }

  /** The end of all that was sent so far. */
  Frontier frontier() {
    return new Frontier(new Epochs(EPOCH).epochOf(newestAppendTime()) + EPOCH);
  }

  /** As a batch run does, twice at the same frontier: nothing before it is needed any more. */
  void announce(Frontier frontier, int partitions) {
    Offsets resume =
        Offsets.of(kafka.offsetsAt(source.topic(), partitions, frontier.epochMillis()));
    BatchCommit commit =
        new BatchCommit(
            view.name(),
            view.definitionHash(),
            frontier,
            frontier,
            resume,
            resume,
            resume,
            0,
            "2026-11-23T00:00:00Z");
    kafka.announce(project, new FrontierAnnouncement(1, commit, kafka.topicId(source.topic())));
  }

  void assertExact(Frontier frontier) {
    List<Object[]> events =
        sent.stream()
            .filter(s -> !frontier.covers(view.epochs().epochOf(s.at().timestamp())))
            .map(Sent::row)
            .toList();
    Map<List<Object>, List<Object>> expected = new ReferenceInterpreter(view.plan()).rows(events);
    assertThat(Answers.differences(view.plan(), expected, kafka.read(project, view).rows(frontier)))
        .isEmpty();
  }

  void awaitExact() {
    awaitExact(Frontier.NONE);
  }

  void awaitExact(Frontier frontier) {
    await().atMost(PATIENCE).untilAsserted(() -> assertExact(frontier));
  }

  /** Whether it is said to be processed to the end, and is. */
  void awaitCaughtUp() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              long processedTo = kafka.read(project, view).processedTo();
              assertThat(processedTo).isGreaterThanOrEqualTo(newestAppendTime());
              assertExact(Frontier.NONE);
            });
  }
}
