package dev.braid.serving.engine;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.Translation;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections that queries run on, each query in one read transaction. */
final class DuckDbReaders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbReaders.class);

  private final DuckDBConnection root;
  private final int size;
  private final BlockingQueue<DuckDBConnection> idle;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "query-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  DuckDbReaders(DuckDBConnection root, int size) throws SQLException {
    this.root = root;
    this.size = size;
    this.idle = new ArrayBlockingQueue<>(size);
    for (int i = 0; i < size; i++) {
      idle.add(open());
    }
  }

  private DuckDBConnection open() throws SQLException {
    DuckDBConnection connection = root.duplicate();
    DuckDbEngine.run(connection, "USE " + DuckDbEngine.CATALOG + "." + DuckDbEngine.STORE);
    connection.setAutoCommit(false);
    return connection;
  }

  Rows open(Translation query, QueryLimits limits) {
    DuckDBConnection connection = take(limits);
    DuckDbRows rows = new DuckDbRows(connection, query, limits.timeout(), clock, this::giveBack);
    try {
      rows.begin();
      return rows;
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
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

  private void giveBack(DuckDBConnection connection) {
    try {
      connection.rollback();
      idle.add(connection);
    } catch (SQLException e) {
      LOG.warn("A query's connection is given up: {}", DuckDbErrors.message(e));
      replace(connection);
    }
  }

  private void replace(DuckDBConnection connection) {
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
