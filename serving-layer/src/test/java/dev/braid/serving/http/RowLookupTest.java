package dev.braid.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.log.Frontier;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.TestLake;
import dev.braid.serving.Views;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.DuckDbEngine;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.Translation;
import dev.braid.type.Binary;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** The row that has them, and a count. */
  private static final Object[] ROW = {
    true,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    0.1,
    new BigDecimal("12345678901234567890.5000"),
    new BigDecimal("-1.50"),
    "it's \"so\"",
    (int) LocalDate.of(2026, 1, 31).toEpochDay(),
    micros("2026-01-31T23:59:59.25Z"),
    Short.MIN_VALUE,
    0.1f,
    Binary.of(new byte[] {0, (byte) 0xff}),
    micros("2026-01-31T23:00:00Z"),
    1L
  };

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  @Test
  void keysAreGivenFromTheFirstOn() {
    assertThat(RowLookup.sql(TOTALS, List.of("o'clock"), 5))
        .isEqualTo(
            "SELECT \"key\", \"n\", \"total\", \"largest\", \"$layer\" FROM \"totals\" WHERE \"key\" ="
                + " 'o''clock' ORDER BY \"key\" LIMIT 5");
    assertThat(RowLookup.sql(TOTALS, List.of(), 7)).doesNotContain("WHERE").endsWith("LIMIT 7");
    assertThatThrownBy(() -> RowLookup.sql(TOTALS, List.of("a", "b"), 5))
        .isInstanceOf(BraidException.class)
        .hasMessage("view totals has 1 key; give `key` at most once for each, in this order: key");
  }

  @Test
  void aKeyOfEveryTypeFindsItsRow(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lake").resolve("data.parquet");
    TestLake.parquet(file, EVERY_TYPE, List.of(new TestLake.Row(ROW, 1, new Object[] {1L})));
    BatchVersion version =
        new BatchVersion(
            0,
            TestLake.commit(EVERY_TYPE, new Frontier(0), Frontier.NONE, 1),
            List.of(file.toString()));
    try (DuckDbEngine engine =
        DuckDbEngine.start(
            List.of(EVERY_TYPE),
            new DuckDbEngine.Settings(
                folder, Files.createDirectories(folder.resolve("tmp")), "256MB", 1))) {
      engine.load(EVERY_TYPE.name(), version);
      try (QueryEngine.Change change = engine.begin()) {
        change.open(EVERY_TYPE.name(), version);
        change.position(
            new Position(EVERY_TYPE.name(), 0L, version.frontier(), "t", 1, 1, 0, null));
        change.commit();
      }
      SqlCatalog catalog = new SqlCatalog(List.of(EVERY_TYPE), new NoMoments());
      for (int given = 1; given <= KEYS.size(); given++) {
        String sql = RowLookup.sql(EVERY_TYPE, KEYS.subList(0, given), 2);
        Translation translation =
            catalog.translate(sql, QuerySession.of(User.trusted("somebody", "127.0.0.1"), "test"));
        try (Rows rows = engine.open(translation, QueryLimits.DEFAULT)) {
          assertThat(rows.next(2)).as(sql).singleElement().asList().endsWith(1L, "batch");
        }
      }
    }
  }

  private static final class NoMoments implements SqlCatalog.Moments {
    @Override
    public Map<String, List<Column>> tables() {
      return Map.of();
    }

    @Override
    public List<List<Object>> rows(String table, QuerySession session) {
      throw new IllegalArgumentException(table);
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
