package dev.braid.serving.engine;

import dev.braid.log.Frontier;
import dev.braid.serving.merge.BatchRow;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.source.QuarantinedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** One transaction of the writer. */
final class DuckDbChange implements QueryEngine.Change {
  private static final long MICROS_PER_MILLI = 1000;

  private final DuckDBConnection writer;
  private final Map<String, DuckDbView> views;
  private final Map<String, Map<BatchVersion, DuckDbView.Tables>> tables;
  private final Map<String, BatchVersion> open;
  private final DuckDbCompactor compactor;
  private final Map<String, BatchVersion> opened = new HashMap<>();
  private final Map<String, DuckDbCompactor.Wear> wear = new HashMap<>();
  private boolean committed;

  /**
   * @param tables of each view's loaded versions
   * @param open the version that each view's queries use; moved on by {@link #commit}
   * @param compactor told what was changed
   */
  DuckDbChange(
      DuckDBConnection writer,
      Map<String, DuckDbView> views,
      Map<String, Map<BatchVersion, DuckDbView.Tables>> tables,
      Map<String, BatchVersion> open,
      DuckDbCompactor compactor) {
    this.writer = writer;
    this.views = views;
    this.tables = tables;
    this.open = open;
    this.compactor = compactor;
  }

  @Override
  public void open(String view, BatchVersion version) throws EngineException {
    DuckDbView.Tables loaded = tables.get(view).get(version);
    if (loaded == null) {
      throw new IllegalStateException(view + ": " + version + " is not loaded");
    }
    BatchVersion before = open.get(view);
    opened.put(view, version);
    wear.put(view, new DuckDbCompactor.Wear());
    attempt(
        () -> {
          DuckDbEngine.run(writer, views.get(view).createMerged(loaded));
          DuckDbEngine.run(writer, views.get(view).createBatchView(loaded, version));
          DuckDbEngine.run(writer, views.get(view).createSpeedView(loaded));
          if (before != null) {
            DuckDbEngine.drop(writer, tables.get(view).get(before));
          }
          return null;
        });
  }

  private DuckDbCompactor.Wear wear(String view) {
    return wear.computeIfAbsent(view, name -> new DuckDbCompactor.Wear());
  }

  private DuckDbView.Tables current(String view) {
    BatchVersion version = opened.getOrDefault(view, open.get(view));
    return tables.get(view).get(version);
  }

  @Override
  public Map<GroupKey, BatchRow> take(String view, Collection<GroupKey> groups)
      throws EngineException {
    Map<GroupKey, BatchRow> taken = new HashMap<>();
    if (groups.isEmpty()) {
      return taken;
    }
    DuckDbView shape = views.get(view);
    return attempt(
        () -> {
          stage(shape, groups);
          try (Statement statement = writer.createStatement();
              ResultSet rows = statement.executeQuery(shape.find(current(view)))) {
            while (rows.next()) {
              int column = 1;
              Object[] key = new Object[shape.keys().size()];
              for (int i = 0; i < key.length; i++) {
                key[i] = DuckDbValues.read(rows, column++, shape.keys().get(i).type());
              }
              long events = rows.getLong(column++);
              Object[] states = new Object[shape.states().size()];
              for (int i = 0; i < states.length; i++) {
                states[i] = DuckDbValues.read(rows, column++, shape.states().get(i).type());
              }
              if (taken.put(new GroupKey(key), new BatchRow(events, states)) != null) {
                throw new SQLException("the batch view has two rows of group " + new GroupKey(key));
              }
            }
          }
          DuckDbEngine.run(writer, shape.clear(current(view).batch()));
          wear(view).deadInBatch += taken.size();
          return taken;
        });
  }

  private void stage(DuckDbView shape, Collection<GroupKey> groups) throws SQLException {
    DuckDbEngine.run(writer, "TRUNCATE temp.main." + shape.keysTable());
    try (DuckDBAppender appender = writer.createAppender("temp", "main", shape.keysTable())) {
      for (GroupKey group : groups) {
        appender.beginRow();
        for (int i = 0; i < shape.keys().size(); i++) {
          DuckDbValues.append(appender, shape.keys().get(i).type(), group.values()[i]);
        }
        appender.endRow();
      }
    }
    compactor.staged(shape);
  }

  @Override
  public void put(String view, Collection<GroupKey> groups, Function<GroupKey, MergedRow> merged)
      throws EngineException {
    if (groups.isEmpty()) {
      return;
    }
    DuckDbView shape = views.get(view);
    attempt(
        () -> {
          DuckDbView.Tables current = current(view);
          if (!opened.containsKey(view)) {
            stage(shape, groups);
            for (String table : current.overlay()) {
              DuckDbEngine.run(writer, shape.clear(table));
            }
          }
          append(shape, current, groups, merged);
          wear(view).inRecent += groups.size();
          return null;
        });
  }

