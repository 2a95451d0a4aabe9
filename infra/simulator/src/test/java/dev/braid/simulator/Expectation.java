package dev.braid.simulator;

import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.serving.engine.Position;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.HandOff;
import dev.braid.serving.merge.ViewState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a reader ought to answer, worked out from what it has read by rules of its own. */
final class Expectation {
  private record Cell(String key, long epoch) {}

  private record Told(long generation, long count, EventSet events) {}

  private record Post(int subtask, int partition) {}

  private record Beat(SpeedHeartbeat said, long step, long startStep) {}

  private final World world;
  private final String name;
  private final Map<Cell, Told> winners = new HashMap<>();
  private final Map<Post, Beat> beats = new HashMap<>();
  private Frontier retirable = Frontier.NONE;
  private Map<String, EventSet> shown;
  private BatchVersion shownAt;
  private Position shownPosition;

  Expectation(World world, String name) {
    this.world = world;
    this.name = name;
  }

  void upsert(SpeedRecord record) {
    if (record.isTombstone()) {
      return;
    }
    long generation = record.upsert().version().generation();
    long count = record.events().size();
    winners.merge(
        new Cell((String) record.upsert().key()[0], record.upsert().epoch()),
        new Told(generation, count, record.events()),
        (held, next) ->
            next.generation() > held.generation()
                    || next.generation() == held.generation() && next.count() >= held.count()
                ? next
                : held);
  }

  void heartbeat(SpeedRecord record) {
    SpeedHeartbeat said = record.heartbeat();
    for (Map.Entry<Post, Beat> held : List.copyOf(beats.entrySet())) {
      SpeedHeartbeat before = held.getValue().said();
      boolean sameSubtask = before.subtask() == said.subtask();
      if (before.generation() > said.generation()
          || before.generation() == said.generation()
              && sameSubtask
              && before.started() > said.started()) {
        return;
      }
      if (before.generation() < said.generation()
          || sameSubtask && before.started() < said.started()) {
        beats.remove(held.getKey());
      }
    }
    beats.put(
        new Post(said.subtask(), record.partition()),
        new Beat(said, record.step(), record.writer().startStep()));
  }

  /** The reader has heard that what this covers may be retired. */
  void toldOf(Frontier previousFrontier) {
    if (previousFrontier.isAfter(retirable)) {
      retirable = previousFrontier;
    }
  }

  /** After each change of what queries see. */
  void checkAnswer(ReaderEngine engine, HandOff handOff) {
    world.happened(Happening.ANSWER_CHECKED);
    Map<String, EventSet> answer = answer(engine);
    Map<String, EventSet> due = due(engine.open());
    shown = answer;
    shownAt = engine.open();
    shownPosition = engine.position();
    if (!answer.equals(due)) {
      throw new Violation(
          Invariant.EXACT_ANSWER, name + " at " + engine.open() + difference(answer, due));
    }
    Position position = engine.position();
    long events = answer.values().stream().mapToLong(EventSet::size).sum();
    if (!position.frontier().equals(engine.open().frontier())
        || position.events() != events
        || position.groups() != answer.size()) {
      throw new Violation(
          Invariant.EXACT_ANSWER, name + ": " + events + " events explained as " + position);
    }
    if (position.processedTo() != null && handOff.problem().isEmpty()) {
      checkClaim(position.processedTo(), engine.open(), answer);
    }
  }

  private Map<String, EventSet> answer(ReaderEngine engine) {
    Map<String, EventSet> answer = new TreeMap<>();
    engine
        .rows()
        .forEach(
            (key, row) ->
                answer.put(
                    key,
                    SimView.events(
                        row, world.log(), Invariant.EXACT_ANSWER, name + ", row " + key)));
    return answer;
  }

  private Map<String, EventSet> due(BatchVersion version) {
    Map<String, EventSet> due = new TreeMap<>();
    if (!version.isNone()) {
      due.putAll(world.log().committed(event -> inBatch(event, version.commit())));
    }
    winners.forEach(
        (cell, told) -> {
          if (!version.frontier().covers(cell.epoch())) {
            due.merge(cell.key(), told.events(), EventSet::union);
          }
        });
    return due;
  }

  /** With all clocks within grace, the frontier alone decides. */
  private boolean inBatch(Event event, BatchCommit commit) {
    return commit.frontier().covers(event.epoch())
        && (!world.shape().stragglers() || before(event, commit.offsets()));
  }

  private static boolean before(Event event, Offsets offsets) {
    return event.offset() < offsets.nextOr(event.partition(), 0);
  }

