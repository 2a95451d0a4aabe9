package dev.braid.serving.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.serving.access.User;
import dev.braid.serving.query.QuerySession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassableQueryTest {
  private static final Set<String> VIEWS = Set.of("totals", "days");

  private static Optional<String> pass(String sql, String schema, Map<String, String> prepared) {
    QuerySession session =
        new QuerySession(
            User.trusted("ann", "127.0.0.1"), "test", "braid", schema, Map.of(), prepared);
    return PassableQuery.of(sql, session, VIEWS, view -> "\"lake\".\"shop\".\"" + view + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM totals | SELECT * FROM "lake"."shop"."totals"
          SELECT * FROM "Totals" t | SELECT * FROM "lake"."shop"."totals" t
          SELECT 1 FROM braid . merged . totals, merged.days d | SELECT 1 FROM "lake"."shop"."totals", "lake"."shop"."days" d
          SELECT 'totals', '😀' FROM totals WHERE x IN (SELECT y FROM days) | SELECT 'totals', '😀' FROM "lake"."shop"."totals" WHERE x IN (SELECT y FROM "lake"."shop"."days")
          WITH w AS (SELECT * FROM totals) SELECT * FROM w | WITH w AS (SELECT * FROM "lake"."shop"."totals") SELECT * FROM w
          SELECT totals.n FROM totals; | SELECT totals.n FROM "lake"."shop"."totals"
          """)
  void putsTheNamesOfViewsElsewhere(String sql, String expected) {
    assertThat(pass(sql, "merged", Map.of())).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT \"$layer\" FROM totals",
        "SELECT t.\"$layer\" FROM totals t",
        "SELECT merge(n) FROM totals",
        "SELECT * FROM braid.batch.totals",
        "SELECT * FROM totals, braid.system.views",
        "SELECT * FROM quarantine",
        "SELECT merged.totals.n FROM merged.totals",
        "SELECT current_user FROM totals",
        "SELECT * FROM TABLE(sequence(1, 2))",
        "SHOW TABLES",
        "EXPLAIN SELECT * FROM totals"
      })
  void keepsWhatOnlyThisProcessKnows(String sql) {
    assertThat(pass(sql, "merged", Map.of())).isEmpty();
  }

  @Test
  void readsNamesAsTheSessionDoes() {
    assertThat(pass("SELECT * FROM totals", "batch", Map.of())).isEmpty();
    assertThat(pass("SELECT * FROM merged.totals", "batch", Map.of())).isPresent();
  }

  @Test
  void putsParametersInTheirPlaces() {
    Map<String, String> prepared = Map.of("s", "SELECT ? FROM totals\nWHERE key = ? -- ?");
    assertThat(pass("EXECUTE s USING 1 + 2, 'it''s'", "merged", prepared))
        .hasValue("SELECT ((1 + 2)) FROM \"lake\".\"shop\".\"totals\"\nWHERE key = ('it''s') -- ?");
    assertThat(
            pass("EXECUTE IMMEDIATE 'SELECT n FROM days WHERE n > ?' USING 5", "merged", prepared))
        .hasValue("SELECT n FROM \"lake\".\"shop\".\"days\" WHERE n > (5)");
  }
}
