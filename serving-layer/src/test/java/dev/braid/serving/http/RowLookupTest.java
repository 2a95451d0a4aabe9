package dev.braid.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.Views;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowLookupTest {
  private static final ViewDefinition TOTALS = Views.totals("totals");
  private static final ViewDefinition EVERY_TYPE = Views.everyType("everything");

  /** A value of each key's type, as an answer writes it. */
  private static final List<String> KEYS =
      List.of(
          "true",
          "-2147483648",
          "9223372036854775807",
          "0.1",
          "12345678901234567890.5",
          "-1.50",
          "it's \"so\"",
          "2026-01-31",
          "2026-01-31T23:59:59.25",
          "-32768",
          "0.1",
          "AP8=",
          "2026-01-31T23:00:00Z");

  @Test
  void keysAreGivenFromTheFirstOn() {
    assertThat(RowLookup.sql(TOTALS, List.of("o'clock"), 5))
        .isEqualTo(
            "SELECT \"key\", \"n\", \"total\", \"largest\" FROM \"totals\" WHERE \"key\" ="
                + " 'o''clock' ORDER BY \"key\" LIMIT 5");
    assertThat(RowLookup.sql(TOTALS, List.of(), 7)).doesNotContain("WHERE").endsWith("LIMIT 7");
    assertThatThrownBy(() -> RowLookup.sql(TOTALS, List.of("a", "b"), 5))
        .isInstanceOf(BraidException.class)
        .hasMessage(
            "view totals has 1 key; give `key` at most once for each, in this order: key");
  }

  @Test
  void aKeyOfEveryTypeFindsItsRow() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute(
          "CREATE TABLE everything AS SELECT true AS k0, (-2147483648)::INTEGER AS k1,"
              + " 9223372036854775807::BIGINT AS k2, 0.1::DOUBLE AS k3,"
              + " 12345678901234567890.5::DECIMAL(38,4) AS k4, (-1.5)::DECIMAL(9,2) AS k5,"
              + " 'it''s \"so\"' AS k6, DATE '2026-01-31' AS k7,"
              + " TIMESTAMP '2026-01-31 23:59:59.25' AS k8, (-32768)::SMALLINT AS k9,"
              + " 0.1::REAL AS k10, '\\x00\\xFF'::BLOB AS k11,"
              + " TIMESTAMPTZ '2026-01-31 23:00:00+00' AS k12, 7::BIGINT AS n");
      for (int given = 1; given <= KEYS.size(); given++) {
        try (ResultSet row =
            statement.executeQuery(RowLookup.sql(EVERY_TYPE, KEYS.subList(0, given), 2))) {
          assertThat(row.next()).as(KEYS.get(given - 1)).isTrue();
          assertThat(row.getLong("n")).isEqualTo(7);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, yes",
    "1, 2147483648",
    "2, 1.5",
    "3, much",
    "4, 0.00001",
    "5, 12345678",
    "7, 2026-02-30",
    "8, yesterday",
    "9, 32768",
    "10, x",
    "11, -",
    "12, 2026-13-01T00:00:00Z"
  })
  void aValueThatIsNotOfTheTypeIsNamed(int key, String value) {
    List<String> given = new ArrayList<>(KEYS.subList(0, key));
    given.add(value);
    assertThatThrownBy(() -> RowLookup.sql(EVERY_TYPE, given, 2))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("BAD_KEY");
              assertThat(e.getMessage())
                  .startsWith("'" + value + "' is no ")
                  .endsWith("the key k" + key + " of view everything is");
            });
  }
}
