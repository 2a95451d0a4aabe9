package dev.braid.serving.engine;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.Translation;
import java.sql.PreparedStatement;
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
  private final BlockingQueue<Reader> idle;
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

  /**
   * A connection of one query at a time.
   *
   * @param positions reads them; planned once, for every query begins with it
   */
  record Reader(DuckDBConnection connection, PreparedStatement positions) {
    void close() throws SQLException {
      positions.close();
      connection.close();
    }
  }

  private Reader open() throws SQLException {
    DuckDBConnection connection = root.duplicate();
    DuckDbEngine.run(connection, "USE " + DuckDbEngine.CATALOG + "." + DuckDbEngine.STORE);
    PreparedStatement positions = connection.prepareStatement(DuckDbEngine.POSITIONS);
    connection.setAutoCommit(false);
    return new Reader(connection, positions);
  }

  Rows open(Translation query, QueryLimits limits) {
    Reader reader = take(limits);
    DuckDbRows rows = new DuckDbRows(reader, query, limits.timeout(), clock, this::giveBack);
    try {
      rows.begin();
      return rows;
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private Reader take(QueryLimits limits) {
    try {
      Reader reader = idle.poll(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (reader == null) {
        throw ServingErrors.busy(size);
      }
      return reader;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ServingErrors.busy(size);
    }
  }

  private void giveBack(Reader reader) {
    try {
      reader.connection().rollback();
      idle.add(reader);
    } catch (SQLException e) {
      LOG.warn("A query's connection is given up: {}", DuckDbErrors.message(e));
      replace(reader);
    }
  }

  private void replace(Reader reader) {
    try {
      reader.close();
      idle.add(open());
    } catch (SQLException e) {
      throw ServingErrors.engineFailed(DuckDbErrors.message(e), e);
    }
  }

  @Override
  public void close() throws SQLException {
    clock.shutdownNow();
    for (Reader reader; (reader = idle.poll()) != null; ) {
      reader.close();
    }
  }
}
