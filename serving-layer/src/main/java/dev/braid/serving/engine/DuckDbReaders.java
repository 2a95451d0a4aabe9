package dev.braid.serving.engine;

import dev.braid.serving.error.ServingErrors;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that queries run on, each query in one read transaction. */
final class DuckDbReaders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbReaders.class);

  private final DuckDBConnection root;
  private final int size;
  private final BlockingQueue<DuckDBConnection> idle;
  private final Set<String> functions;
  private final Collection<String> tables;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "query-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  DuckDbReaders(DuckDBConnection root, int size, Set<String> functions, Collection<String> tables)
      throws SQLException {
    this.root = root;
    this.size = size;
    this.functions = functions;
    this.tables = tables;
    this.idle = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      idle.add(open());
    }
  }

  private DuckDBConnection open() throws SQLException {
    DuckDBConnection connection = root.duplicate();
    DuckDbEngine.run(connection, "USE " + DuckDbEngine.CATALOG + "." + DuckDbEngine.MERGED);
    connection.setAutoCommit(false);
    return connection;
  }

  Answer query(String sql, QueryLimits limits, Consumer<Set<String>> admission) {
    DuckDBConnection connection = take(limits);
    boolean usable = true;
    try {
      Set<String> read = check(connection, sql);
      admission.accept(read);
      return answer(connection, sql, read, limits);
    } finally {
      try {
        connection.rollback();
      } catch (SQLException e) {
        LOG.warn("A query's connection is given up: {}", DuckDbErrors.message(e));
        usable = false;
      }
      giveBack(connection, usable);
    }
  }

  private Set<String> check(DuckDBConnection connection, String sql) {
    return new StatementGuard(
            statement -> {
              try {
                return DuckDbEngine.tree(connection, statement);
              } catch (SQLException e) {
                throw DuckDbErrors.ofQuery(statement, e);
              }
            },
            functions,
            tables)
        .check(sql);
  }

  private Answer answer(
      DuckDBConnection connection, String sql, Set<String> read, QueryLimits limits) {
    AtomicBoolean late = new AtomicBoolean();
    try (Statement statement = connection.createStatement()) {
      List<Position> positions = positions(connection, read);
      ScheduledFuture<?> timeout =
          clock.schedule(
              () -> {
                late.set(true);
                cancel(statement);
              },
              limits.timeout().toMillis(),
              TimeUnit.MILLISECONDS);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return collect(rows, limits, positions);
      } finally {
        timeout.cancel(false);
      }
    } catch (SQLException e) {
      throw late.get()
          ? ServingErrors.queryTimeout(limits.timeout())
          : DuckDbErrors.ofQuery(sql, e);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.warn("A query that is out of time cannot be stopped: {}", DuckDbErrors.message(e));
    }
  }

  /** Reading the positions first fixes the instant that the whole transaction sees. */
  private static List<Position> positions(DuckDBConnection connection, Set<String> read)
      throws SQLException {
    List<Position> positions = new ArrayList<>(DuckDbEngine.positions(connection));
    positions.removeIf(position -> !read.contains(position.view()));
    for (String table : read) {
      if (!table.equals(DuckDbEngine.QUARANTINE)
          && positions.stream().noneMatch(position -> position.view().equals(table))) {
        throw ServingErrors.notLoaded(table, "it is still loading");
      }
    }
    return positions;
  }

  private static Answer collect(ResultSet rows, QueryLimits limits, List<Position> positions)
      throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    List<Answer.Column> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(new Answer.Column(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
    }
    List<List<Object>> values = new ArrayList<>();
    boolean truncated = false;
    while (rows.next()) {
      if (values.size() == limits.rows()) {
        truncated = true;
        break;
      }
      List<Object> row = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        row.add(DuckDbValues.json(rows, i + 1, columns.get(i).type()));
      }
      values.add(row);
    }
    return new Answer(columns, values, truncated, positions);
  }

  private DuckDBConnection take(QueryLimits limits) {
    try {
      DuckDBConnection connection = idle.poll(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (connection == null) {
        throw ServingErrors.busy(size);
      }
      return connection;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ServingErrors.busy(size);
    }
  }

  private void giveBack(DuckDBConnection connection, boolean usable) {
    if (usable) {
      idle.add(connection);
      return;
    }
    try {
      connection.close();
      idle.add(open());
    } catch (SQLException e) {
      throw ServingErrors.engineFailed(DuckDbErrors.message(e), e);
    }
  }

  @Override
  public void close() throws SQLException {
    clock.shutdownNow();
    for (DuckDBConnection connection; (connection = idle.poll()) != null; ) {
      connection.close();
    }
  }
}
