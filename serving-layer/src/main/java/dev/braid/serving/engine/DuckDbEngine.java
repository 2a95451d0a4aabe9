package dev.braid.serving.engine;

import dev.braid.project.ViewDefinition;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.SqlType;
import dev.braid.serving.sql.Translation;
import dev.braid.serving.sql.TrinoMacros;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in this process. Its tables are in a file that lives as long as the process: what memory
 * has no room for is read back from there. Users' statements see the schema {@code merged}; the
 * tables behind it are in {@code store}. Of the file system DuckDB may touch the lake and its own
 * temporary files alone, and the configuration is locked before the first query.
 */
public final class DuckDbEngine implements QueryEngine {
  static final String CATALOG = "braid";
  static final String MERGED = "merged";
  static final String STORE = "store";
  static final String POSITIONS = "SELECT * FROM " + CATALOG + "." + STORE + ".positions";

  /** The table of quarantined events; no view can have its name. */
  public static final String QUARANTINE = SqlCatalog.QUARANTINE;

  /**
   * @param lake the folder that holds the batch views' files
   * @param temporary where to spill to; must exist and be empty
   * @param memoryLimit as DuckDB writes it, e.g. {@code 1GB}
   * @param connections how many queries run at a time
   * @param compaction when rows that nobody sees any more are cleared away
   */
  public record Settings(
      Path lake, Path temporary, String memoryLimit, int connections, Compaction compaction) {
    public Settings(Path lake, Path temporary, String memoryLimit, int connections) {
      this(lake, temporary, memoryLimit, connections, Compaction.DEFAULT);
    }
  }

  private final DuckDBConnection root;
  private final DuckDBConnection writer;
  private final DuckDbReaders readers;
  private final DuckDbCompactor compactor;
  private final Map<String, DuckDbView> views = new LinkedHashMap<>();
  private final Map<String, Map<BatchVersion, DuckDbView.Tables>> tables =
      new ConcurrentHashMap<>();
  private final Map<String, BatchVersion> open = new ConcurrentHashMap<>();
  private final AtomicInteger tableNumber = new AtomicInteger();

  private DuckDbEngine(List<ViewDefinition> definitions, Settings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    this.root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
    run(root, attach(settings.temporary().resolve("views.duckdb")));
    run(root, "SET GLOBAL TimeZone = 'UTC'");
    run(root, "SET GLOBAL memory_limit = " + DuckDbView.literal(settings.memoryLimit()));
    run(root, "SET GLOBAL temp_directory = " + DuckDbView.literal(settings.temporary().toString()));
    run(root, "SET GLOBAL errors_as_json = true");
    run(root, "SET GLOBAL autoinstall_known_extensions = false");
    run(root, "SET GLOBAL autoload_known_extensions = false");
    this.writer = root.duplicate();
    run(writer, "USE " + CATALOG);
    run(writer, "CREATE SCHEMA " + MERGED);
    run(writer, "CREATE SCHEMA " + SqlCatalog.BATCH);
    run(writer, "CREATE SCHEMA " + SqlCatalog.SPEED);
    run(writer, "CREATE SCHEMA " + STORE);
    run(writer, "USE " + CATALOG + "." + STORE);
    for (String macro : TrinoMacros.ALL) {
      run(writer, "CREATE MACRO " + macro);
    }
    StateMergeFunction.register(root, definitions);
    createTables();
    for (ViewDefinition definition : definitions) {
      DuckDbView view = new DuckDbView(definition, views.size());
      views.put(view.name(), view);
      tables.put(view.name(), new ConcurrentHashMap<>());
      run(writer, view.createKeysTable());
      run(writer, view.createChangedTable());
    }
    writer.setAutoCommit(false);
    run(
        root,
        "SET GLOBAL allowed_directories = ["
            + DuckDbView.literal(settings.lake().toString())
            + ", "
            + DuckDbView.literal(settings.temporary().toString())
            + "]");
    run(root, "SET GLOBAL enable_external_access = false");
    run(root, "SET GLOBAL lock_configuration = true");
    this.readers = new DuckDbReaders(root, settings.connections());
    this.compactor =
        new DuckDbCompactor(root, writer, views, tables, open, tableNumber, settings.compaction());
  }

  /** Starts DuckDB; the views have no rows until a version is opened. */
  public static DuckDbEngine start(List<ViewDefinition> views, Settings settings) {
    try {
      return new DuckDbEngine(views, settings);
    } catch (SQLException e) {
      throw ServingErrors.engineStart(e);
    }
  }

