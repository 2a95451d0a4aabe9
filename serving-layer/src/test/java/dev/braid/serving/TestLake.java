package dev.braid.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.engine.DuckDbTypes;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Batch views' tables as Spark would leave them: Parquet files and a Delta log. */
public final class TestLake {
  private record Column(String name, DataType type) {}

  private TestLake() {}

  /** A row of a batch view: the outputs, the events merged into it, the states' fields. */
  public record Row(Object[] outputs, long events, Object[] states) {}

  public static BatchCommit commit(
      ViewDefinition view, Frontier frontier, Frontier previous, long events) {
    return new BatchCommit(
        view.name(),
        view.definitionHash(),
        frontier,
        previous,
        Offsets.NONE,
        Offsets.NONE,
        Offsets.NONE,
        events,
        "2026-01-01T00:00:00Z");
  }

  /** Writes a Parquet file as Spark would: timestamps are instants. */
  public static void parquet(Path file, ViewDefinition view, List<Row> rows) {
    List<Column> columns = columns(view);
    StringBuilder declared = new StringBuilder();
    StringBuilder selected = new StringBuilder();
    for (Column column : columns) {
      String separator = declared.isEmpty() ? "" : ", ";
      String quoted = "\"" + column.name() + "\"";
      declared
          .append(separator)
          .append(quoted)
          .append(' ')
          .append(DuckDbTypes.declared(column.type()));
      selected.append(separator).append(quoted);
      if (column.type().equals(DataType.TIMESTAMP)) {
        selected.append("::TIMESTAMPTZ AS ").append(quoted);
      }
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        statement.execute("CREATE TABLE rows(" + declared + ")");
      }
      try (DuckDBAppender appender =
          ((DuckDBConnection) connection).createAppender("main", "rows")) {
        for (Row row : rows) {
          append(appender, columns, row);
        }
      }
      Files.createDirectories(file.getParent());
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "COPY (SELECT "
                + selected
                + " FROM rows) TO '"
                + file.toString().replace("'", "''")
                + "' (FORMAT parquet)");
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void append(DuckDBAppender appender, List<Column> columns, Row row)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.addAll(Arrays.asList(row.outputs()));
    values.add(row.events());
    values.addAll(Arrays.asList(row.states()));
    appender.beginRow();
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      switch (columns.get(i).type().kind()) {
        case BOOLEAN -> appender.append((Boolean) value);
        case SMALLINT -> appender.append((Short) value);
        case REAL -> appender.append((Float) value);
        case VARBINARY -> appender.append(value == null ? null : ((Binary) value).bytes());
        case TIMESTAMP_TZ ->
            appender.append(
                value == null
                    ? null
                    : OffsetDateTime.ofInstant(
                        Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS), ZoneOffset.UTC));
        case ARRAY -> appender.append((List<?>) value);
        case MAP -> appender.append((Map<?, ?>) value);
        case INTEGER -> appender.append((Integer) value);
        case BIGINT -> appender.append((Long) value);
        case DOUBLE -> appender.append((Double) value);
        case DECIMAL -> appender.append((BigDecimal) value);
        case VARCHAR -> appender.append((String) value);
        case DATE -> {
          if (value == null) {
            appender.appendNull();
          } else {
            appender.appendEpochDays((Integer) value);
          }
        }
        case TIMESTAMP -> {
          if (value == null) {
            appender.appendNull();
          } else {
            appender.appendEpochMicros((Long) value);
          }
        }
      }
    }
    appender.endRow();
  }

  private static List<Column> columns(ViewDefinition view) {
    List<Column> columns = new ArrayList<>();
    for (OutputColumn output : view.plan().outputs()) {
      columns.add(new Column(output.name(), output.type()));
    }
    columns.add(new Column("_events", DataType.BIGINT));
    for (StateColumn state : view.plan().stateColumns()) {
      columns.add(new Column(state.name(), state.type()));
    }
    return columns;
  }

  /** Commits these rows as the table's next version, in place of all rows before. */
  public static void commit(
      Path table, ViewDefinition view, long version, BatchCommit commit, List<Row> rows) {
    commit(table, view, version, CompiledProject.json().valueToTree(commit).toString(), rows);
  }

  /**
   * @param metadata the domain metadata's text; null leaves it out
   */
  public static void commit(
      Path table, ViewDefinition view, long version, String metadata, List<Row> rows) {
    try {
      String file = "part-" + version + "-" + UUID.randomUUID() + ".parquet";
      parquet(table.resolve(file), view, rows);
      List<String> actions = new ArrayList<>();
      if (version == 0) {
        actions.add(
            "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":7,\"writerFeatures\":"
                + "[\"domainMetadata\",\"appendOnly\",\"invariants\"]}}");
        actions.add(metaData(view));
      } else {
        Path before = log(table, version - 1);
        for (String line : Files.readAllLines(before)) {
          if (line.startsWith("{\"add\"")) {
            String path = CompiledProject.json().readTree(line).path("add").path("path").asText();
            actions.add(
                "{\"remove\":{\"path\":\""
                    + path
                    + "\",\"deletionTimestamp\":0,\"dataChange\":true}}");
          }
        }
      }
      actions.add(
          "{\"add\":{\"path\":\""
              + file
              + "\",\"partitionValues\":{},\"size\":"
              + Files.size(table.resolve(file))
              + ",\"modificationTime\":0,\"dataChange\":true}}");
      if (metadata != null) {
        ObjectNode domain = CompiledProject.json().createObjectNode();
        domain
            .putObject("domainMetadata")
            .put("domain", BatchCommit.DOMAIN)
            .put("configuration", metadata)
            .put("removed", false);
        actions.add(domain.toString());
      }
      Files.createDirectories(table.resolve("_delta_log"));
      Path next = table.resolve("_delta_log").resolve("next");
      Files.write(next, actions);
      Files.move(next, log(table, version));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path log(Path table, long version) {
    return table.resolve("_delta_log").resolve(String.format("%020d.json", version));
  }

  private static String metaData(ViewDefinition view) throws JsonProcessingException {
    ObjectNode schema = CompiledProject.json().createObjectNode();
    schema.put("type", "struct");
    ArrayNode fields = schema.putArray("fields");
    for (Column column : columns(view)) {
      ObjectNode field = fields.addObject();
      field.put("name", column.name());
      field.put("type", sparkType(column.type()));
      field.put("nullable", true);
      field.putObject("metadata");
    }
    ObjectNode action = CompiledProject.json().createObjectNode();
    ObjectNode metaData = action.putObject("metaData");
    metaData.put("id", UUID.randomUUID().toString());
    metaData.putObject("format").put("provider", "parquet").putObject("options");
    metaData.put("schemaString", schema.toString());
    metaData.putArray("partitionColumns");
    metaData.putObject("configuration");
    metaData.put("createdTime", 0);
    return action.toString();
  }

  private static String sparkType(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "boolean";
      case SMALLINT -> "short";
      case REAL -> "float";
      case VARBINARY -> "binary";
      case ARRAY, MAP -> throw new IllegalArgumentException("no Delta table here has " + type);
      case INTEGER -> "integer";
      case BIGINT -> "long";
      case DOUBLE -> "double";
      case DECIMAL -> "decimal(" + type.precision() + "," + type.scale() + ")";
      case VARCHAR -> "string";
      case DATE -> "date";
      case TIMESTAMP, TIMESTAMP_TZ -> "timestamp";
    };
  }
}
