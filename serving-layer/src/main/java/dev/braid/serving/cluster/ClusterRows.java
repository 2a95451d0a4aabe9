package dev.braid.serving.cluster;

import dev.braid.error.BraidException;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A result that a cluster gives, page by page as it is asked for. */
final class ClusterRows implements Rows {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterRows.class);

  private final Cluster cluster;
  private final String sql;
  private final List<Column> columns;
  private final List<Position> positions;
  private final QueryLimits limits;
  private Connection connection;
  private Statement statement;
  private ResultSet result;
  private volatile boolean cancelled;
  private boolean closed;

  ClusterRows(
      Cluster cluster,
      String sql,
      List<Column> columns,
      List<Position> positions,
      QueryLimits limits) {
    this.cluster = cluster;
    this.sql = sql;
    this.columns = List.copyOf(columns);
    this.positions = List.copyOf(positions);
    this.limits = limits;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public List<Position> positions() {
    return positions;
  }

  @Override
  public List<List<Object>> next(int atMost) {
    try {
      if (result == null) {
        result = cluster.open(this::begin);
      }
      List<List<Object>> rows = new ArrayList<>();
      while (rows.size() < atMost && !result.isClosed() && result.next()) {
        rows.add(row());
      }
      return rows;
    } catch (SQLException e) {
      throw error(e);
    }
  }

  private ResultSet begin(Connection opened) throws SQLException {
    synchronized (this) {
      connection = opened;
      statement = opened.createStatement();
      statement.setQueryTimeout((int) Math.max(1, limits.timeout().toSeconds()));
    }
    if (cancelled) {
      throw ServingErrors.cancelled();
    }
    return statement.executeQuery(sql);
  }

  private List<Object> row() throws SQLException {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ClusterValues.get(result, i + 1, columns.get(i).type());
    }
    return Arrays.asList(values);
  }

  private BraidException error(SQLException e) {
    if (cancelled) {
      return ServingErrors.cancelled();
    }
    if (e instanceof SQLTimeoutException) {
      return ServingErrors.queryTimeout(limits.timeout());
    }
    return Cluster.isOutage(e)
        ? ServingErrors.clusterFailed(e)
        : ServingErrors.clusterRefused(ClusterFailures.name(e), ClusterFailures.message(e), e);
  }

  @Override
  public void cancel() {
    cancelled = true;
    Statement running;
    synchronized (this) {
      running = closed ? null : statement;
    }
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        LOG.warn("A query on the cluster cannot be stopped: {}", e.getMessage());
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
      // Closing its connection ends what runs there.
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.warn("A connection to the cluster cannot be given back: {}", e.getMessage());
    }
  }
}
