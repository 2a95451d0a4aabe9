package dev.braid.serving.cluster;

import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.live.OtherEngine;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.PassableQuery;
import dev.braid.serving.sql.Translation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Passes queries of merged views through to a cluster that has them as they are here. */
final class ClusterQueries implements OtherEngine {
  private final Cluster cluster;
  private final ClusterNames names;
  private final Predicate<String> isKept;

  /**
   * @param isKept whether the cluster has a view of the generation that is asked
   */
  ClusterQueries(Cluster cluster, ClusterNames names, Predicate<String> isKept) {
    this.cluster = cluster;
    this.names = names;
    this.isKept = isKept;
  }

  @Override
  public Optional<Rows> open(
      String sql,
      QuerySession session,
      Translation query,
      List<Position> positions,
      QueryLimits limits) {
    boolean possible =
        !query.views().isEmpty()
            && query.views().stream().allMatch(isKept)
            && query.columns().stream().allMatch(column -> ClusterValues.canRead(column.type()))
            && cluster.isThere();
    return possible
        ? PassableQuery.of(sql, session, query.views(), names::view)
            .map(text -> new ClusterRows(cluster, text, query.columns(), positions, limits))
        : Optional.empty();
  }
}
