package dev.braid.serving.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.expression.InputRow;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A log, a speed layer that publishes from it, batch versions computed from it, and a reader made
 * of {@link HandOff}, {@link Overlay} and {@link Merger} over tables that are plain maps. Expected
 * answers are computed from the log's events alone.
 */
final class History {
  private static final long EPOCH = Views.EPOCH;
  private static final ViewDefinition DEFINITION = Views.totals("totals");

  private record Event(String key, long epoch, long amount) {
    Object[] row() {
      return new Object[] {key, amount};
    }
  }

  private record Cell(String key, long epoch) {}

  /** What the reader's tables hold of a version. */
  private static final class Table {
    final Map<GroupKey, BatchRow> batch = new HashMap<>();
    final Map<GroupKey, MergedRow> overlay = new HashMap<>();
  }

  private final Random random;
  private final CompiledView view = new CompiledView(DEFINITION.plan());
  private final Merger merger = new Merger(DEFINITION.plan());

  // The log, and what the other two layers made of it.
  private long now = 1_000 * EPOCH;
  private final List<Event> log = new ArrayList<>();
  private int processed;
  private long generation = 1;
  private final List<SpeedUpsert> topic = new ArrayList<>();
  private final BitSet compacted = new BitSet();
  private Frontier retirable = Frontier.NONE;
  private final List<BatchVersion> versions = new ArrayList<>();
  private final Map<BatchVersion, Map<GroupKey, BatchRow>> contents = new HashMap<>();

  // The reader.
  private HandOff handOff;
  private Overlay overlay;
  private int read;
  private int endAtStart;
  private BatchVersion loading;
  private final Map<BatchVersion, Table> tables = new HashMap<>();
  private Map<Cell, Version> seen;

  private long answers;
  private long handOffs;
  private long fallBacks;
  private long restarts;

  History(Random random) {
    this.random = random;
    restart();
  }

  void step() {
    switch (random.nextInt(13)) {
      case 0, 1, 2 -> append(1 + random.nextInt(6));
      case 3 -> now += random.nextLong(EPOCH);
      case 4, 5 -> publish();
      case 6 -> republish();
      case 7 -> read(1 + random.nextInt(10));
      case 8 -> read(Integer.MAX_VALUE);
      case 9 -> look();
      case 10 -> finishLoading();
      default -> rarely();
    }
    execute();
  }

  private void rarely() {
    switch (random.nextInt(6)) {
      case 0, 1, 2 -> commit();
      case 3 -> restart();
      case 4 -> compact();
      default -> fallBack();
    }
  }

  private void append(int events) {
    for (int i = 0; i < events; i++) {
      now += random.nextLong(EPOCH / 10);
      long epoch = new Epochs(EPOCH).epochOf(now);
      log.add(new Event("k" + random.nextInt(4), epoch, random.nextInt(100)));
    }
  }

  /** The speed layer processes on and publishes what changed, in any order. */
  private void publish() {
    if (random.nextInt(40) == 0) {
      generation++;
      processed = firstIndexAtOrAfter(retirable());
    }
    int to = processed + random.nextInt(log.size() - processed + 1);
    List<SpeedUpsert> upserts = new ArrayList<>();
    while (processed < to) {
      Event event = log.get(processed++);
      upserts.removeIf(
          upsert -> upsert.epoch() == event.epoch() && upsert.key()[0].equals(event.key()));
      upserts.add(state(new Cell(event.key(), event.epoch()), processed));
    }
    Collections.shuffle(upserts, random);
    topic.addAll(upserts);
  }

  private int firstIndexAtOrAfter(Frontier frontier) {
    int index = 0;
    while (index < log.size() && frontier.covers(log.get(index).epoch())) {
      index++;
    }
    return index;
  }

  private SpeedUpsert state(Cell cell, int upTo) {
    State[] states = view.empty();
    long count = 0;
    for (Event event : log.subList(0, upTo)) {
      if (event.epoch() == cell.epoch() && event.key().equals(cell.key())) {
        view.add(states, new InputRow(event.row()));
        count++;
      }
    }
    return new SpeedUpsert(
        new Version(generation, count),
        cell.epoch(),
        new Object[] {cell.key()},
        cell.epoch(),
        view.store(states));
  }

