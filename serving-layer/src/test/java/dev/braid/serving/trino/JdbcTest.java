package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.Frontier;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import dev.braid.serving.Views;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Trino's own drivers against the whole layer. */
@ParameterizedClass(name = "trino-jdbc {0}")
@ValueSource(strings = {"484", "476"})
class JdbcTest {
  /** Twice as long as any client would wait. */
  private static final String ENDLESS =
      "SELECT sum(a.x * b.x % 7 + c.x * d.x % 5) FROM UNNEST(sequence(1, 9999)) a(x)"
          + " CROSS JOIN UNNEST(sequence(1, 9999)) b(x) CROSS JOIN UNNEST(sequence(1, 9999)) c(x)"
          + " CROSS JOIN UNNEST(sequence(1, 9999)) d(x)";

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static TestProject project;
  private static ServingLayer layer;

  @Parameter private String version;
  private Drivers drivers;
  private Connection connection;

  @BeforeAll
  static void serve() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    project = new TestProject("jdbc", broker.bootstrapServers(), folder.resolve("project"));
    project.createTopics();
    project.commit(
        0,
        new Frontier(2 * Views.EPOCH),
        Frontier.NONE,
        Map.of("a", new long[] {1, 2, 7}, "it's", new long[] {5}));
    project.upsert(1, "a", 2 * Views.EPOCH, 10);
    layer = project.serve();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> project.get(layer, "/actuator/health").status() == 200);
  }

  @AfterAll
  static void stop() {
    layer.close();
    project.close();
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    drivers = new Drivers(version);
    connection = drivers.connect(layer.port(), "ann", "/braid/merged?source=test");
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    drivers.close();
  }

  private List<List<Object>> rows(ResultSet result) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(result.getObject(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private List<List<Object>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  /** One of DatabaseMetaData's columns. */
  private static List<String> column(ResultSet result, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    while (result.next()) {
      values.add(result.getString(name));
    }
    return values;
  }

  @Test
  void mergedRowsAreRead() throws SQLException {
    assertThat(rows("SELECT key, n, total, largest FROM totals ORDER BY key"))
        .containsExactly(List.of("a", 4L, 20L, 10L), List.of("it's", 1L, 5L, 5L));
  }

  @Test
  void everyTypeArrivesAsItself() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT true, TINYINT '-1', SMALLINT '-300', 70000, BIGINT '9223372036854775807',
                  REAL '0.1', DOUBLE '0.1', DECIMAL '12345678901234567890.50',
                  'it''s "so" – ✓', X'00ff', DATE '2026-01-31', TIME '23:59:59.25',
                  TIMESTAMP '2026-01-31 23:59:59.123456',
                  TIMESTAMP '2026-01-31 23:59:59.123 UTC', ARRAY[1, NULL, 3],
                  MAP(ARRAY['x', 'y'], ARRAY[1.5, NULL]), nan(), infinity(),
                  CAST(-infinity() AS real), CAST(NULL AS integer), NULL,
                  ARRAY[ARRAY['a']], CAST(ROW(1, 'b') AS ROW(n integer, t varchar))
                """)) {
      ResultSetMetaData columns = row.getMetaData();
      List<String> types = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.add(columns.getColumnTypeName(i));
      }
      assertThat(types)
          .containsExactly(
              "boolean",
              "tinyint",
              "smallint",
              "integer",
              "bigint",
              "real",
              "double",
              "decimal(22,2)",
              "varchar",
              "varbinary",
              "date",
              "time(2)",
              "timestamp(6)",
              "timestamp(3) with time zone",
              "array(integer)",
              "map(varchar,decimal(2,1))",
              "double",
              "double",
              "real",
              "integer",
              "unknown",
              "array(array(varchar))",
              "row(n integer,t varchar)");
      assertThat(row.next()).isTrue();
      assertThat(row.getBoolean(1)).isTrue();
      assertThat(row.getObject(2)).isEqualTo((byte) -1);
      assertThat(row.getObject(3)).isEqualTo((short) -300);
      assertThat(row.getObject(4)).isEqualTo(70000);
      assertThat(row.getObject(5)).isEqualTo(Long.MAX_VALUE);
      assertThat(row.getObject(6)).isEqualTo(0.1f);
      assertThat(row.getObject(7)).isEqualTo(0.1);
      assertThat(row.getObject(8)).isEqualTo(new BigDecimal("12345678901234567890.50"));
      assertThat(row.getObject(9)).isEqualTo("it's \"so\" – ✓");
      assertThat(row.getBytes(10)).containsExactly(0, 0xff);
      assertThat(row.getObject(11, LocalDate.class)).isEqualTo(LocalDate.of(2026, 1, 31));
      assertThat(row.getString(12)).isEqualTo("23:59:59.25");
      assertThat(row.getTimestamp(13)).isEqualTo(Timestamp.valueOf("2026-01-31 23:59:59.123456"));
      assertThat(row.getString(13)).isEqualTo("2026-01-31 23:59:59.123456");
      assertThat(row.getString(14)).isEqualTo("2026-01-31 23:59:59.123 UTC");
      assertThat((Object[]) row.getArray(15).getArray()).containsExactly(1, null, 3);
      assertThat(row.getObject(16))
          .asInstanceOf(type(Map.class))
          .satisfies(
              map -> {
                assertThat(map.get("x")).isEqualTo(new BigDecimal("1.5"));
                assertThat(map.get("y")).isNull();
                assertThat(map).hasSize(2);
              });
      assertThat(row.getDouble(17)).isNaN();
      assertThat(row.getDouble(18)).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(row.getFloat(19)).isEqualTo(Float.NEGATIVE_INFINITY);
      assertThat(row.getInt(20)).isZero();
      assertThat(row.wasNull()).isTrue();
      assertThat(row.getObject(21)).isNull();
      Array nested = row.getArray(22);
      assertThat(((Object[]) nested.getArray())[0]).isEqualTo(List.of("a"));
      assertThat(row.getObject(23).toString()).isEqualTo("{n=1, t=b}");
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void parametersAreValuesWhateverIsInThem() throws SQLException {
    for (String prepared : List.of("true", "false")) {
      try (Connection other =
              drivers.connect(
                  layer.port(), "ann", "/braid/merged?explicitPrepare=" + prepared);
          PreparedStatement statement =
              other.prepareStatement(
                  "SELECT key, n FROM totals\nWHERE key = ? AND n >= ? AND ? = DATE '2026-01-02'")) {
        for (int times = 0; times < 2; times++) {
          statement.setString(1, "it's");
          statement.setLong(2, 1);
          statement.setDate(3, Date.valueOf("2026-01-02"));
          assertThat(rows(statement.executeQuery())).containsExactly(List.of("it's", 1L));
        }
        statement.setString(1, "' OR true --");
        assertThat(rows(statement.executeQuery())).isEmpty();
      }
    }
  }

  @Test
  void aLongStatementIsPreparedAndATooLongOneRefused() throws SQLException {
    String sql = "SELECT count(*) FROM totals WHERE key <> ? /* %s */";
    try (PreparedStatement statement =
        connection.prepareStatement(sql.formatted("é".repeat(10_000)))) {
      statement.setString(1, "a");
      assertThat(rows(statement.executeQuery())).containsExactly(List.of(1L));
    }
    String tooLong = sql.formatted("é".repeat(20_000));
    assertThatThrownBy(() -> connection.prepareStatement(tooLong))
        .hasMessageContaining("explicitPrepare=false");
    try (Connection other =
            drivers.connect(layer.port(), "ann", "/braid/merged?explicitPrepare=false");
        PreparedStatement statement = other.prepareStatement(tooLong)) {
      statement.setString(1, "a");
      assertThat(rows(statement.executeQuery())).containsExactly(List.of(1L));
    }
  }

  @Test
  void aPreparedStatementTellsOfItself() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT key, total FROM totals WHERE key = ? OR n = ?")) {
      ParameterMetaData inputs = statement.getParameterMetaData();
      assertThat(inputs.getParameterCount()).isEqualTo(2);
      ResultSetMetaData outputs = statement.getMetaData();
      assertThat(outputs.getColumnCount()).isEqualTo(2);
      assertThat(outputs.getColumnLabel(2)).isEqualTo("total");
      assertThat(outputs.getColumnType(2)).isEqualTo(Types.BIGINT);
    }
  }

  @Test
  void statementsArePreparedByName() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PREPARE one FROM\nSELECT ? + 1");
      assertThat(rows("EXECUTE one USING 41")).containsExactly(List.of(42));
      assertThat(rows("EXECUTE IMMEDIATE 'SELECT ? * 2' USING 21")).containsExactly(List.of(42));
      assertThat(rows("DESCRIBE INPUT one")).containsExactly(List.of(0L, "unknown"));
      statement.execute("DEALLOCATE PREPARE one");
      assertThatThrownBy(() -> rows("EXECUTE one USING 41"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("no statement is prepared as one");
    }
  }

  @Test
  void aLargeResultComesInPagesAndWhole() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT a * 1000 + b, 'row ' || CAST(a * 1000 + b AS varchar)"
                    + " FROM UNNEST(sequence(0, 249)) t(a)"
                    + " CROSS JOIN UNNEST(sequence(0, 999)) u(b)")) {
      boolean[] seen = new boolean[250_000];
      int rows = 0;
      while (result.next()) {
        int number = result.getInt(1);
        assertThat(seen[number]).isFalse();
        assertThat(result.getString(2)).isEqualTo("row " + number);
        seen[number] = true;
        rows++;
      }
      assertThat(rows).isEqualTo(250_000);
    }
  }

  @Test
  void errorsHaveTrinosNamesAndPlaces() throws SQLException {
    assertError("SELECT key\nFROM totals WHER n = 1", 1, "line 2:18", "mismatched input 'n'");
    assertError("SELECT\n  nokey FROM totals", 47, "line 2:3", "nokey");
    assertError("SELECT * FROM nothing", 46, "line 1:15", "there is no view nothing");
    assertError("SELECT * FROM nowhere.a.b", 44, "", "there is no catalog nowhere");
    assertError("DELETE FROM totals", 13, "", "nothing can be changed");
    assertError("SELECT n / (n - n) FROM totals", 8, "", "Division by zero");
    assertError("SELECT CAST(key AS integer) FROM totals", 9, "", "");
    assertError("SELECT CAST(key AS date) FROM totals", 9, "", "");
    assertError("SELECT total * 9223372036854775807 FROM totals", 19, "", "");
    assertError("SELECT ARRAY[1, 2][CAST(n AS integer) + 2] FROM totals", 7, "", "subscript");
    assertError("SELECT (SELECT n FROM totals)", 28, "", "");
  }

  private void assertError(String sql, int code, String place, String... texts) {
    assertThatThrownBy(() -> rows(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.getMessage()).contains(texts);
              assertThat(e.getMessage()).contains(place);
            });
  }

  @Test
  void aRunningStatementIsCancelledByAnotherThread() throws Exception {
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<Throwable> outcome =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  statement.executeQuery(ENDLESS);
                  return null;
                } catch (SQLException e) {
                  return e;
                }
              });
      await().atMost(Duration.ofSeconds(30)).until(() -> running(ENDLESS) == 1);
      statement.cancel();
      await().atMost(Duration.ofSeconds(20)).until(outcome::isDone);
      assertThat(outcome.get()).isInstanceOf(SQLException.class);
      await().atMost(Duration.ofSeconds(20)).until(() -> running(ENDLESS) == 0);
    }
  }

  private long running(String sql) throws SQLException {
    return rows("SELECT state, query FROM system.runtime.queries").stream()
        .filter(row -> row.get(0).equals("RUNNING") && row.get(1).equals(sql))
        .count();
  }

  @Test
  void aStatementEndsAtItsTimeOut() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION query_max_run_time = '1s'");
      assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(131075));
      assertThat(rows("SHOW SESSION LIKE '%run_time'").get(0))
          .startsWith("query_max_run_time", "1s", "1h");
      statement.execute("RESET SESSION query_max_run_time");
      assertThat(rows("SHOW SESSION LIKE '%run_time'").get(0))
          .startsWith("query_max_run_time", "1h");
    }
    assertError("SET SESSION no_such = 1", 14, "", "there is no session property no_such");
    assertError("SET SESSION query_max_run_time = 'soon'", 14, "", "cannot be 'soon'");
  }

  @Test
  void transactionsAreAcceptedAndWritesAreNot() throws SQLException {
    connection.setAutoCommit(false);
    assertThat(rows("SELECT count(*) FROM totals")).containsExactly(List.of(2L));
    connection.commit();
    assertThat(rows("SELECT count(*) FROM totals")).containsExactly(List.of(2L));
    connection.rollback();
    assertThatThrownBy(() -> rows("INSERT INTO totals VALUES ('x', 1, 1, 1)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nothing can be changed");
    connection.rollback();
    connection.setReadOnly(true);
    assertThat(rows("SELECT 1")).containsExactly(List.of(1));
    connection.commit();
    connection.setAutoCommit(true);
    assertError("COMMIT", 21, "", "no transaction is open");
  }

  @Test
  void catalogAndSchemaAreTheSessions() throws SQLException {
    try (Connection bare = drivers.connect(layer.port(), "ann", "");
        Statement statement = bare.createStatement()) {
      assertThat(rows(statement.executeQuery("SELECT n FROM totals WHERE key = 'a'")))
          .containsExactly(List.of(4L));
      bare.setCatalog("braid");
      bare.setSchema("batch");
      assertThat(rows(statement.executeQuery("SELECT n FROM totals WHERE key = 'a'")))
          .containsExactly(List.of(3L));
      statement.execute("USE braid.merged");
      assertThat(bare.getSchema()).isEqualTo("merged");
      assertThat(rows(statement.executeQuery("SELECT n FROM totals WHERE key = 'a'")))
          .containsExactly(List.of(4L));
      statement.execute("USE system.runtime");
      assertThat(bare.getCatalog()).isEqualTo("system");
      assertThat(rows(statement.executeQuery("SELECT \"user\" FROM queries LIMIT 1")))
          .containsExactly(List.of("ann"));
    }
    assertError("USE braid.nowhere", 45, "", "there is no schema nowhere");
  }

  @Test
  void queriesAreListedWithTheirSource() throws SQLException {
    rows("SELECT 'mine'");
    assertThat(rows("SELECT query, source FROM system.runtime.queries"))
        .contains(List.of("SELECT 'mine'", "test"));
  }

  @Test
  void theDriversMetadataIsAnswered() throws SQLException {
    var about = connection.getMetaData();
    assertThat(about.getDatabaseProductName()).isEqualTo("Trino");
    assertThat(about.getDatabaseProductVersion()).isNotBlank();
    assertThat(column(about.getCatalogs(), "TABLE_CAT")).containsExactly("braid", "system");
    assertThat(column(about.getSchemas("braid", null), "TABLE_SCHEM"))
        .containsExactly("batch", "information_schema", "merged", "system");
    assertThat(column(about.getSchemas(), "TABLE_SCHEM")).contains("merged", "jdbc", "runtime");
    assertThat(column(about.getSchemas("braid", "m%"), "TABLE_SCHEM")).containsExactly("merged");
    assertThat(column(about.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE", "VIEW");
    assertThat(column(about.getTables("braid", "merged", "%", null), "TABLE_NAME"))
        .containsExactly("quarantine", "totals");
    assertThat(
            column(
                about.getTables("braid", "merged", "tot_ls", new String[] {"TABLE", "VIEW"}),
                "TABLE_NAME"))
        .containsExactly("totals");
    assertThat(column(about.getTables("braid", "merged", "tot\\_ls", null), "TABLE_NAME"))
        .isEmpty();
    assertThat(column(about.getTables(null, null, "totals", null), "TABLE_SCHEM"))
        .containsExactly("batch", "merged");
    assertThat(column(about.getColumns("braid", "merged", "totals", "%"), "COLUMN_NAME"))
        .containsExactly("key", "n", "total", "largest");
    assertThat(column(about.getColumns("braid", "merged", "totals", "t%"), "TYPE_NAME"))
        .containsExactly("bigint");
    assertThat(column(about.getTypeInfo(), "TYPE_NAME"))
        .contains("bigint", "varchar", "decimal", "timestamp");
    assertThat(column(about.getPrimaryKeys("braid", "merged", "totals"), "COLUMN_NAME")).isEmpty();
    assertThat(column(about.getImportedKeys("braid", "merged", "totals"), "FKCOLUMN_NAME"))
        .isEmpty();
    assertThat(column(about.getProcedures("braid", "merged", "%"), "PROCEDURE_NAME")).isEmpty();
    assertThat(column(about.getUDTs("braid", "merged", "%", null), "TYPE_NAME")).isEmpty();
    assertThat(column(about.getSuperTables("braid", "merged", "%"), "TABLE_NAME")).isEmpty();
    assertThat(column(about.getPseudoColumns("braid", "merged", "%", "%"), "COLUMN_NAME"))
        .isEmpty();
    assertThat(column(about.getSuperTypes("braid", "merged", "%"), "TYPE_NAME")).isEmpty();
    assertThat(column(about.getAttributes("braid", "merged", "%", "%"), "ATTR_NAME")).isEmpty();
    assertThat(column(about.getProcedureColumns("braid", "merged", "%", "%"), "COLUMN_NAME"))
        .isEmpty();
    assertThat(column(about.getClientInfoProperties(), "NAME")).isNotEmpty();
    assertThat(connection.isValid(5)).isTrue();
  }

  @Test
  void whatClientsShowTablesWith() throws SQLException {
    assertThat(rows("SHOW CATALOGS")).containsExactly(List.of("braid"), List.of("system"));
    assertThat(rows("SHOW SCHEMAS FROM braid LIKE 'm%'")).containsExactly(List.of("merged"));
    assertThat(rows("SHOW TABLES")).containsExactly(List.of("quarantine"), List.of("totals"));
    assertThat(rows("DESCRIBE totals").get(0)).startsWith("key", "varchar");
    assertThat(rows("SHOW CREATE VIEW totals").get(0).get(0).toString())
        .startsWith("CREATE VIEW braid.merged.\"totals\" AS");
    assertThat(rows("EXPLAIN SELECT * FROM totals").get(0).get(0).toString())
        .contains("reads the views totals");
  }
}
