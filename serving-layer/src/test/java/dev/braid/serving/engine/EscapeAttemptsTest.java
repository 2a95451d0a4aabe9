package dev.braid.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.log.Frontier;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.TestLake;
import dev.braid.serving.Views;
import dev.braid.serving.merge.BatchVersion;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing but the views can be read, and nothing at all changed, by SQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscapeAttemptsTest {
  private static final ViewDefinition VIEW = Views.totals("totals");
  private static final Set<String> REFUSALS =
      Set.of(
          "SYNTAX_ERROR",
          "NOT_SUPPORTED",
          "FUNCTION_NOT_FOUND",
          "TABLE_NOT_FOUND",
          "SCHEMA_NOT_FOUND",
          "CATALOG_NOT_FOUND",
          "COLUMN_NOT_FOUND",
          "NOT_FOUND");

  @TempDir static Path folder;
  private DuckDbEngine engine;

  @BeforeAll
  void start() throws Exception {
    Path lake = folder.resolve("lake");
    Path file = lake.resolve("data.parquet");
    TestLake.parquet(
        file,
        VIEW,
        List.of(
            new TestLake.Row(
                new Object[] {"a", 1L, 1L, 1L}, 1, new Object[] {1L, BigDecimal.ONE, 1L})));
    engine =
        DuckDbEngine.start(
            List.of(VIEW),
            new DuckDbEngine.Settings(
                lake, Files.createDirectories(folder.resolve("tmp")), "256MB", 2));
    BatchVersion version =
        new BatchVersion(
            0, TestLake.commit(VIEW, new Frontier(0), Frontier.NONE, 1), List.of(file.toString()));
    engine.load("totals", version);
    try (QueryEngine.Change change = engine.begin()) {
      change.open("totals", version);
      change.position(new Position("totals", 0L, version.frontier(), "t", 1, 1, 0, null));
      change.commit();
    }
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  private Asked query(String sql) {
    return Asked.of(engine, List.of(VIEW), sql, QueryLimits.DEFAULT);
  }

  static List<String> attempts() {
    String data = folder.resolve("lake/data.parquet").toString();
    String out = folder.resolve("out").toString();
    return List.of(
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_csv_auto('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM read_json('/etc/passwd')",
        "SELECT * FROM read_parquet('" + data + "')",
        "SELECT * FROM parquet_scan('" + data + "')",
        "SELECT * FROM parquet_metadata('" + data + "')",
        "SELECT * FROM parquet_schema('" + data + "')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM '" + data + "'",
        "SELECT * FROM \"" + data + "\"",
        "SELECT * FROM '/etc/passwd.csv'",
        "FROM '" + data + "'",
        "TABLE '" + data + "'",
        "DESCRIBE '" + data + "'",
        "SUMMARIZE '" + data + "'",
        "WITH x AS (SELECT * FROM '" + data + "') SELECT * FROM x",
        "SELECT * FROM totals WHERE key IN (SELECT key FROM '" + data + "')",
        "SELECT (SELECT count(*) FROM '" + data + "')",
        "SELECT * FROM totals, LATERAL (SELECT * FROM read_text('/etc/passwd'))",
        "SELECT * FROM (DESCRIBE '" + data + "')",
        "SELECT * FROM query('SELECT 1')",
        "SELECT * FROM query_table('totals')",
        "SELECT * FROM query_table(['" + data + "'])",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT json_serialize_plan('SELECT 1')",
        "COPY totals TO '" + out + "'",
        "COPY (SELECT 1) TO '" + out + "' (FORMAT parquet)",
        "EXPORT DATABASE '" + out + "'",
        "IMPORT DATABASE '" + out + "'",
        "ATTACH '" + out + "' AS other",
        "DETACH braid",
        "USE store",
        "INSTALL httpfs",
        "LOAD httpfs",
        "LOAD '/tmp/evil.so'",
        "PRAGMA database_list",
        "PRAGMA enable_external_access",
        "SET enable_external_access = true",
        "SET GLOBAL memory_limit = '1TB'",
        "RESET memory_limit",
        "SET VARIABLE x = 1",
        "CREATE TABLE t(i INTEGER)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE OR REPLACE VIEW totals AS SELECT 1",
        "CREATE MACRO m() AS 1",
        "CREATE SECRET s (TYPE s3)",
        "INSERT INTO quarantine SELECT * FROM quarantine",
        "UPDATE quarantine SET code = 'x'",
        "DELETE FROM quarantine",
        "TRUNCATE quarantine",
        "DROP VIEW totals",
        "ALTER TABLE quarantine ADD COLUMN x INTEGER",
        "CHECKPOINT",
        "FORCE CHECKPOINT",
        "VACUUM",
        "ANALYZE",
        "CALL pragma_version()",
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "EXPLAIN ANALYZE SELECT 1",
        "SELECT * FROM TABLE(read_text('/etc/passwd'))",
        "SELECT braid.store.trino_sign(1)",
        "SELECT \"braid.store.trino_sign\"(1)",
        "SELECT r1.key FROM totals",
        "SELECT rowid FROM totals",
        "SELECT * FROM totals FOR VERSION AS OF 1",
        "SELECT * FROM totals MATCH_RECOGNIZE (PATTERN (a) DEFINE a AS true)",
        "SELECT 1; DROP VIEW totals",
        "SELECT 1; SELECT 2",
        "SELECT getenv('HOME')",
        "SELECT current_setting('temp_directory')",
        "SELECT getvariable('x')",
        "SELECT nextval('s')",
        "SELECT pg_get_viewdef(1)",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_tables()",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM duckdb_logs",
        "SELECT * FROM pragma_table_info('totals')",
        "SELECT * FROM pragma_storage_info('totals')",
        "SELECT * FROM pg_catalog.pg_tables",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM store.positions",
        "SELECT * FROM braid.store.batch_1",
        "SELECT * FROM positions",
        "SELECT * FROM system.main.duckdb_tables",
        "SELECT * FROM temp.main.keys_0",
        "SHOW ALL TABLES",
        "SHOW DATABASES",
        "SELECT count(*) FROM totals AS t(a) WHERE EXISTS (FROM store.positions)",
        "SELECT write_log('x')",
        "SELECT * FROM enable_logging()",
        "SELECT * FROM test_all_types()",
        "SELECT * FROM seq_scan('totals')",
        "SELECT * FROM arrow_scan(1, 2, 3)",
        "SELECT * FROM repeat_row(1, num_rows = 3)");
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void isRefused(String sql) {
    assertThatThrownBy(() -> query(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(REFUSALS).as(e.describe()).contains(e.code()));
    assertThat(query("SELECT key, n FROM totals").rows()).hasToString("[[a, 1]]");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void thereAreManyAttempts() {
    assertThat(attempts()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM totals",
        "TABLE totals",
        "SELECT * FROM merged.totals",
        "SELECT * FROM braid.merged.TOTALS;",
        "WITH t AS (SELECT key FROM totals) SELECT count(*) FROM t",
        "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 3) SELECT * FROM r",
        "VALUES (1, 'a')",
        "DESCRIBE totals",
        "SHOW TABLES",
        "SELECT key, row_number() OVER (ORDER BY n), sum(n) OVER () FROM totals",
        "SELECT date_trunc('day', now()), coalesce(max(largest), 0), count(*) FILTER (WHERE n > 1)"
            + " FROM totals",
        "SELECT CASE WHEN n BETWEEN 1 AND 2 THEN upper(key) ELSE key || 'x' END FROM totals",
        "SELECT transform(sequence(1, 3), x -> x * 2), approx_distinct(key),"
            + " approx_percentile(n, 0.5), regexp_like(key, 'a'), key LIKE 'a%', -n, n % 2"
            + " FROM totals GROUP BY key, n",
        "SELECT * FROM UNNEST(sequence(1, 3)) AS t(i)",
        "SELECT a.key FROM totals a JOIN totals b ON a.key = b.key LEFT JOIN quarantine ON true",
        "SELECT extract(year FROM DATE '2026-01-01'), DATE '2026-01-01' + INTERVAL '1' DAY, 1 IN (1)"
      })
  void isAnswered(String sql) {
    assertThat(query(sql).columns()).isNotEmpty();
  }

  @Test
  void showTablesShowsTheUsersTablesAlone() {
    assertThat(query("SHOW TABLES").rows()).hasToString("[[quarantine], [totals]]");
  }
}
