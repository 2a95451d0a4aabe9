package dev.braid.serving.trino;

import dev.braid.error.BraidException;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.SpeedRows;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.DuckDbEngine;
import dev.braid.serving.engine.EngineException;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.SqlType;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Sha256;
import dev.braid.type.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables as views of the embedded engine, each row a group of its own. */
final class EmbeddedTables implements AutoCloseable {
  private static final Pattern CREATE = Pattern.compile("(?s)CREATE TABLE (\\w+) \\((.*)\\)");
  private static final Pattern INSERT = Pattern.compile("(?s)INSERT INTO (\\w+) VALUES(.*)");
  private static final QuerySession SESSION =
      QuerySession.of(User.trusted("differences", "127.0.0.1"), "test");

  private final DuckDbEngine engine;
  private final SqlCatalog catalog;

  /** A table's rows, and the types that its columns have as a view. */
  private record Filled(ViewDefinition view, List<List<Object>> rows) {}

  /**
   * @param folder for the engine's own files
   */
  EmbeddedTables(Path folder, List<String> statements) throws IOException, EngineException {
    List<Filled> tables = new ArrayList<>();
    try (DuckDbEngine values = start(folder.resolve("values"), List.of())) {
      Map<String, String> columns = new LinkedHashMap<>();
      for (String statement : statements) {
        Matcher create = CREATE.matcher(statement);
        Matcher insert = INSERT.matcher(statement);
        if (create.matches()) {
          columns.put(create.group(1), create.group(2));
        } else if (insert.matches()) {
          tables.add(fill(values, insert.group(1), columns.get(insert.group(1)), insert.group(2)));
        } else {
          throw new IllegalArgumentException("makes no table: " + statement);
        }
      }
    }
    List<ViewDefinition> views = tables.stream().map(Filled::view).toList();
    engine = start(folder.resolve("tables"), views);
    catalog = new SqlCatalog(views, SqlCatalog.Moments.NONE);
    for (Filled table : tables) {
      put(table);
    }
  }

  private static DuckDbEngine start(Path folder, List<ViewDefinition> views) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Path lake = Files.createDirectories(folder.resolve("lake"));
    return DuckDbEngine.start(views, new DuckDbEngine.Settings(lake, temporary, "256MB", 2));
  }

  /**
   * Reads the rows by the engine's own SQL: what they are is compared with Trino's like the rest.
   */
  private static Filled fill(DuckDbEngine engine, String table, String declared, String values) {
    List<String> names = new ArrayList<>();
    List<String> casts = new ArrayList<>();
    for (String column : declared.strip().split(",\\s*\n\\s*")) {
      String[] parts = column.split(" ", 2);
      names.add(parts[0]);
      casts.add("CAST(" + parts[0] + " AS " + parts[1] + ") AS " + parts[0]);
    }
    String sql =
        "SELECT %s FROM (VALUES %s) AS t(%s)"
            .formatted(String.join(", ", casts), values, String.join(", ", names));
    SqlCatalog none = new SqlCatalog(List.of(), SqlCatalog.Moments.NONE);
    try (Rows rows = engine.open(none.translate(sql, SESSION), QueryLimits.DEFAULT)) {
      return new Filled(view(table, rows.columns()), rows.next(Integer.MAX_VALUE));
    }
  }

  private static ViewDefinition view(String name, List<Column> columns) {
    List<OutputColumn> outputs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      outputs.add(
          new OutputColumn(column.name(), new ColumnRef(column.name(), i, type(column.type()))));
    }
    ColumnRef key = new ColumnRef(columns.get(0).name(), 0, type(columns.get(0).type()));
    ViewPlan plan =
        new ViewPlan("events", null, List.of(new KeyColumn(key.name(), key)), List.of(), outputs);
    return new ViewDefinition(name, 60_000, Sha256.hex(name), plan, "SELECT …");
  }

  private void put(Filled table) throws EngineException {
    String name = table.view().name();
    Map<GroupKey, MergedRow> rows = new LinkedHashMap<>();
    for (List<Object> row : table.rows()) {
      Object[] values = row.stream().map(EmbeddedTables::canonical).toArray();
      rows.put(new GroupKey(new Object[] {values[0]}), SpeedRows.row(values, 1));
    }
    engine.load(name, BatchVersion.NONE);
    try (QueryEngine.Change change = engine.begin()) {
      change.open(name, BatchVersion.NONE);
      change.put(name, rows.keySet(), rows::get);
      change.position(
          new Position(
              name, null, BatchVersion.NONE.frontier(), "t", rows.size(), rows.size(), 0, null));
      change.commit();
    }
  }

  private static DataType type(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> DataType.BOOLEAN;
      case SMALLINT -> DataType.SMALLINT;
      case INTEGER -> DataType.INTEGER;
      case BIGINT -> DataType.BIGINT;
      case REAL -> DataType.REAL;
      case DOUBLE -> DataType.DOUBLE;
      case DECIMAL -> DataType.decimal(type.precision(), type.scale());
      case VARCHAR -> DataType.VARCHAR;
      case VARBINARY -> DataType.VARBINARY;
      case DATE -> DataType.DATE;
      case TIMESTAMP -> DataType.TIMESTAMP;
      case TIMESTAMP_TZ -> DataType.timestampIn(type.zone());
      case ARRAY -> DataType.array(type(type.element()));
      case MAP -> DataType.map(type(type.key()), type(type.value()));
      default -> throw new IllegalArgumentException("no view has a column of " + type);
    };
  }

  private static Object canonical(Object value) {
    if (value instanceof LocalDate date) {
      return Math.toIntExact(date.toEpochDay());
    }
    if (value instanceof LocalDateTime time) {
      return canonical(time.toInstant(ZoneOffset.UTC));
    }
    if (value instanceof Instant time) {
      return time.getEpochSecond() * 1_000_000L + time.getNano() / 1000;
    }
    if (value instanceof byte[] bytes) {
      return Binary.of(bytes);
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(canonical(element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      map.forEach((key, entry) -> entries.put(canonical(key), canonical(entry)));
      return entries;
    }
    return Values.canonical(value);
  }

  /**
   * The engine's answer.
   *
   * @param problem what is wrong; null if nothing is
   */
  record Asked(Answer answer, BraidException problem) {}

  Asked ask(String sql) {
    try (Rows rows = engine.open(catalog.translate(sql, SESSION), QueryLimits.DEFAULT)) {
      ClientValues values = new ClientValues(rows.columns());
      List<List<Object>> all = rows.next(Integer.MAX_VALUE).stream().map(values::row).toList();
      List<List<String>> columns =
          ClientTypes.columns(rows.columns()).stream()
              .map(column -> List.of(column.getName(), column.getType()))
              .toList();
      return new Asked(new Answer(columns, all, null).plain(), null);
    } catch (BraidException e) {
      return new Asked(Answer.failed(ClientError.of(e).getErrorName()), e);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
