package dev.braid.simulator;

import dev.braid.log.FrontierAnnouncement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything there is, and the means to let something happen to it. */
final class World {
  /** The generation that answers at first. */
  static final long FIRST = 1;

  private final Shape shape;
  private final Instants time = new Instants();
  private final SourceTopic log;
  private final Topic<FrontierAnnouncement> frontiers = new Topic<>(1);
  private final Lake lake;
  private final Deployments deployments;
  private final List<BatchProcess> batch = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final Optional<Front> front;
  private final Map<Transaction, TreeSet<Integer>> transactions = new java.util.LinkedHashMap<>();
  private final long[] happened = new long[Happening.values().length];

  World(Shape shape, Model model) {
    this.shape = shape;
    this.log = new SourceTopic(shape.partitions(), shape.brokerSkews());
    this.lake = new Lake(this, model);
    this.deployments = new Deployments(this);
    this.front = shape.generations() ? Optional.of(new Front(this)) : Optional.empty();
    for (int i = 0; i < shape.readers() && front.isEmpty(); i++) {
      readers.add(new Reader(this, "reader " + i, speed().topic()));
    }
  }

  Shape shape() {
    return shape;
  }

  Instants time() {
    return time;
  }

  SourceTopic log() {
    return log;
  }

  Topic<FrontierAnnouncement> frontiers() {
    return frontiers;
  }

  Lake lake() {
    return lake;
  }

  Deployments deployments() {
    return deployments;
  }

  /** Of the generation that answers. */
  SpeedJob speed() {
    return deployments.current();
  }

  /** Of one of the generations that are to run. */
  SpeedJob speed(Dice dice) {
    return deployments.any(dice);
  }

  /** Whether the job is of the generation that is built. */
  boolean isBuilt(SpeedJob job) {
    return deployments.isNext(job);
  }

  /** Empty where there is one generation for ever. */
  Optional<Front> front() {
    return front;
  }

  List<BatchProcess> batch() {
    return batch;
  }

  List<Reader> readers() {
    return front.map(Front::readers).orElse(readers);
  }

  void happened(Happening what) {
    happened[what.ordinal()]++;
  }

  long[] happened() {
    return happened;
  }

  // Producers.

  void append(Dice dice) {
    if (log.events().size() == EventSet.LIMIT) {
      return;
    }
    int partition = dice.below(log.partitions().size());
    Transaction transaction = null;
    if (dice.oneIn(3) && !transactions.isEmpty()) {
      transaction = List.copyOf(transactions.keySet()).get(dice.below(transactions.size()));
    } else if (dice.oneIn(8) && transactions.size() < 2) {
      transaction = new Transaction();
    }
    if (transaction != null) {
      transactions.computeIfAbsent(transaction, t -> new TreeSet<>()).add(partition);
    }
    String key = SimView.KEYS.get(Math.max(0, dice.below(2 * SimView.KEYS.size()) - 3));
    Event event = log.append(partition, key, dice.bits() >>> 4, transaction, time);
    happened(Happening.APPENDED);
    if (lake.farthest().covers(event.epoch())) {
      if (!shape.stragglers()) {
        throw new Violation(
            Invariant.COVERED_EPOCH_CLOSED,
            "event " + event.id() + " is appended behind frontier " + lake.farthest());
      }
    }
  }

  void endTransaction(int which, boolean commit) {
    if (transactions.isEmpty()) {
      return;
    }
    Transaction transaction = List.copyOf(transactions.keySet()).get(which % transactions.size());
    log.end(transaction, transactions.remove(transaction), commit, time);
    happened(commit ? Happening.TRANSACTION_COMMITTED : Happening.TRANSACTION_ABORTED);
  }

  // Braid's topics.

  void checkRetirable(SpeedRecord tombstone) {
    if (!lake.retirable().covers(tombstone.upsert().epoch())) {
      throw new Violation(
          Invariant.RETIRED_IN_TIME,
          "epoch "
              + tombstone.upsert().epoch()
              + " is wiped, but only what "
              + lake.retirable()
              + " covers may be");
    }
  }

  void announce(FrontierAnnouncement announcement) {
    boolean committed =
        lake.view()
            .version(announcement.batchVersion())
            .filter(version -> version.commit().equals(announcement.commit()))
            .isPresent();
    if (!committed && !lake.wasCommitted(announcement.commit())) {
      throw new Violation(Invariant.ANNOUNCED_AFTER_COMMIT, announcement.toString());
    }
    frontiers.append(
        0,
        FrontierAnnouncement.key(SimView.NAME, SimView.DEFINITION.definitionHash()),
        announcement,
        false,
        time.now());
  }

