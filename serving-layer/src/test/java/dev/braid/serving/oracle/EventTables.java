package dev.braid.serving.oracle;

import dev.braid.source.Source;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** DuckDB with the events of many views in one table a source, told apart by a number. */
final class EventTables implements AutoCloseable {
  static final String EVENTS = "_events";

  private final DuckDBConnection connection;

  private EventTables(DuckDBConnection connection) {
    this.connection = connection;
  }

  static EventTables open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    EventTables tables = new EventTables(connection.unwrap(DuckDBConnection.class));
    tables.execute("SET ieee_floating_point_ops = true");
    tables.execute("SET threads = 1");
    tables.execute("SET order_by_non_integer_literal = true");
    return tables;
  }

  void create(Source source) throws SQLException {
    execute(
        "CREATE TABLE "
            + source.name()
            + source.columns().stream()
                .map(column -> '"' + column.name() + "\" " + SqlTypes.name(column.type()))
                .collect(Collectors.joining(", ", " (" + EVENTS + " BIGINT, ", ")")));
  }

  void load(Source source, Map<Long, List<Object[]>> events) throws SQLException {
    execute("DELETE FROM " + source.name());
    try (DuckDBAppender appender = connection.createAppender("main", source.name())) {
      for (Map.Entry<Long, List<Object[]>> each : events.entrySet()) {
        for (Object[] event : each.getValue()) {
          appender.beginRow();
          appender.append((long) each.getKey());
          for (int i = 0; i < event.length; i++) {
            append(appender, source.columns().get(i).type(), event[i]);
          }
          appender.endRow();
        }
      }
    }
  }

  private static void append(DuckDBAppender appender, DataType type, Object value)
      throws SQLException {
    if (value == null) {
      appender.appendNull();
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> appender.append((boolean) (Boolean) value);
      case SMALLINT -> appender.append((short) (Short) value);
      case INTEGER -> appender.append((int) (Integer) value);
      case BIGINT -> appender.append((long) (Long) value);
      case REAL -> appender.append((float) (Float) value);
      case DOUBLE -> appender.append((double) (Double) value);
      case DECIMAL -> appender.append((BigDecimal) value);
      case VARCHAR -> appender.append((String) value);
      case VARBINARY -> appender.append(((Binary) value).bytes());
      case DATE -> appender.appendEpochDays((Integer) value);
      case TIMESTAMP, TIMESTAMP_TZ -> appender.appendEpochMicros((Long) value);
      case ARRAY, MAP -> throw new IllegalArgumentException("no column is a " + type);
    }
  }

  /** Rows by group key, as the reference gives them. */
  Map<List<Object>, List<Object>> rows(SqlQuery query, int keys) throws SQLException {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query.sql())) {
      while (found.next()) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < query.types().size(); i++) {
          values.add(ReadableColumns.read(found, i + 1, query.types().get(i)));
        }
        rows.put(values.subList(0, keys), values.subList(keys, values.size()));
      }
    }
    return rows;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
