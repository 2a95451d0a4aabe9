package dev.braid.simulator;

import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.archive.RawCommit;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.serving.merge.BatchRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables of the batch layer; every commit is looked through. */
final class Lake {
  private final World world;
  private final Model model;
  private final Table<RawCommit, List<Event>> raw;
  private final Table<EventsCommit, List<Event>> events;
  private final Table<BatchCommit, BatchContent> view;
  private final Map<String, Table.Version<BatchCommit, BatchContent>> byFile = new HashMap<>();
  private Frontier retirable = Frontier.NONE;
  private Frontier farthest = Frontier.NONE;

  Lake(World world, Model model) {
    this.world = world;
    this.model = model;
    this.raw = new Table<>("raw", model);
    this.events = new Table<>("events", model);
    this.view = new Table<>("view", model);
  }

  Model model() {
    return model;
  }

  Table<RawCommit, List<Event>> raw() {
    return raw;
  }

  Table<EventsCommit, List<Event>> events() {
    return events;
  }

  Table<BatchCommit, BatchContent> view() {
    return view;
  }

  List<Event> eventsAt(long version) {
    return events.version(version).orElseThrow().rows();
  }

  /** What the file of a version holds, whether the table still knows the version or not. */
  Table.Version<BatchCommit, BatchContent> file(String file) {
    return byFile.get(file);
  }

  /** Whether there has ever been such a version. */
  boolean wasCommitted(BatchCommit commit) {
    return byFile.values().stream().anyMatch(version -> version.commit().equals(commit));
  }

  /** The most that a committed version has ever allowed to retire. */
  Frontier retirable() {
    return retirable;
  }

  /** The farthest frontier ever committed. */
  Frontier farthest() {
    return farthest;
  }

  Table.Version<RawCommit, List<Event>> appendRaw(
      Table<RawCommit, List<Event>>.Open open, RawCommit commit, List<Event> rows) {
    RawCommit said =
        model.offsetsWithData() || open.base().isEmpty() ? commit : open.base().orElseThrow();
    Table.Version<RawCommit, List<Event>> version = open.commit(said, rows);
    checkArchived("raw", rows, commit.offsets());
    return version;
  }

  Table.Version<EventsCommit, List<Event>> appendEvents(
      Table<EventsCommit, List<Event>>.Open open, EventsCommit commit, List<Event> rows) {
    Table.Version<EventsCommit, List<Event>> version = open.commit(commit, rows);
    checkArchived("events", rows, commit.offsets());
    return version;
  }

  /** Exactly the committed records before the offsets, each once. */
  private void checkArchived(String table, List<Event> rows, Offsets offsets) {
    Set<Event> once = new HashSet<>(rows);
    if (once.size() != rows.size()) {
      throw new Violation(Invariant.ARCHIVED_ONCE, table + " holds a record twice");
    }
    for (Event event : world.log().events()) {
      boolean due = event.committed() && event.offset() < offsets.nextOr(event.partition(), 0);
      if (due != once.contains(event)) {
        throw new Violation(
            Invariant.ARCHIVED_ONCE,
            table + (due ? " lacks event " : " is ahead of its offsets with event ") + event.id());
      }
    }
  }

  void commitView(
      Table<BatchCommit, BatchContent>.Open open, BatchCommit commit, BatchContent content) {
    Frontier before = open.base().map(BatchCommit::frontier).orElse(Frontier.NONE);
    Table.Version<BatchCommit, BatchContent> version = open.commit(commit, content);
    world.happened(Happening.BATCH_COMMITTED);
    if (world.front().map(Front::holds).orElse(false)) {
      world.happened(Happening.BATCH_COMMITTED_WHILE_HELD);
    }
    remember(version);
    if (!commit.previousFrontier().equals(before)) {
      throw new Violation(
          Invariant.TRUE_BATCH_VERSION, "previous frontier is not that of the version before");
    }
    check(commit, content);
    if (commit.frontier().isAfter(farthest)) {
      farthest = commit.frontier();
    }
    if (commit.previousFrontier().isAfter(retirable)) {
      retirable = commit.previousFrontier();
    }
  }

  private void check(BatchCommit commit, BatchContent content) {
    Map<String, EventSet> expected =
        world
            .log()
            .committed(
                event ->
                    commit.frontier().covers(event.epoch())
                        && event.offset() < commit.offsets().nextOr(event.partition(), 0));
    if (!expected.equals(content.sets())) {
      throw new Violation(
          Invariant.TRUE_BATCH_VERSION,
          "frontier " + commit.frontier() + ": " + content.sets() + " instead of " + expected);
    }
    for (Map.Entry<String, BatchRow> row : content.rows().entrySet()) {
      EventSet found =
          SimView.events(
              SimView.result(row.getKey(), row.getValue().states()),
              world.log(),
              Invariant.TRUE_BATCH_VERSION,
              "batch row " + row.getKey());
      if (!found.equals(expected.get(row.getKey()))) {
        throw new Violation(Invariant.TRUE_BATCH_VERSION, "row " + row.getKey() + ": " + found);
      }
    }
    if (!world.shape().stragglers()) {
      checkClosed(commit.frontier());
    }
  }

  /** With all clocks within grace nothing appears behind a frontier, committed or still open. */
  void checkClosed(Frontier frontier) {
    Optional<Table.Version<EventsCommit, List<Event>>> at = events.current();
    Offsets read = at.map(version -> version.commit().offsets()).orElse(Offsets.NONE);
    for (Event event : world.log().events()) {
      if (frontier.covers(event.epoch())
          && event.offset() >= read.nextOr(event.partition(), 0)
          && (event.committed() || !event.decided())) {
        throw new Violation(
            Invariant.COVERED_EPOCH_CLOSED,
            "event " + event.id() + " is behind frontier " + frontier + ", unarchived");
      }
    }
  }

  private void remember(Table.Version<BatchCommit, BatchContent> version) {
    byFile.put(version.file(), version);
  }

  /** Whether going back one version loses nothing that the speed layer may have retired. */
  Optional<Table.Version<BatchCommit, BatchContent>> fallBack() {
    return view.current()
        .map(Table.Version::base)
        .filter(base -> !retirable.isAfter(base.commit().frontier()));
  }

  /**
   * The table is at an older version again: as a new version, or as if the newest had never been.
   */
  void goBack(Table.Version<BatchCommit, BatchContent> older, boolean cutBack) {
    if (cutBack && view.isBelowTheNewest(older)) {
      view.cutBack();
      world.happened(Happening.TABLE_CUT_BACK);
    } else {
      view.restore(older);
      view.current().ifPresent(this::remember);
      world.happened(Happening.TABLE_RESTORED);
    }
  }
}
