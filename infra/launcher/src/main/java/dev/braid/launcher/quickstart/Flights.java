package dev.braid.launcher.quickstart;

import dev.braid.launcher.LauncherErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/** The extract of real flights, read by DuckDB: as events to send, and as what must come out. */
final class Flights implements AutoCloseable {
  /** The row's number is the flight's id: the extract has none, and holds equal rows. */
  private static final String FLIGHTS =
      "CREATE VIEW flights AS SELECT file_row_number AS flight_id, * EXCLUDE (file_row_number)"
          + " FROM read_parquet(%s, file_row_number = true) WHERE file_row_number < %d";

  private static final String EVENTS =
      "SELECT json_object('flight_id', flight_id, 'departure', strftime(date, '%Y-%m-%dT%H:%M:%S'),"
          + " 'delay', delay, 'distance', distance, 'origin', origin, 'destination', destination)"
          + "::VARCHAR FROM flights";

  private final Path parquet;
  private final Connection duckdb;

  /** Takes an event; may wait. */
  interface EventConsumer {
    void accept(byte[] event) throws InterruptedException;
  }

  private Flights(Path parquet, Connection duckdb) {
    this.parquet = parquet;
    this.duckdb = duckdb;
  }

  /** The first flights of the extract, at most {@code limit}. */
  static Flights open(Path parquet, long limit) {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("threads", "1");
    try {
      Connection duckdb = DriverManager.getConnection("jdbc:duckdb:", settings);
      Flights flights = new Flights(parquet, duckdb);
      try (Statement statement = duckdb.createStatement()) {
        statement.execute(String.format(FLIGHTS, quoted(parquet.toString()), limit));
      }
      return flights;
    } catch (SQLException e) {
      throw LauncherErrors.unreadableData(parquet, e);
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  long count() {
    List<Object[]> rows = new ArrayList<>();
    query("SELECT count(*) FROM flights", rows::add);
    return ((Number) rows.get(0)[0]).longValue();
  }

  /** Every flight as a JSON event, in the extract's order. Other queries may run meanwhile. */
  void forEachEvent(EventConsumer consumer) throws InterruptedException {
    try (Connection own = duckdb.unwrap(DuckDBConnection.class).duplicate();
        Statement statement = own.createStatement();
        ResultSet rows = statement.executeQuery(EVENTS)) {
      while (rows.next()) {
        consumer.accept(rows.getString(1).getBytes(StandardCharsets.UTF_8));
      }
    } catch (SQLException e) {
      throw LauncherErrors.unreadableData(parquet, e);
    }
  }

  /** Computes what a view must hold, by SQL of the proof's own, into a table of its name. */
  void computeExpected(String view, Path proofSql) throws IOException {
    String sql = Files.readString(proofSql);
    try (Statement statement = duckdb.createStatement()) {
      statement.execute("CREATE TABLE " + expected(view) + " AS " + sql);
    } catch (SQLException e) {
      throw LauncherErrors.unreadableData(proofSql, e);
    }
  }

  long expectedEvents(String view) {
    List<Object[]> rows = new ArrayList<>();
    query("SELECT coalesce(sum(flights), 0)::BIGINT FROM " + expected(view), rows::add);
    return ((Number) rows.get(0)[0]).longValue();
  }

  /** The values of one column, each once. */
  List<String> expectedValues(String view, String column) {
    List<String> values = new ArrayList<>();
    query(
        "SELECT DISTINCT " + column + " FROM " + expected(view) + " ORDER BY 1",
        row -> values.add((String) row[0]));
    return values;
  }

  /** The rows with one value in one column, as DuckDB's driver types them. */
  List<Object[]> expectedRows(String view, List<String> columns, String column, String value) {
    List<Object[]> rows = new ArrayList<>();
    query(
        "SELECT "
            + String.join(", ", columns)
            + " FROM "
            + expected(view)
            + " WHERE "
            + column
            + " = "
            + quoted(value),
        rows::add);
    return rows;
  }

  private static String expected(String view) {
    return "expected_" + view;
  }

  private void query(String sql, java.util.function.Consumer<Object[]> consumer) {
    try (Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData columns = rows.getMetaData();
      int width = columns.getColumnCount();
      while (rows.next()) {
        Object[] row = new Object[width];
        for (int i = 0; i < width; i++) {
          boolean timestamp = columns.getColumnType(i + 1) == Types.TIMESTAMP;
          row[i] = timestamp ? rows.getObject(i + 1, LocalDateTime.class) : rows.getObject(i + 1);
        }
        consumer.accept(row);
      }
    } catch (SQLException e) {
      throw LauncherErrors.unreadableData(parquet, e);
    }
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
