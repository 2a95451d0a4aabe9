package dev.braid.simulator;

import dev.braid.serving.engine.EngineException;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.merge.BatchRow;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.serving.sql.Translation;
import dev.braid.source.QuarantinedEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** An engine over plain maps; its changes are visible whole or not at all. */
final class ReaderEngine implements QueryEngine {
  private final Lake lake;
  private final Map<BatchVersion, Map<GroupKey, BatchRow>> loaded = new HashMap<>();
  private Map<GroupKey, BatchRow> batch = new HashMap<>();
  private Map<GroupKey, MergedRow> overlay = new HashMap<>();
  private BatchVersion open;
  private Position position;

  ReaderEngine(Lake lake) {
    this.lake = lake;
  }

  @Override
  public Loaded load(String view, BatchVersion version) {
    Map<GroupKey, BatchRow> rows = new HashMap<>();
    long events = 0;
    if (!version.isNone()) {
      BatchContent content = lake.file(version.files().get(0)).rows();
      content.rows().forEach((key, row) -> rows.put(new GroupKey(new Object[] {key}), row));
      events = content.events();
    }
    loaded.put(version, rows);
    return new Loaded(rows.size(), events, 0);
  }

  @Override
  public void discard(String view, BatchVersion version) {
    loaded.remove(version);
  }

  @Override
  public Change begin() {
    return new Draft();
  }

  /** The version that answers are made of. */
  BatchVersion open() {
    return open;
  }

  /** Null before the first change. */
  Position position() {
    return position;
  }

  /** What a query over the whole view sees: by key its row. */
  Map<String, Object[]> rows() {
    Map<String, Object[]> rows = new TreeMap<>();
    batch.forEach(
        (group, row) -> {
          String key = (String) group.values()[0];
          rows.put(key, SimView.result(key, row.states()));
        });
    overlay.forEach(
        (group, row) -> {
          if (rows.put((String) group.values()[0], row.values()) != null) {
            throw new Violation(Invariant.EXACT_ANSWER, "two rows of " + group);
          }
        });
    return rows;
  }

  private final class Draft implements Change {
    private Map<GroupKey, BatchRow> newBatch = new HashMap<>(batch);
    private Map<GroupKey, MergedRow> newOverlay = new HashMap<>(overlay);
    private BatchVersion newOpen = open;
    private Position newPosition = position;

    @Override
    public void open(String view, BatchVersion version) {
      newOpen = version;
      newBatch = new HashMap<>(loaded.get(version));
      if (lake.model().switchClearsRows()) {
        newOverlay = new HashMap<>();
      } else {
        newBatch.keySet().removeAll(newOverlay.keySet());
      }
    }

    @Override
    public Map<GroupKey, BatchRow> take(String view, Collection<GroupKey> groups) {
      Map<GroupKey, BatchRow> taken = new HashMap<>();
      for (GroupKey group : groups) {
        BatchRow row = newBatch.remove(group);
        if (row != null) {
          taken.put(group, row);
        }
      }
      return taken;
    }

    @Override
    public void put(String view, Collection<GroupKey> groups, Function<GroupKey, MergedRow> rows) {
      groups.forEach(group -> newOverlay.put(group, rows.apply(group)));
    }

    @Override
    public void quarantine(List<QuarantinedEvent> events) {}

    @Override
    public void position(Position moved) {
      newPosition = moved;
    }

    @Override
    public void commit() throws EngineException {
      batch = newBatch;
      overlay = newOverlay;
      if (open != null && !open.equals(newOpen)) {
        loaded.remove(open);
      }
      open = newOpen;
      position = newPosition;
    }

    @Override
    public void close() {}
  }

  @Override
  public Rows open(Translation query, QueryLimits limits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Long> quarantined() {
    return Map.of();
  }

  @Override
  public void close() {}
}
