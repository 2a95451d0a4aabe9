package dev.braid.simulator;

import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.serving.engine.EngineException;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.live.ViewFacts;
import dev.braid.serving.live.ViewMerge;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.Effect;
import dev.braid.serving.merge.HandOff;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/** A serving process: its tails, its merge, and beside them what its answers ought to be. */
final class Reader {
  private static final long RETRY_MILLIS = 200;
  private static final long SILENCE_MILLIS = 10_000;

  /** A look at the batch table whose result has not been told yet. */
  private record Look(BatchVersion found, boolean afterCatchUp) {}

  private final World world;
  private final String name;
  private final Topic<SpeedRecord> topic;
  private ViewMerge merge;
  private ReaderEngine engine;
  private Expectation expected;
  private int[] read;
  private int[] endsAtStart;
  private int frontiersRead;
  private int frontiersEndAtStart;
  private boolean tailCaughtUp;
  private final Queue<Look> looks = new ArrayDeque<>();
  private BatchVersion loading;
  private int failuresToCome;
  private boolean holdAsked;
  private Map<String, Long> held;

  /**
   * @param topic its generation's speed topic
   */
  Reader(World world, String name, Topic<SpeedRecord> topic) {
    this.world = world;
    this.name = name;
    this.topic = topic;
    start();
  }

  void start() {
    merge = new ViewMerge(SimView.DEFINITION, RETRY_MILLIS);
    engine = new ReaderEngine(world.lake());
    expected = new Expectation(world, name);
    looks.clear();
    loading = null;
    failuresToCome = 0;
    release();
    tailCaughtUp = false;
    connect();
    world.happened(Happening.READER_STARTED);
  }

  /** The tail reads from the topics' beginnings, into the same merge. */
  void connect() {
    read = new int[topic.partitions()];
    endsAtStart = topic.ends();
    frontiersRead = 0;
    frontiersEndAtStart = world.frontiers().ends()[0];
  }

  private HandOff handOff() {
    return merge.handOff();
  }

  // What its tails do.

  void readSpeed(int partition, int count) {
    if (held != null && read[partition] < topic.places(partition).size()) {
      world.happened(Happening.SPEED_READ_WHILE_HELD);
    }
    List<Topic.Place<SpeedRecord>> places = topic.places(partition);
    for (int i = 0; i < count && read[partition] < places.size(); i++) {
      Topic.Place<SpeedRecord> place = places.get(read[partition]++);
      if (place.removed()) {
        continue;
      }
      SpeedRecord record = place.value();
      if (record.upsert() != null) {
        handOff().upsert(record.upsert());
        expected.upsert(record);
      } else {
        handOff().heartbeat(record.heartbeat(), partition, place.time());
        expected.heartbeat(record);
        expected.toldOf(record.heartbeat().retired());
      }
    }
    noteCatchUp();
  }

  void readFrontiers(int count) {
    List<Topic.Place<FrontierAnnouncement>> places = world.frontiers().places(0);
    for (int i = 0; i < count && frontiersRead < places.size(); i++) {
      Topic.Place<FrontierAnnouncement> place = places.get(frontiersRead++);
      if (!place.removed()) {
        handOff().announced(place.value());
        expected.toldOf(place.value().commit().previousFrontier());
      }
    }
    noteCatchUp();
  }

  private void noteCatchUp() {
    if (tailCaughtUp || frontiersRead < frontiersEndAtStart) {
      return;
    }
    for (int partition = 0; partition < read.length; partition++) {
      if (read[partition] < endsAtStart[partition]) {
        return;
      }
    }
    handOff().caughtUp();
    tailCaughtUp = true;
  }

  /**
   * Whether compaction must leave a record because this reader is on its way through the topic. The
   * compaction lag is longer than that takes; but whoever starts must not need a retired epoch.
   */
  boolean stillNeeds(Topic<SpeedRecord> of, int partition, int offset, boolean byTombstone) {
    if (of != topic) {
      return false;
    }
    boolean starting = !tailCaughtUp;
    if (starting && byTombstone) {
      return false;
    }
    return offset >= read[partition] && !(starting && read[partition] == 0);
  }

  void look() {
    if (looks.size() < 2) {
      looks.add(
          new Look(
              world
                  .lake()
                  .view()
                  .current()
                  .map(at -> new BatchVersion(at.number(), at.commit(), List.of(at.file())))
                  .orElse(BatchVersion.NONE),
              tailCaughtUp));
    }
  }

  void tellLook() {
    Look look = looks.poll();
    if (look == null) {
      return;
    }
    if (look.found().isNone()) {
      handOff().noTable(look.afterCatchUp());
    } else {
      handOff().discovered(look.found(), look.afterCatchUp());
      expected.toldOf(look.found().previousFrontier());
    }
  }

  void finishLoading(boolean fails) {
    if (loading == null) {
      return;
    }
    BatchVersion version = loading;
    loading = null;
    if (fails) {
      world.happened(Happening.LOAD_FAILED);
      handOff().loadFailed(version, "so the dice say", world.time().now());
    } else {
      merge.loaded(version, engine.load(merge.name(), version));
      handOff().loaded(version);
    }
  }