  private void append(
      DuckDbView shape,
      DuckDbView.Tables current,
      Collection<GroupKey> groups,
      Function<GroupKey, MergedRow> merged)
      throws SQLException {
    try (DuckDBAppender appender =
        writer.createAppender(DuckDbEngine.CATALOG, DuckDbEngine.STORE, current.recent())) {
      for (GroupKey group : groups) {
        MergedRow row = merged.apply(group);
        appender.beginRow();
        append(appender, shape.outputs(), row.values());
        appender.append(row.events());
        append(appender, shape.states(), row.states());
        append(appender, shape.outputs(), row.speed().values());
        appender.append(row.speed().events());
        appender.endRow();
      }
    }
  }

  private static void append(
      DuckDBAppender appender, List<DuckDbView.Column> columns, Object[] values)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      DuckDbValues.append(appender, columns.get(i).type(), values[i]);
    }
  }

  @Override
  public void quarantine(List<QuarantinedEvent> events) throws EngineException {
    if (events.isEmpty()) {
      return;
    }
    Map<String, QuarantinedEvent> byKey = new LinkedHashMap<>();
    events.forEach(event -> byKey.put(event.key(), event));
    String staged = DuckDbEngine.QUARANTINE + "_new";
    attempt(
        () -> {
          DuckDbEngine.run(writer, "TRUNCATE temp.main." + staged);
          try (DuckDBAppender appender = writer.createAppender("temp", "main", staged)) {
            for (QuarantinedEvent event : byKey.values()) {
              appender.beginRow();
              appender.append(event.source());
              appender.append(event.partition());
              appender.append(event.offset());
              appender.appendEpochMicros(event.appendTime() * MICROS_PER_MILLI);
              appender.append(event.code());
              appender.append(event.reason());
              appender.append(
                  event.value() == null ? null : new String(event.value(), StandardCharsets.UTF_8));
              appender.append(event.value());
              appender.endRow();
            }
          }
          DuckDbEngine.run(
              writer,
              "DELETE FROM quarantine AS t USING "
                  + staged
                  + " AS n WHERE t.source = n.source AND t.\"partition\" = n.\"partition\" AND"
                  + " t.\"offset\" = n.\"offset\"");
          DuckDbEngine.run(writer, "INSERT INTO quarantine SELECT * FROM " + staged);
          return null;
        });
  }

  @Override
  public void position(Position position) throws EngineException {
    attempt(
        () -> {
          try (PreparedStatement delete =
              writer.prepareStatement("DELETE FROM positions WHERE view = ?")) {
            delete.setString(1, position.view());
            delete.execute();
          }
          try (PreparedStatement insert =
              writer.prepareStatement("INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, position.view());
            setLong(insert, 2, position.batchVersion());
            insert.setLong(3, position.frontier().epochMillis());
            insert.setString(4, position.committedAt());
            insert.setLong(5, position.groups());
            insert.setLong(6, position.eventsFromBatch());
            insert.setLong(7, position.eventsFromSpeed());
            setLong(insert, 8, position.processedTo());
            insert.execute();
          }
          return null;
        });
  }

  private static void setLong(PreparedStatement statement, int index, Long value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, value);
    }
  }

  /** Reads a row that {@link #position} wrote. */
  static Position position(ResultSet row) throws SQLException {
    return new Position(
        row.getString(1),
        (Long) row.getObject(2),
        new Frontier(row.getLong(3)),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        (Long) row.getObject(8));
  }

  @Override
  public void commit() throws EngineException {
    attempt(
        () -> {
          writer.commit();
          return null;
        });
    committed = true;
    opened.forEach(
        (view, version) -> {
          BatchVersion before = open.put(view, version);
          if (before != null) {
            tables.get(view).remove(before);
          }
          compactor.opened(view);
        });
    wear.forEach(compactor::worn);
  }

  @Override
  public void close() throws EngineException {
    if (!committed) {
      attempt(
          () -> {
            writer.rollback();
            return null;
          });
    }
  }

  @FunctionalInterface
  private interface Action<T> {
    T run() throws SQLException;
  }

  private static <T> T attempt(Action<T> action) throws EngineException {
    try {
      return action.run();
    } catch (SQLException e) {
      throw DuckDbEngine.failure(e);
    }
  }
}