  /** What a process that starts now finds. */
  Optional<FrontierAnnouncement> newestAnnouncement() {
    List<Topic.Place<FrontierAnnouncement>> places = frontiers.places(0);
    return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1).value());
  }

  void compact() {
    int removed = frontiers.compact(frontiers.ends(), (partition, offset, byTombstone) -> false);
    for (SpeedJob job : deployments.kept()) {
      removed += compact(job);
    }
    happened[Happening.COMPACTED_RECORD.ordinal()] += removed;
  }

  private int compact(SpeedJob job) {
    Topic<SpeedRecord> topic = job.topic();
    int[] limits = job.compactable();
    for (int partition = 0; partition < limits.length; partition++) {
      List<Topic.Place<SpeedRecord>> places = topic.places(partition);
      while (limits[partition] > 0
          && places.get(limits[partition] - 1).time() > time.now() - shape.compactionLagMillis()) {
        limits[partition]--;
      }
    }
    return topic.compact(
        limits,
        (partition, offset, byTombstone) ->
            readers().stream()
                .anyMatch(reader -> reader.stillNeeds(topic, partition, offset, byTombstone)));
  }

  // Batch runs.

  void startBatch(Dice dice) {
    batch.removeIf(BatchProcess::isDone);
    if (batch.size() == 2) {
      return;
    }
    long skew = Shape.skew(dice, shape.graceMillis());
    batch.add(new BatchProcess(this, skew, Duration.ofMillis(dice.between(0, 3_000))));
    happened(Happening.BATCH_RUN_STARTED);
    if (batch.size() == 2) {
      happened(Happening.TWO_RUNS_AT_ONCE);
    }
  }

  void advanceBatch(int which, int pieces, Dice dice) {
    batch.removeIf(BatchProcess::isDone);
    if (!batch.isEmpty()) {
      BatchProcess process = batch.get(which % batch.size());
      for (int i = 0; i < pieces && !process.isDone(); i++) {
        process.advance(dice, true);
      }
    }
  }

  void killBatch(int which) {
    batch.removeIf(BatchProcess::isDone);
    if (!batch.isEmpty()) {
      happened(batch.remove(which % batch.size()).place());
    }
  }

  /** A serving process dies and is started again. */
  void killReader(Reader reader) {
    if (front.isPresent() && readers().size() > 1) {
      happened(Happening.FRONT_DIED_WHILE_BUILDING);
    }
    front.ifPresentOrElse(Front::start, reader::start);
  }

  /** All of them begin anew. */
  void startReaders() {
    front.ifPresentOrElse(Front::start, () -> readers.forEach(Reader::start));
  }

  // Rest.

  /**
   * Lets everything come to an end: no transaction is open, nothing is on its way, every reader has
   * read and done all there is to do.
   */
  void settle(boolean withBatchRun, Dice dice) {
    while (!transactions.isEmpty()) {
      endTransaction(0, dice.below(3) > 0);
    }
    deployments.settle();
    if (withBatchRun) {
      batch.clear();
      time.pass(2 * SimView.EPOCH + 4 * shape.graceMillis());
      BatchProcess run = new BatchProcess(this, 0, Duration.ZERO);
      while (!run.isDone()) {
        run.advance(dice, false);
      }
      time.pass(2_000);
      deployments.pump();
    }
    front.ifPresent(Front::settle);
    readers().forEach(Reader::settle);
    if (withBatchRun) {
      deployments.pump();
    }
  }

  /** The answers at rest. */
  void checkWholeLog() {
    Map<String, EventSet> all = new TreeMap<>(log.committed(event -> true));
    for (Reader reader : front.map(Front::answering).orElse(readers)) {
      reader.checkIs(all, isCutBack());
    }
  }

  /** Whether the table ends before a version that was announced; readers are to say so. */
  private boolean isCutBack() {
    long announced =
        frontiers.places(0).stream().mapToLong(at -> at.value().batchVersion()).max().orElse(-1);
    return lake.view().current().map(Table.Version::number).orElse(-1L) < announced;
  }

  void checkStragglers() {
    long told = readers().get(0).stragglersTold();
    if (told != speed().stragglers()) {
      throw new Violation(
          Invariant.STRAGGLERS_COUNTED, told + " are told of " + speed().stragglers());
    }
  }
}
