package dev.braid.serving.engine;

import dev.braid.serving.merge.BatchRow;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.serving.sql.Translation;
import dev.braid.source.QuarantinedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps the merged views' rows and answers SQL over them. A group's row is either in its batch
 * version as loaded or, once the speed view touches the group, finished anew; never in both.
 * Queries run while one thread writes; each reads one instant of all views.
 */
public interface QueryEngine extends AutoCloseable {

  /**
   * What a loaded version holds.
   *
   * @param overflowed groups with a sum whose total has no place in its type
   */
  record Loaded(long groups, long events, long overflowed) {}

  /**
   * Loads a version beside the one in use. Any thread.
   *
   * @throws EngineException if the files are not such a view's, or cannot be read
   */
  Loaded load(String view, BatchVersion version) throws EngineException;

  /** Forgets a version that {@link #load} loaded. The writer's thread only. */
  void discard(String view, BatchVersion version) throws EngineException;

  /** Begins a change of any number of views, all visible at once. The writer's thread only. */
  Change begin() throws EngineException;

  /**
   * Begins to run a statement. Any thread.
   *
   * @throws dev.braid.error.BraidException if it cannot be run
   */
  Rows open(Translation query, QueryLimits limits);

  /** Quarantined events by source. */
  Map<String, Long> quarantined();

  @Override
  void close();

  /** An open change. Closed without {@link #commit}, it has not happened. */
  interface Change extends AutoCloseable {
    /** Moves the view to a loaded version; nothing of it is finished anew yet. */
    void open(String view, BatchVersion version) throws EngineException;

    /**
     * Takes the groups' rows out of the view's batch version.
     *
     * @return those that the version has
     */
    Map<GroupKey, BatchRow> take(String view, Collection<GroupKey> groups) throws EngineException;

    /** Puts the groups' finished rows in place of those put before. */
    void put(String view, Collection<GroupKey> groups, Function<GroupKey, MergedRow> rows)
        throws EngineException;

    /** Adds to the quarantine, or replaces what was there of the same record. */
    void quarantine(List<QuarantinedEvent> events) throws EngineException;

    void position(Position position) throws EngineException;

    void commit() throws EngineException;

    @Override
    void close() throws EngineException;
  }
}
