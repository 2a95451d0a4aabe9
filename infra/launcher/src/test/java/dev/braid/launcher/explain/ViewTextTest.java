package dev.braid.launcher.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTextTest {
  @TempDir Path folder;

  private List<String> lines(String sql) throws IOException {
    write("braid.yml", "name: shop\nepoch: 90m\nkafka: {bootstrap: \"localhost:9092\"}\n");
    write(
        "sources/orders.yml",
        """
        topic: shop-orders
        columns:
          - {name: country, type: VARCHAR}
          - {name: amount, type: "DECIMAL(18,2)"}
          - {name: customer, type: BIGINT}
          - {name: placed_at, type: TIMESTAMP}
        """);
    write("views/revenue.sql", sql);
    CompiledProject project = ProjectCompiler.compile(folder, folder.resolve(".braid"));
    return ViewText.lines(project, project.view("revenue"));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void tellsWhatAViewIsAndKeeps() throws IOException {
    List<String> lines =
        lines(
            """
            /*---
            description: What was paid, by country and day
            owner: finance
            refresh: incremental
            */
            SELECT country, CAST(placed_at AS DATE) AS day,
                   avg(amount) AS mean, max(country) AS last, approx_distinct(customer) AS customers
            FROM orders
            WHERE amount > 0
            GROUP BY country, CAST(placed_at AS DATE)
            """);
    assertThat(lines.get(8)).matches("  definition   [0-9a-f]{64}");
    lines.set(8, "  definition   …");
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            VIEW revenue

              description  What was paid, by country and day
              owner        finance
              source       orders, topic shop-orders
              group key    country VARCHAR, day DATE
              epoch        1 h 30 min
              refresh      incremental: a batch run adds the new epochs to the version before
              definition   …

            PLAN

              output country VARCHAR := _k0
              output day DATE := _k1
              output mean DECIMAL(18,2) := _a0
              output last VARCHAR := _a1
              output customers BIGINT := _a2
                aggregate _a0 avg(amount) DECIMAL(18,2), kept as _a0_sum DECIMAL(38,2), _a0_count BIGINT
                aggregate _a1 max(country) VARCHAR, kept as _a1_max VARCHAR
                aggregate _a2 approx_distinct(customer) BIGINT, kept as _a2_hll VARBINARY
                key _k0 country VARCHAR
                key _k1 CAST(placed_at AS DATE) DATE
                  filter amount > DECIMAL(18,2) '0.00'
                    source orders

            STATES: the bytes kept of a group, besides its key and outputs; a text takes its own length

              aggregate            state   column     type                               bytes
              -------------------  ------  ---------  -------------  -------------------------
                                   events  _events    BIGINT                                 8
              _a0 avg              sum     _a0_sum    DECIMAL(38,2)                         16
                                   count   _a0_count  BIGINT                                 8
              _a1 max              max     _a1_max    VARCHAR                         by value
              _a2 approx_distinct  hll     _a2_hll    VARBINARY                  at most 1,077
              a group                                                at most 1,109 and 1 value
            """
                .stripTrailing());
  }

  @Test
  void saysNothingOfOptionsThatAreNotThere() throws IOException {
    assertThat(lines("SELECT country, count(*) AS orders FROM orders GROUP BY country"))
        .contains("  refresh      full: a batch run computes it from all events")
        .noneMatch(line -> line.contains("owner") || line.contains("description"));
  }
}
