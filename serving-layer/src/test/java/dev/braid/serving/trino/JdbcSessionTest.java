package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What Trino's drivers set, prepare and ask about tables. */
@ParameterizedClass(name = "trino-jdbc {0}")
@ValueSource(strings = {"484", "476"})
class JdbcSessionTest extends JdbcContract {
  /** One of DatabaseMetaData's columns. */
  private static List<String> column(ResultSet result, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    while (result.next()) {
      values.add(result.getString(name));
    }
    return values;
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
        .containsExactly("batch", "information_schema", "merged", "speed", "system");
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
        .containsExactly("batch", "merged", "speed");
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
