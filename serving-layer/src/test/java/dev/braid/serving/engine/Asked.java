package dev.braid.serving.engine;

import dev.braid.project.ViewDefinition;
import dev.braid.serving.access.User;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlCatalog;
import java.util.List;

/** A statement's whole answer, read from an engine. */
record Asked(List<Column> columns, List<List<Object>> rows, List<Position> positions) {
  static Asked of(QueryEngine engine, List<ViewDefinition> views, String sql, QueryLimits limits) {
    SqlCatalog catalog = new SqlCatalog(views, SqlCatalog.Moments.NONE);
    try (Rows rows =
        engine.open(
            catalog.translate(sql, QuerySession.of(User.trusted("test", "127.0.0.1"), "test")),
            limits)) {
      return new Asked(rows.columns(), rows.next(Integer.MAX_VALUE), rows.positions());
    }
  }
}