  /**
   * In small row groups a look-up by key reads few rows. Nothing is logged ahead: no file outlives
   * the process. Only tables in a file have either of the two.
   */
  private static String attach(Path file) {
    return "ATTACH "
        + DuckDbView.literal(file.toString())
        + " AS "
        + CATALOG
        + " (ROW_GROUP_SIZE 16384, RECOVERY_MODE NO_WAL_WRITES)";
  }

  private void createTables() throws SQLException {
    run(
        writer,
        "CREATE TABLE positions(view VARCHAR, batch_version BIGINT, frontier BIGINT,"
            + " committed_at VARCHAR, groups BIGINT, events_from_batch BIGINT,"
            + " events_from_speed BIGINT, processed_to BIGINT)");
    String columns =
        "(source VARCHAR, \"partition\" INTEGER, \"offset\" BIGINT, append_time TIMESTAMP,"
            + " code VARCHAR, reason VARCHAR, value VARCHAR, bytes BLOB)";
    run(writer, "CREATE TABLE " + QUARANTINE + columns);
    run(writer, "CREATE TEMP TABLE " + QUARANTINE + "_new" + columns);
  }

  @Override
  public Loaded load(String view, BatchVersion version) throws EngineException {
    DuckDbView shape = views.get(view);
    DuckDbView.Tables created = DuckDbView.Tables.numbered(tableNumber.incrementAndGet());
    try (Connection loader = root.duplicate()) {
      try {
        run(loader, shape.createBatch(created, version));
        run(loader, shape.createOverlay(created));
        try (Statement statement = loader.createStatement();
            ResultSet row = statement.executeQuery(shape.countBatch(created))) {
          row.next();
          Loaded loaded = new Loaded(row.getLong(1), row.getLong(2), row.getLong(3));
          if (!version.isNone() && loaded.events() != version.commit().events()) {
            throw new SQLException(
                "its rows hold "
                    + loaded.events()
                    + " events, its commit says "
                    + version.commit().events());
          }
          tables.get(view).put(version, created.withBatch(created.batch(), loaded.groups()));
          return loaded;
        }
      } catch (SQLException e) {
        for (String table : created.all()) {
          run(loader, "DROP TABLE IF EXISTS " + DuckDbView.stored(table));
        }
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  @Override
  public void discard(String view, BatchVersion version) throws EngineException {
    DuckDbView.Tables unwanted = tables.get(view).remove(version);
    if (unwanted != null) {
      try {
        drop(writer, unwanted);
        writer.commit();
      } catch (SQLException e) {
        throw failure(e);
      }
    }
  }

  static void drop(Connection writer, DuckDbView.Tables unwanted) throws SQLException {
    for (String table : unwanted.all()) {
      run(writer, "DROP TABLE " + DuckDbView.stored(table));
    }
  }

  @Override
  public Change begin() throws EngineException {
    try {
      compactor.work();
    } catch (SQLException e) {
      throw failure(e);
    }
    return new DuckDbChange(writer, views, tables, open, compactor);
  }

  @Override
  public Rows open(Translation query, QueryLimits limits) {
    return readers.open(query, limits);
  }

  @Override
  public Map<String, Long> quarantined() {
    Translation query =
        new Translation(
            "SELECT source, count(*) FROM " + QUARANTINE + " GROUP BY source",
            List.of(new Column("source", SqlType.VARCHAR), new Column("events", SqlType.BIGINT)),
            Set.of());
    Map<String, Long> counts = new TreeMap<>();
    try (Rows rows = open(query, QueryLimits.DEFAULT)) {
      rows.next(Integer.MAX_VALUE)
          .forEach(row -> counts.put((String) row.get(0), (Long) row.get(1)));
    }
    return counts;
  }

  @Override
  public void close() {
    try {
      readers.close();
      compactor.close();
      writer.close();
      root.close();
    } catch (SQLException e) {
      throw ServingErrors.engineFailed(DuckDbErrors.message(e), e);
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static EngineException failure(SQLException e) {
    String message = DuckDbErrors.message(e);
    return new EngineException(message, e, DuckDbErrors.isBroken(e));
  }

  static List<Position> positions(PreparedStatement statement) throws SQLException {
    List<Position> positions = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        positions.add(DuckDbChange.position(rows));
      }
    }
    return positions;
  }
}