  /** After a restore, old states come once more; retired epochs get tombstones. */
  private void republish() {
    for (int i = 0; i < 3 && !topic.isEmpty(); i++) {
      SpeedUpsert old = topic.get(random.nextInt(topic.size()));
      boolean tombstone = retirable().covers(old.epoch()) && random.nextBoolean();
      topic.add(
          tombstone
              ? new SpeedUpsert(new Version(0, 0), old.epoch(), old.key(), Long.MIN_VALUE, null)
              : old);
    }
  }

  /** What the speed layer has retired: the most that a committed version ever allowed. */
  private Frontier retirable() {
    return retirable;
  }

  /**
   * Compaction: nothing is left of retired epochs for a reader that starts now or is still behind
   * where the topic ended when it started.
   */
  private void compact() {
    for (int i = read; i < endAtStart; i++) {
      if (retirable.covers(topic.get(i).epoch())) {
        compacted.set(i);
      }
    }
  }

  /** A batch run: all events before a frontier that lies in the past. */
  private void commit() {
    Frontier frontier = new Frontier(new Epochs(EPOCH).epochOf(now));
    Frontier previous =
        versions.isEmpty() ? Frontier.NONE : versions.get(versions.size() - 1).frontier();
    if (versions.isEmpty() || frontier.isAfter(previous)) {
      Map<String, State[]> states = new TreeMap<>();
      Map<String, Long> counts = new HashMap<>();
      long events = 0;
      for (Event event : log) {
        if (frontier.covers(event.epoch())) {
          view.add(
              states.computeIfAbsent(event.key(), key -> view.empty()), new InputRow(event.row()));
          counts.merge(event.key(), 1L, Long::sum);
          events++;
        }
      }
      Map<GroupKey, BatchRow> rows = new HashMap<>();
      states.forEach(
          (key, state) ->
              rows.put(
                  new GroupKey(new Object[] {key}),
                  new BatchRow(counts.get(key), view.store(state))));
      BatchVersion version =
          new BatchVersion(
              versions.size(),
              new BatchCommit(
                  "totals",
                  DEFINITION.definitionHash(),
                  frontier,
                  previous,
                  Offsets.NONE,
                  Offsets.NONE,
                  Offsets.NONE,
                  events,
                  "2026-01-01T00:00:00Z"),
              List.of());
      versions.add(version);
      contents.put(version, rows);
      retirable = previous;
    }
  }

  /** Somebody restores the table's previous version. */
  private void fallBack() {
    boolean exact = handOff.inUse().filter(inUse -> inUse.equals(newestOf(versions))).isPresent();
    if (versions.size() > 1 && exact && newestOf(versions).previousFrontier().equals(retirable)) {
      versions.remove(versions.size() - 1);
    }
  }

  private static BatchVersion newestOf(List<BatchVersion> versions) {
    return versions.isEmpty() ? BatchVersion.NONE : versions.get(versions.size() - 1);
  }

  private void restart() {
    handOff = new HandOff(0);
    overlay = new Overlay();
    read = 0;
    endAtStart = topic.size();
    loading = null;
    tables.clear();
    seen = new HashMap<>();
    restarts++;
    compact();
  }

  private void read(int records) {
    for (int i = 0; i < records && read < topic.size(); i++) {
      SpeedUpsert upsert = topic.get(read);
      if (!compacted.get(read++)) {
        handOff.upsert(upsert);
      }
      if (upsert.states() != null) {
        seen.merge(
            new Cell((String) upsert.key()[0], upsert.epoch()),
            upsert.version(),
            (held, next) -> next.supersedes(held) ? next : held);
      }
    }
    if (read >= endAtStart) {
      handOff.caughtUp();
    }
  }

  private void look() {
    boolean afterCatchUp = read >= endAtStart;
    if (versions.isEmpty()) {
      handOff.noTable(afterCatchUp);
    } else {
      handOff.discovered(newestOf(versions), afterCatchUp);
    }
  }

  private void finishLoading() {
    if (loading != null) {
      BatchVersion version = loading;
      loading = null;
      if (random.nextInt(5) == 0) {
        handOff.loadFailed(version, "a test says so", now);
      } else {
        Table table = new Table();
        table.batch.putAll(contents.get(version));
        tables.put(version, table);
        handOff.loaded(version);
      }
    }
  }

