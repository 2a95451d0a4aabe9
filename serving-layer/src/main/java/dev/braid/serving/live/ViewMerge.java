package dev.braid.serving.live;

import dev.braid.project.ViewDefinition;
import dev.braid.serving.engine.EngineException;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.merge.BatchRow;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.Effect;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.HandOff;
import dev.braid.serving.merge.Merger;
import dev.braid.serving.merge.Overlay;
import dev.braid.serving.merge.SpeedProgress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** One view's merge: its state machine, and what carrying out its decisions leaves behind. */
public final class ViewMerge {
  private final String name;
  private final Merger merger;
  private final HandOff handOff;
  private final Map<BatchVersion, QueryEngine.Loaded> loaded = new HashMap<>();
  private Overlay overlay = new Overlay();
  private OverflowedGroups overflowed;
  private Position position;
  private String engineProblem;
  private long engineRetryAt = Long.MIN_VALUE;

  public ViewMerge(ViewDefinition definition, long retryMillis) {
    this.name = definition.name();
    this.merger = new Merger(definition.plan());
    this.overflowed = new OverflowedGroups(merger);
    this.handOff = new HandOff(retryMillis);
  }

  public String name() {
    return name;
  }

  public HandOff handOff() {
    return handOff;
  }

  public void loaded(BatchVersion version, QueryEngine.Loaded content) {
    loaded.put(version, content);
  }

  public boolean isLoaded(BatchVersion version) {
    return loaded.containsKey(version);
  }

  public void forget(BatchVersion version) {
    loaded.remove(version);
  }

  /** What a change must do for this view, and what follows once it is committed. */
  public interface Step {
    void apply(QueryEngine.Change change) throws EngineException;

    void committed();

    void undone();
  }

  public Step switchTo(Effect.SwitchTo effect) {
    Overlay fresh = new Overlay();
    OverflowedGroups freshOverflowed = new OverflowedGroups(merger);
    return new Step() {
      private Position next;

      @Override
      public void apply(QueryEngine.Change change) throws EngineException {
        change.open(name, effect.version());
        Map<GroupKey, BatchRow> found = change.take(name, effect.groups());
        fresh.learn(effect.groups(), found);
        freshOverflowed.took(found.values());
        put(change, effect.groups(), fresh, freshOverflowed, effect.version());
        next = position(fresh, effect.version());
        change.position(next);
      }

      @Override
      public void committed() {
        handOff.inUse().ifPresent(loaded::remove);
        overlay = fresh;
        overflowed = freshOverflowed;
        position = next;
        handOff.switched(effect.version());
      }

      @Override
      public void undone() {}
    };
  }

  /**
   * The step that brings rows up to date.
   *
   * @param groups may be none: then the position alone moves on
   */
  public Step refresh(List<GroupKey> groups) {
    BatchVersion version = handOff.inUse().orElseThrow();
    List<GroupKey> unknown = overlay.unknown(groups);
    return new Step() {
      private Map<GroupKey, BatchRow> found = Map.of();
      private Position next;

      @Override
      public void apply(QueryEngine.Change change) throws EngineException {
        found = change.take(name, unknown);
        overlay.learn(unknown, found);
        overflowed.took(found.values());
        put(change, groups, overlay, overflowed, version);
        next = position(overlay, version);
        change.position(next);
      }

      @Override
      public void committed() {
        position = next;
        handOff.refreshed(groups);
      }

      @Override
      public void undone() {
        overlay.forget(unknown);
        overflowed.gaveBack(found.values());
      }
    };
  }

  private void put(
      QueryEngine.Change change,
      Collection<GroupKey> groups,
      Overlay over,
      OverflowedGroups counted,
      BatchVersion version)
      throws EngineException {
    change.put(
        name,
        groups,
        group ->
            counted.finished(
                group,
                merger.merge(group, over.batchRow(group), handOff.speed(), version.frontier())));
  }

  private Position position(Overlay over, BatchVersion version) {
    QueryEngine.Loaded content = loaded.get(version);
    return new Position(
        name,
        version.isNone() ? null : version.version(),
        version.frontier(),
        version.isNone() ? null : version.commit().committedAt(),
        content.groups() + over.onlyInSpeed(),
        content.events(),
        handOff.speed().eventsFrom(version.frontier()),
        processedTo());
  }

  private Long processedTo() {
    return boxed(handOff.progress().processedTo());
  }

  /** See {@link SpeedProgress#newestEvent}; null before the first. */
  Long newestEvent() {
    return boxed(handOff.progress().newestEvent());
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  /** Whether the position that queries read is out of date although no group is. */
  public boolean hasMoved() {
    Long processedTo = processedTo();
    return position != null && processedTo != null && !processedTo.equals(position.processedTo());
  }

  public void engineWorked() {
    engineProblem = null;
  }

  public void engineFailed(String message, long retryAt) {
    engineProblem = "DuckDB failed: " + message;
    engineRetryAt = retryAt;
  }

  public boolean mayTryEngine(long now) {
    return engineProblem == null || now >= engineRetryAt;
  }

  ViewStatus status() {
    return new ViewStatus(
        name,
        handOff.state(),
        position,
        processedTo(),
        newestEvent(),
        boxed(handOff.progress().heardFromAllAt()),
        handOff.upserts(),
        handOff.handOffs(),
        handOff.progress().stragglers(),
        handOff.uncountedStragglers(),
        handOff.inUse().map(loaded::get).map(l -> overflowed.count(l.overflowed())).orElse(0L),
        engineProblem != null ? engineProblem : handOff.problem().orElse(null));
  }
}
