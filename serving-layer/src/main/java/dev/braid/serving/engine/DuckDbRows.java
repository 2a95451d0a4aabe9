package dev.braid.serving.engine;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.Translation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One query's result, streamed. The time that the engine works on it is limited in all. */
final class DuckDbRows implements Rows {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbRows.class);

  private final DuckDbReaders.Reader reader;
  private final Translation query;
  private final Duration timeout;
  private final ScheduledExecutorService clock;
  private final Consumer<DuckDbReaders.Reader> giveBack;
  private long nanosLeft;
  private Statement statement;
  private ResultSet result;
  private List<Position> positions = List.of();
  private volatile boolean late;
  private volatile boolean cancelled;
  private boolean atEnd;
  private boolean closed;

  /**
   * @param giveBack takes the reader, whatever state its transaction is in
   */
  DuckDbRows(
      DuckDbReaders.Reader reader,
      Translation query,
      Duration timeout,
      ScheduledExecutorService clock,
      Consumer<DuckDbReaders.Reader> giveBack) {
    this.reader = reader;
    this.query = query;
    this.timeout = timeout;
    this.clock = clock;
    this.giveBack = giveBack;
    this.nanosLeft = timeout.toNanos();
  }

  /**
   * Reading the positions fixes the instant that the whole transaction sees. The statement itself
   * runs when its first rows are asked for, so that whoever has begun it can stop it.
   */
  void begin() {
    timed(
        () -> {
          positions = readPositions();
          synchronized (this) {
            statement = reader.connection().createStatement();
          }
          return null;
        });
  }

  private List<Position> readPositions() throws SQLException {
    List<Position> read = new ArrayList<>();
    if (query.views().isEmpty()) {
      return read;
    }
    read.addAll(DuckDbEngine.positions(reader.positions()));
    read.removeIf(position -> !query.views().contains(position.view()));
    for (String view : query.views()) {
      if (!view.equals(DuckDbEngine.QUARANTINE)
          && read.stream().noneMatch(position -> position.view().equals(view))) {
        throw ServingErrors.notLoaded(view, "it is still loading");
      }
    }
    return read;
  }

  @Override
  public List<Column> columns() {
    return query.columns();
  }

  @Override
  public List<Position> positions() {
    return positions;
  }

  @Override
  public List<List<Object>> next(int atMost) {
    if (atEnd) {
      return List.of();
    }
    return timed(
        () -> {
          if (result == null) {
            result = statement.executeQuery(query.sql());
          }
          List<List<Object>> rows = new ArrayList<>();
          while (rows.size() < atMost) {
            if (!result.next()) {
              atEnd = true;
              break;
            }
            rows.add(row());
          }
          return rows;
        });
  }

  private List<Object> row() throws SQLException {
    List<Column> columns = query.columns();
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = DuckDbValues.get(result, i + 1, columns.get(i).type());
    }
    return Arrays.asList(values);
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> T timed(Work<T> work) {
    long start = System.nanoTime();
    ScheduledFuture<?> alarm = clock.schedule(this::outOfTime, nanosLeft, TimeUnit.NANOSECONDS);
    try {
      if (cancelled) {
        throw ServingErrors.cancelled();
      }
      return work.run();
    } catch (SQLException e) {
      if (late) {
        throw ServingErrors.queryTimeout(timeout);
      }
      throw cancelled ? ServingErrors.cancelled() : DuckDbErrors.ofQuery(e);
    } finally {
      alarm.cancel(false);
      nanosLeft = Math.max(0, nanosLeft - (System.nanoTime() - start));
    }
  }

  private void outOfTime() {
    late = true;
    stop();
  }

  @Override
  public void cancel() {
    cancelled = true;
    stop();
  }

  private synchronized void stop() {
    if (statement != null && !closed) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.warn("A query cannot be stopped: {}", DuckDbErrors.message(e));
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      if (result != null) {
        result.close();
      }
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException e) {
      LOG.warn("A query's result cannot be closed: {}", DuckDbErrors.message(e));
    } finally {
      giveBack.accept(reader);
    }
  }
}
