package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.map;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What Trino's drivers read. */
@ParameterizedClass(name = "trino-jdbc {0}")
@ValueSource(strings = {"484", "476"})
class JdbcTest extends JdbcContract {
  /** Twice as long as any client would wait. */
  private static final String ENDLESS =
      "SELECT sum(a.x * b.x % 7 + c.x * d.x % 5) FROM UNNEST(sequence(1, 9999)) a(x)"
          + " CROSS JOIN UNNEST(sequence(1, 9999)) b(x) CROSS JOIN UNNEST(sequence(1, 9999)) c(x)"
          + " CROSS JOIN UNNEST(sequence(1, 9999)) d(x)";

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
          .asInstanceOf(map(Object.class, Object.class))
          .hasSize(2)
          .containsEntry("x", new BigDecimal("1.5"))
          .containsEntry("y", null);
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
              drivers.connect(layer.port(), "ann", "/braid/merged?explicitPrepare=" + prepared);
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

  private long running(String sql) throws SQLException {
    return rows("SELECT state, query FROM system.runtime.queries").stream()
        .filter(row -> row.get(0).equals("RUNNING") && row.get(1).equals(sql))
        .count();
  }
}
