package dev.braid.simulator;

import dev.braid.batch.archive.EventsAppend;
import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.archive.RawAppend;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.log.LogCut;
import dev.braid.batch.log.LogCutting;
import dev.braid.batch.steps.BatchEffect;
import dev.braid.batch.steps.BatchSteps;
import dev.braid.batch.view.Making;
import dev.braid.batch.view.ViewCommits;
import dev.braid.error.BraidException;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.project.Refresh;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A process that carries out one batch run, a piece at a time. */
final class BatchProcess implements BatchEffect.Visitor<Void, BraidException> {
  /** Reads the world's time as this process's machine does. */
  private final class SkewedClock extends Clock {
    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(world.time().now() + skew);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private final World world;
  private final long skew;
  private final Duration wait;
  private final Clock clock = new SkewedClock();
  private final BatchSteps steps =
      new BatchSteps(List.of(SimView.SOURCE), List.of(SimView.DEFINITION));
  private LogCutting cutting;
  private Runnable commit;
  private Table<BatchCommit, BatchContent>.Open recomputed;
  private BatchContent.Sum content;
  private boolean announced;
  private Dice dice;

  BatchProcess(World world, long skew, Duration wait) {
    this.world = world;
    this.skew = skew;
    this.wait = wait;
  }

  boolean isDone() {
    return steps.next().isEmpty();
  }

  /** Where a kill would find it. */
  Happening place() {
    BatchEffect next = steps.next().orElseThrow();
    if (next instanceof BatchEffect.Look) {
      return Happening.KILLED_BEFORE_LOOK;
    } else if (next instanceof BatchEffect.Cut) {
      return Happening.KILLED_BEFORE_CUT;
    } else if (next instanceof BatchEffect.Archive) {
      return commit == null ? Happening.KILLED_BEFORE_ARCHIVE : Happening.KILLED_IN_ARCHIVE;
    } else if (next instanceof BatchEffect.Decode) {
      return commit == null ? Happening.KILLED_BEFORE_DECODE : Happening.KILLED_IN_DECODE;
    } else if (next instanceof BatchEffect.Recompute) {
      return Happening.KILLED_BEFORE_RECOMPUTE;
    } else if (next instanceof BatchEffect.Commit) {
      return Happening.KILLED_BEFORE_COMMIT;
    }
    return next instanceof BatchEffect.Keep
        ? Happening.KILLED_BEFORE_RECOMPUTE
        : Happening.KILLED_BEFORE_ANNOUNCE;
  }

  /** Does the next piece. */
  void advance(Dice withDice, boolean mayFail) {
    dice = withDice;
    BatchEffect next = steps.next().orElseThrow();
    try {
      if (mayFail && dice.oneIn(40)) {
        world.happened(Happening.EFFECT_FAILED);
        steps.failed();
        return;
      }
      next.accept(this);
      if (mayFail && commit == null && writes(next) && dice.oneIn(12)) {
        world.happened(Happening.COMMIT_ANSWER_LOST);
        steps.failed();
      }
    } catch (BraidException e) {
      if (e.code().equals("COMMIT_CONFLICT")) {
        world.happened(Happening.COMMIT_CONFLICT);
      }
      steps.failed();
    }
    if (isDone()) {
      world.happened(Happening.BATCH_RUN_FINISHED);
    }
  }

  private static boolean writes(BatchEffect effect) {
    return effect instanceof BatchEffect.Archive
        || effect instanceof BatchEffect.Decode
        || effect instanceof BatchEffect.Commit
        || effect instanceof BatchEffect.Announce;
  }

  @Override
  public Void look(BatchEffect.Look effect) {
    Map<String, Committed<BatchCommit>> found = new HashMap<>();
    world.lake().view().current().ifPresent(at -> found.put(SimView.NAME, at.committed()));
    steps.looked(found);
    return null;
  }

  @Override
  public Void cut(BatchEffect.Cut effect) {
    if (cutting == null) {
      cutting =
          new LogCutting(
              world.log(),
              Duration.ofMillis(world.shape().graceMillis()),
              wait,
              clock,
              effect.reached(),
              (topic, partitions) -> world.happened(Happening.WAITED_FOR_TRANSACTIONS));
      return null;
    }
    Optional<List<LogCut>> cuts = cutting.look();
    if (cuts.isPresent()) {
      cuts.get()
          .forEach(
              cut -> {
                if (!cut.blockedBy().isEmpty()) {
                  world.happened(Happening.FRONTIER_HELD_BACK);
                }
              });
      steps.cut(cuts.get());
    }
    return null;
  }