  void failNextChange() {
    failuresToCome = 1;
  }

  // What its merge loop does.

  void work() {
    if (holdAsked && held == null) {
      OptionalLong newest = handOff().progress().newestEvent();
      held = newest.isPresent() ? Map.of(SimView.NAME, newest.getAsLong()) : Map.of();
    }
    if (held != null && world.lake().model().holdsStill()) {
      return;
    }
    ViewMerge.Step step = null;
    if (!merge.mayTryEngine(world.time().now())) {
      return;
    }
    for (Effect effect : handOff().decide(world.time().now())) {
      ViewMerge.Step next = effect.accept(new Decision());
      step = next == null ? step : next;
    }
    if (step == null && merge.hasMoved()) {
      step = merge.refresh(List.of());
    }
    if (step != null) {
      write(step);
    }
    expected.checkStanding(handOff(), engine, tailCaughtUp);
  }

  private void write(ViewMerge.Step step) {
    BatchVersion before = handOff().inUse().orElse(null);
    try (QueryEngine.Change change = engine.begin()) {
      step.apply(change);
      if (failuresToCome-- > 0) {
        throw new EngineException("so the dice say", null, false);
      }
      change.commit();
    } catch (EngineException e) {
      world.happened(Happening.CHANGE_FAILED);
      step.undone();
      merge.engineFailed(e.getMessage(), world.time().now() + RETRY_MILLIS);
      return;
    }
    step.committed();
    merge.engineWorked();
    BatchVersion after = handOff().inUse().orElseThrow();
    if (before != null && !after.equals(before)) {
      world.happened(Happening.HAND_OFF);
      if (before.frontier().isAfter(after.frontier())) {
        world.happened(Happening.FALL_BACK);
      }
    }
    expected.checkAnswer(engine, handOff());
  }

  private final class Decision implements Effect.Visitor<ViewMerge.Step> {
    @Override
    public ViewMerge.Step load(Effect.LoadBatch effect) {
      loading = effect.version();
      return null;
    }

    @Override
    public ViewMerge.Step discard(Effect.Discard effect) {
      merge.forget(effect.version());
      engine.discard(merge.name(), effect.version());
      return null;
    }

    @Override
    public ViewMerge.Step switchTo(Effect.SwitchTo effect) {
      if (effect.version().isNone() && !merge.isLoaded(effect.version())) {
        merge.loaded(effect.version(), engine.load(merge.name(), effect.version()));
      }
      return merge.switchTo(effect);
    }

    @Override
    public ViewMerge.Step refresh(Effect.Refresh effect) {
      return merge.refresh(effect.groups());
    }
  }

  // What the swap of generations asks of it.

  /** Its rows are to stand still from the loop's next turn on. */
  void hold() {
    holdAsked = true;
  }

  /** The newest event that its rows may hold; empty while they do not stand still. */
  Optional<Map<String, Long>> held() {
    return Optional.ofNullable(held);
  }

  void release() {
    holdAsked = false;
    held = null;
  }

  ViewFacts facts() {
    Position position = engine.position();
    OptionalLong newest = handOff().progress().newestEvent();
    return new ViewFacts(
        SimView.NAME,
        SimView.DEFINITION.definitionHash(),
        obstacle(),
        position == null ? null : position.processedTo(),
        position == null ? Frontier.NONE : position.frontier(),
        position == null ? 0 : position.events(),
        newest.isPresent() ? newest.getAsLong() : null);
  }

  private String obstacle() {
    if (!handOff().state().answers()) {
      return "it is " + handOff().state().text();
    }
    if (!merge.mayTryEngine(world.time().now())) {
      return "its engine failed";
    }
    if (handOff().problem().isPresent()) {
      return handOff().problem().get();
    }
    OptionalLong heardAt = handOff().progress().heardFromAllAt();
    if (heardAt.isEmpty()) {
      return "the speed layer has not been heard of yet";
    }
    return world.time().now() - heardAt.getAsLong() > SILENCE_MILLIS
        ? "the speed layer is silent"
        : null;
  }

  boolean isDegraded() {
    return handOff().problem().isPresent();
  }

  Expectation expected() {
    return expected;
  }

  // At rest.

  void settle() {
    failuresToCome = 0;
    for (int round = 0; round < 6; round++) {
      looks.clear();
      turn(false);
      world.time().pass(2 * RETRY_MILLIS);
    }
  }

  /** Everything that is to be read, seen and done at this moment. */
  void turn(boolean loadingFails) {
    for (int partition = 0; partition < read.length; partition++) {
      readSpeed(partition, Integer.MAX_VALUE);
    }
    readFrontiers(Integer.MAX_VALUE);
    look();
    tellLook();
    work();
    finishLoading(loadingFails);
    work();
  }

  void checkIs(Map<String, EventSet> all, boolean mayBeDegraded) {
    expected.checkIsWhole(all, engine, handOff(), mayBeDegraded);
  }

  long stragglersTold() {
    return handOff().progress().stragglers();
  }

  Frontier frontier() {
    return handOff().frontier();
  }
}
