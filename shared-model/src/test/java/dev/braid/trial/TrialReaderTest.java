package dev.braid.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.GoldenBlocks;
import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import dev.braid.type.Temporals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialReaderTest {
  private static final Map<String, String> SHOP =
      Map.of(
          "braid.yml",
          "name: shop\nkafka: {embedded: {}}\n",
          "sources/orders.yml",
          """
          columns:
            - {name: country, type: VARCHAR}
            - {name: amount, type: "DECIMAL(18,2)"}
            - {name: placed_at, type: TIMESTAMP}
          """,
          "views/revenue.sql",
          """
          SELECT country, CAST(placed_at AS DATE) AS day, date_trunc('hour', placed_at) AS hour,
                 count(*) AS orders, sum(amount) AS revenue, CAST(avg(amount) AS DOUBLE) AS mean
          FROM orders GROUP BY country, CAST(placed_at AS DATE), date_trunc('hour', placed_at)
          """,
          "views/spread.sql",
          """
          SELECT country, approx_percentile(CAST(amount AS DOUBLE), ARRAY[0.5, 0.9]) AS spread,
                 histogram(country) AS countries, bool_and(amount > 0) AS positive,
                 min(sha256(country)) AS hash
          FROM orders GROUP BY country
          """);

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void writeShop() throws IOException {
    folder = temp.resolve("shop");
    for (Map.Entry<String, String> file : SHOP.entrySet()) {
      write(file.getKey(), file.getValue());
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private List<Trial> read() {
    CompiledProject project = ProjectCompiler.compile(folder, folder.resolve(".braid"));
    return TrialReader.read(folder, project);
  }

  private static List<String> texts(Trial trial) {
    return trial.events().stream().map(e -> new String(e, StandardCharsets.UTF_8)).toList();
  }

  @Test
  void readsOneCaseOfTheViewOfItsName() throws IOException {
    write(
        "tests/revenue.yml",
        """
        description: two orders
        events:
          - {country: DE, amount: 10.00, placed_at: 2026-01-01T10:00:00Z, more: [1, true, null, {a: 1e3}]}
          - '{"country": '
        expect:
          - {country: DE, day: 2026-01-01, hour: 2026-01-01 10:00:00, orders: 2, revenue: 15.5}
          - {country: null, day: 2026-01-02, hour: 2026-01-02, orders: 1, revenue: "7"}
        rejected: [NOT_JSON]
        """);

    Trial trial = read().get(0);

    assertThat(trial.name()).isEqualTo("revenue / two orders");
    assertThat(trial.location()).hasToString("tests/revenue.yml:1:1");
    assertThat(texts(trial))
        .containsExactly(
            "{\"country\":\"DE\",\"amount\":10.00,\"placed_at\":\"2026-01-01T10:00:00Z\","
                + "\"more\":[1,true,null,{\"a\":1e3}]}",
            "{\"country\": ");
    assertThat(trial.rejected()).containsExactly("NOT_JSON");
    assertThat(trial.tolerance()).isEqualTo(Tolerance.DEFAULT);
    int day = Temporals.parseDate("2026-01-01").getAsInt();
    long hour = day * Temporals.MICROS_PER_DAY + 36_000 * Temporals.MICROS_PER_SECOND;
    assertThat(trial.expected().compared()).containsExactly(0, 1, 2, 3, 4);
    assertThat(trial.expected().rows().values())
        .containsExactly(
            Arrays.asList("DE", day, hour, 2L, new BigDecimal("15.50"), null),
            Arrays.asList(
                null,
                day + 1,
                (day + 1) * Temporals.MICROS_PER_DAY,
                1L,
                new BigDecimal("7.00"),
                null));
    assertThat(trial.expected().rows()).containsKey(Arrays.asList("DE", day, hour));
  }

  @Test
  void readsSeveralCasesAndValuesOfAllKinds() throws IOException {
    write(
        "tests/more.yml",
        """
        view: spread
        cases:
          - name: one
            events: [{country: DE}]
            expect:
              - {country: DE, spread: [1.5, .nan], countries: {DE: 2}, positive: false, hash: "X'00ff'"}
            tolerance: {spread: 0.05}
          - name: none
            view: revenue
            events: [{}]
            expect: []
            tolerance: 0.001
        """);

    List<Trial> trials = read();

    assertThat(trials).extracting(Trial::name).containsExactly("spread / one", "revenue / none");
    assertThat(trials.get(1).location()).hasToString("tests/more.yml:8:5");
    List<Object> row = trials.get(0).expected().rows().get(List.of("DE"));
    assertThat(row.subList(0, 4))
        .containsExactly("DE", List.of(1.5, Double.NaN), Map.of("DE", 2L), false);
    assertThat(row.get(4)).hasToString("X'00ff'");
    assertThat(trials.get(0).tolerance().byColumn()).containsExactly(Map.entry("spread", 0.05));
    assertThat(trials.get(1).expected().rows()).isEmpty();
    assertThat(trials.get(1).tolerance().floating()).isEqualTo(0.001);
  }

  @Test
  void wrongTests() {
    int files = GoldenBlocks.check("golden/wrong-tests.txt", this::refusal);
    assertThat(files).isGreaterThan(30);
  }

  private String refusal(String text) {
    try {
      if (!text.isBlank()) {
        write("tests/revenue.yml", text);
      }
      return "NOT REFUSED " + read();
    } catch (BraidException e) {
      return e.describe();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void otherFilesAreNobodysBusiness() throws IOException {
    write("tests/README.md", "x");
    write("tests/revenue.yml", "events: [{}]\nexpect: []\n");
    assertThat(read()).extracting(Trial::name).containsExactly("revenue");
  }
}