  @Override
  public Void archive(BatchEffect.Archive effect) {
    if (commit != null) {
      commitNow();
      return null;
    }
    Table<RawCommit, List<Event>>.Open open = world.lake().raw().begin();
    Optional<RawAppend> append = RawAppend.next(open.base(), effect.cut(), false, clock.instant());
    if (append.isEmpty()) {
      steps.archived(effect.topic(), world.lake().raw().current().orElseThrow().committed());
      return null;
    }
    List<Event> rows = new ArrayList<>(open.baseRows().orElse(List.of()));
    rows.addAll(read(append.get().range().from(), append.get().range().to()));
    commit =
        () ->
            steps.archived(
                effect.topic(),
                world.lake().appendRaw(open, append.get().commit(), rows).committed());
    return null;
  }

  private List<Event> read(Offsets from, Offsets to) {
    List<Event> read = new ArrayList<>();
    for (Event event : world.log().events()) {
      if (event.committed()
          && event.offset() >= from.nextOr(event.partition(), 0)
          && event.offset() < to.nextOr(event.partition(), 0)) {
        read.add(event);
      }
    }
    return read;
  }

  @Override
  public Void decode(BatchEffect.Decode effect) {
    if (commit != null) {
      commitNow();
      return null;
    }
    Table<EventsCommit, List<Event>>.Open open = world.lake().events().begin();
    Optional<EventsAppend> append = EventsAppend.next(open.base(), effect.raw().commit().offsets());
    if (append.isEmpty()) {
      steps.decoded(effect.source(), world.lake().events().current().orElseThrow().committed());
      return null;
    }
    List<Event> rows = new ArrayList<>(open.baseRows().orElse(List.of()));
    for (Event event : world.lake().raw().version(effect.raw().version()).orElseThrow().rows()) {
      if (event.offset() >= append.get().from().nextOr(event.partition(), 0)) {
        rows.add(event);
      }
    }
    EventsCommit next =
        new EventsCommit(effect.source(), append.get().to(), 0, clock.instant().toString());
    commit =
        () ->
            steps.decoded(effect.source(), world.lake().appendEvents(open, next, rows).committed());
    return null;
  }

  private void commitNow() {
    Runnable now = commit;
    commit = null;
    now.run();
  }

  @Override
  public Void recompute(BatchEffect.Recompute effect) {
    recomputed = world.lake().view().begin();
    ViewCommits.requireProgress(SimView.NAME, recomputed.base(), effect.frontier());
    List<Event> events = world.lake().eventsAt(effect.events().version());
    Frontier reached = ViewCommits.frontierOf(recomputed.base());
    Making making =
        Making.choose(
            world.shape().refresh(),
            recomputed.base(),
            before ->
                events.stream()
                    .filter(SourceTopic.before(reached))
                    .filter(
                        event -> event.offset() >= before.offsets().nextOr(event.partition(), 0))
                    .count());
    content = new BatchContent.Sum();
    if (making.refresh() == Refresh.INCREMENTAL) {
      recomputed.baseRows().ifPresent(content::add);
      events.stream()
          .filter(event -> !reached.covers(event.epoch()))
          .filter(SourceTopic.before(effect.frontier()))
          .forEach(content::add);
      world.happened(Happening.INCREMENTAL);
    } else {
      events.stream().filter(SourceTopic.before(effect.frontier())).forEach(content::add);
    }
    steps.recomputed();
    return null;
  }

  @Override
  public Void commit(BatchEffect.Commit effect) {
    Offsets resume = resume(effect.raw(), effect.frontier());
    BatchCommit next =
        ViewCommits.next(
            SimView.DEFINITION,
            recomputed.base(),
            effect.frontier(),
            effect.offsets(),
            resume,
            content.content().events(),
            clock.instant());
    if (!world.lake().model().announcesAfterCommit() && !announced) {
      announced = true;
      world.announce(new FrontierAnnouncement(0, next));
      return null;
    }
    world.lake().commitView(recomputed, next, content.content());
    steps.committed();
    return null;
  }

  private Offsets resume(Committed<RawCommit> raw, Frontier frontier) {
    Map<Integer, Long> first = new TreeMap<>(raw.commit().offsets().next());
    for (Event event : world.lake().raw().version(raw.version()).orElseThrow().rows()) {
      if (event.appendTime() >= frontier.epochMillis()) {
        first.merge(event.partition(), event.offset(), Math::min);
      }
    }
    return Offsets.of(first);
  }

  @Override
  public Void keep(BatchEffect.Keep effect) {
    steps.kept();
    return null;
  }

  @Override
  public Void announce(BatchEffect.Announce effect) {
    for (FrontierAnnouncement announcement : effect.announcements()) {
      world.announce(announcement);
    }
    steps.announced();
    return null;
  }
}