  /** All that could be read when the heartbeats were written, up to what they claim. */
  private void checkClaim(long processedTo, BatchVersion version, Map<String, EventSet> answer) {
    world.happened(Happening.CLAIM_CHECKED);
    long step = claimStep(processedTo);
    for (Event event : world.log().events()) {
      if (event.committed()
          && event.readableSince() < step
          && event.partitionTime() <= processedTo
          && !answer.getOrDefault(event.key(), EventSet.NONE).contains(event.id())
          && !isStraggler(event, version)) {
        throw new Violation(
            Invariant.PROCESSED_TO,
            name
                + " at "
                + version
                + " claims "
                + processedTo
                + " but lacks event "
                + event.id()
                + " of "
                + event.appendTime());
      }
    }
  }

  /** The step whose readable events are all that the claim can speak of. */
  private long claimStep(long processedTo) {
    long start = Long.MIN_VALUE;
    int parallelism = 0;
    for (Beat beat : beats.values()) {
      if (beat.said().started() >= start) {
        start = beat.said().started();
        parallelism = beat.said().parallelism();
      }
    }
    long step = Long.MAX_VALUE;
    for (Map.Entry<Post, Beat> beat : beats.entrySet()) {
      if (beat.getKey().subtask() < parallelism) {
        boolean fromStart = processedTo <= beat.getValue().said().startedFrom();
        step = Math.min(step, fromStart ? beat.getValue().startStep() : beat.getValue().step());
      }
    }
    return step;
  }

  /** The last answer, which whoever asks sees; null before the first. */
  Map<String, EventSet> shown() {
    return shown;
  }

  Frontier shownFrontier() {
    return shownAt.frontier();
  }

  /**
   * Whether the last answer may lack an event although another one had it and this one claims to be
   * as far: a straggler, or an event that no claim speaks of. Such are those that could be read
   * only after the claim's watermark was made (their partition was idle, or their transaction
   * open), and those that a broker whose clock is behind has appended behind later ones of its
   * partition.
   */
  boolean mayLack(Event event) {
    if (shownAt.frontier().covers(event.epoch())) {
      return isStraggler(event, shownAt);
    }
    Long processedTo = shownPosition.processedTo();
    return processedTo != null
        && event.appendTime() <= processedTo
        && (event.readableSince() >= claimStep(processedTo) || event.partitionTime() > processedTo);
  }

  private boolean isStraggler(Event event, BatchVersion version) {
    return world.shape().stragglers()
        && version.frontier().covers(event.epoch())
        && !before(event, version.commit().offsets());
  }

  /** After each turn of the loop: is what is not as it should be said, and called by its name. */
  void checkStanding(HandOff handOff, ReaderEngine engine, boolean caughtUp) {
    boolean answers = handOff.state().answers();
    if (answers && !caughtUp) {
      throw new Violation(
          Invariant.STATE_TOLD, name + " answers before it has read the speed topic");
    }
    if (answers != (engine.open() != null)) {
      throw new Violation(
          Invariant.STATE_TOLD, name + " is " + handOff.state() + " with " + engine.open());
    }
    if (handOff.problem().isPresent()) {
      world.happened(Happening.DEGRADED);
    } else if (!answers) {
      throw new Violation(Invariant.STATE_TOLD, name + " has no answer and no problem");
    } else if (retirable.isAfter(handOff.frontier())) {
      throw new Violation(
          Invariant.DEGRADED_SAID,
          name + " at " + handOff.frontier() + " knows of " + retirable + " and says nothing");
    }
    if (handOff.state() == ViewState.EMPTY) {
      world.happened(Happening.ANSWERED_EMPTY);
      if (!engine.open().isNone() || !winners.isEmpty()) {
        throw new Violation(Invariant.STATE_TOLD, name + " says empty and is not");
      }
    }
  }

  void checkIsWhole(
      Map<String, EventSet> all, ReaderEngine engine, HandOff handOff, boolean mayBeDegraded) {
    if (!handOff.state().answers() || handOff.problem().isPresent() && !mayBeDegraded) {
      throw new Violation(
          Invariant.WHOLE_LOG_AT_REST,
          name + " is " + handOff.state() + ": " + handOff.problem().orElse("no problem"));
    }
    Map<String, EventSet> answer = answer(engine);
    if (!Objects.equals(answer, all)) {
      throw new Violation(
          Invariant.WHOLE_LOG_AT_REST, name + " at " + engine.open() + difference(answer, all));
    }
  }

  private static String difference(Map<String, EventSet> answer, Map<String, EventSet> due) {
    StringBuilder text = new StringBuilder();
    for (String key : SimView.KEYS) {
      EventSet has = answer.getOrDefault(key, EventSet.NONE);
      EventSet wants = due.getOrDefault(key, EventSet.NONE);
      if (!has.equals(wants)) {
        text.append(", ").append(key);
        text.append(" lacks ").append(wants.minus(has));
        text.append(" and has too many ").append(has.minus(wants));
      }
    }
    return text.toString();
  }
}
