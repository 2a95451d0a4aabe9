package dev.braid.serving.live;

import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.Translation;
import java.util.List;
import java.util.Optional;

/** An engine that may answer queries in place of this process's own. Thread-safe. */
@FunctionalInterface
public interface OtherEngine {
  OtherEngine NONE = (sql, session, query, positions, limits) -> Optional.empty();

  /**
   * Begins to run a statement that has been resolved and may be read.
   *
   * @param positions of the views read, as they are here
   * @return empty if it is to be answered here
   */
  Optional<Rows> open(
      String sql,
      QuerySession session,
      Translation query,
      List<Position> positions,
      QueryLimits limits);
}