  private void execute() {
    for (Effect effect : handOff.decide(now)) {
      effect.accept(
          new Effect.Visitor<Void>() {
            @Override
            public Void load(Effect.LoadBatch effect) {
              loading = effect.version();
              return null;
            }

            @Override
            public Void discard(Effect.Discard effect) {
              tables.remove(effect.version());
              return null;
            }

            @Override
            public Void switchTo(Effect.SwitchTo effect) {
              Optional<BatchVersion> before = handOff.inUse();
              overlay = new Overlay();
              finish(effect.version(), effect.groups());
              handOff.switched(effect.version());
              if (before.isPresent()) {
                handOffs++;
                fallBacks += before.get().frontier().isAfter(effect.version().frontier()) ? 1 : 0;
                tables.remove(before.get());
              }
              return null;
            }

            @Override
            public Void refresh(Effect.Refresh effect) {
              finish(handOff.inUse().orElseThrow(), effect.groups());
              handOff.refreshed(effect.groups());
              return null;
            }
          });
    }
  }

  private void finish(BatchVersion version, List<GroupKey> groups) {
    Table table = tables.computeIfAbsent(version, v -> new Table());
    List<GroupKey> unknown = overlay.unknown(groups);
    Map<GroupKey, BatchRow> found = new HashMap<>();
    for (GroupKey group : unknown) {
      BatchRow row = table.batch.remove(group);
      if (row != null) {
        found.put(group, row);
      }
    }
    overlay.learn(unknown, found);
    for (GroupKey group : groups) {
      table.overlay.put(
          group, merger.merge(group, overlay.batchRow(group), handOff.speed(), version.frontier()));
    }
  }

  /** The answer, if there is one, against the reference at the position it states. */
  void check(String what) {
    Optional<BatchVersion> inUse = handOff.inUse();
    if (inUse.isEmpty() || handOff.state() == ViewState.LOADING) {
      return;
    }
    assertThat(read).as("%s: read before it answers", what).isGreaterThanOrEqualTo(endAtStart);
    answers++;
    Frontier frontier = inUse.get().frontier();
    Map<String, List<Object>> expected = expected(frontier);
    Map<String, List<Object>> actual = new TreeMap<>();
    Table table = tables.getOrDefault(inUse.get(), new Table());
    table.batch.forEach(
        (key, row) -> add(actual, what, view.result(key.values(), view.load(row.states()))));
    table.overlay.forEach((key, row) -> add(actual, what, row.values()));
    assertThat(actual).as("%s at %s", what, inUse.get()).isEqualTo(expected);

    long counted = inUse.get().isNone() ? 0 : inUse.get().commit().events();
    long inGroups =
        table.batch.values().stream().mapToLong(BatchRow::events).sum()
            + table.overlay.values().stream().mapToLong(MergedRow::events).sum();
    assertThat(counted + handOff.speed().eventsFrom(frontier))
        .as("%s: events counted", what)
        .isEqualTo(inGroups);
  }

  private static void add(Map<String, List<Object>> rows, String what, Object[] row) {
    List<Object> before = rows.put((String) row[0], Arrays.asList(row));
    assertThat(before).as("%s: two rows of one group", what).isNull();
  }

  /**
   * All events before the frontier, and of each later cell as many as the topic so far tells of.
   */
  private Map<String, List<Object>> expected(Frontier frontier) {
    Map<String, State[]> states = new TreeMap<>();
    Map<Cell, Long> counted = new HashMap<>();
    for (Event event : log) {
      Cell cell = new Cell(event.key(), event.epoch());
      long told = seen.getOrDefault(cell, new Version(0, 0)).events();
      if (frontier.covers(event.epoch()) || counted.merge(cell, 1L, Long::sum) <= told) {
        view.add(
            states.computeIfAbsent(event.key(), key -> view.empty()), new InputRow(event.row()));
      }
    }
    Map<String, List<Object>> rows = new TreeMap<>();
    states.forEach(
        (key, state) -> rows.put(key, Arrays.asList(view.result(new Object[] {key}, state))));
    return rows;
  }

  long answers() {
    return answers;
  }

  long handOffs() {
    return handOffs;
  }

  long fallBacks() {
    return fallBacks;
  }

  long restarts() {
    return restarts;
  }
}
