package dev.braid.serving.live;

import dev.braid.serving.access.User;
import dev.braid.serving.query.QueryInfo;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code braid.system.views} and {@code system.runtime.queries}. */
final class Moments implements SqlCatalog.Moments {
  private static final String VIEWS = "braid.system.views";
  private static final String QUERIES = "system.runtime.queries";
  private static final Map<String, List<Column>> TABLES =
      Map.of(
          VIEWS,
          List.of(
              new Column("view", SqlType.VARCHAR),
              new Column("state", SqlType.VARCHAR),
              new Column("frontier", SqlType.VARCHAR),
              new Column("batch_version", SqlType.BIGINT),
              new Column("speed_lag_ms", SqlType.BIGINT),
              new Column("groups", SqlType.BIGINT),
              new Column("events", SqlType.BIGINT),
              new Column("degraded", SqlType.BOOLEAN),
              new Column("reason", SqlType.VARCHAR)),
          QUERIES,
          List.of(
              new Column("query_id", SqlType.VARCHAR),
              new Column("state", SqlType.VARCHAR),
              new Column("user", SqlType.VARCHAR),
              new Column("source", SqlType.VARCHAR),
              new Column("query", SqlType.VARCHAR),
              new Column("created", SqlType.VARCHAR),
              new Column("end", SqlType.VARCHAR),
              new Column("error_code", SqlType.VARCHAR)));

  private final Supplier<List<Answers.ViewReport>> status;
  private final Function<User, List<QueryInfo>> queries;

  Moments(Supplier<List<Answers.ViewReport>> status, Function<User, List<QueryInfo>> queries) {
    this.status = status;
    this.queries = queries;
  }

  @Override
  public Map<String, List<Column>> tables() {
    return TABLES;
  }

  @Override
  public List<List<Object>> rows(String table, QuerySession session) {
    List<List<Object>> rows = new ArrayList<>();
    if (table.equals(VIEWS)) {
      status.get().forEach(view -> rows.add(row(view)));
    } else {
      queries.apply(session.user()).forEach(query -> rows.add(row(query)));
    }
    return rows;
  }

  private static List<Object> row(Answers.ViewReport view) {
    boolean none = view.position() == null;
    return Arrays.asList(
        view.view(),
        view.state().text(),
        none ? null : view.position().frontier().toString(),
        none ? null : view.position().batchVersion(),
        view.speedLagMillis(),
        none ? 0L : view.position().groups(),
        none ? 0L : view.position().events(),
        view.degraded(),
        view.reason());
  }

  private static List<Object> row(QueryInfo query) {
    return Arrays.asList(
        query.id(),
        query.state().name(),
        query.user(),
        query.source(),
        query.sql(),
        query.createdAt().toString(),
        query.endedAt() == null ? null : query.endedAt().toString(),
        query.errorCode());
  }
}
