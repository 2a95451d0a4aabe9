package dev.braid.serving.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.log.Frontier;
import dev.braid.project.AccessSettings;
import dev.braid.project.ClusterSettings;
import dev.braid.project.ServingSettings;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole serving layer before a real Trino: queries go there, and see each hand-off. */
@EnabledIfSystemProperty(named = RealCluster.URL, matches = ".+")
class PassThroughOnClusterTest {
  private static final Frontier FIRST = new Frontier(120_000);
  private static final Frontier SECOND = new Frontier(180_000);
  private static final String TOPIC =
      "braid.passed.speed.totals." + TestProject.VIEW.shortHash() + ".g1";

  private static final UUID RUN = UUID.randomUUID();

  @Test
  void answersFromTheCluster(@TempDir Path folder) throws Exception {
    try (RealCluster cluster = new RealCluster(folder, List.of(TOPIC));
        TestProject project =
            new TestProject(
                "passed",
                cluster.bootstrapServers(),
                cluster.lake(),
                serving(cluster.names()),
                List.of(TestProject.VIEW))) {
      project.createTopics();
      project.commit(0, FIRST, Frontier.NONE, Map.of("a", new long[] {1, 2}, "b", new long[] {5}));
      project.upsert(1, "a", 120_000, 10);
      project.heartbeat(130_000);
      try (ServingLayer layer = project.serve()) {
        awaitKept(project, layer, 0);
        assertThat(rows(project, layer, mark("first"))).isEqualTo("[[\"a\",3,13],[\"b\",1,5]]");
        assertThat(askedOfCluster(cluster, "first")).isOne();

        project.commit(1, SECOND, FIRST, Map.of("a", new long[] {1, 2, 10}, "b", new long[] {5}));
        project.upsert(1, "c", 180_000, 7);
        awaitKept(project, layer, 1);
        assertThat(rows(project, layer, mark("second")))
            .isEqualTo("[[\"a\",3,13],[\"b\",1,5],[\"c\",1,7]]");
        assertThat(askedOfCluster(cluster, "second")).isOne();

        JsonNode failed =
            project.query(layer, "SELECT n / (n - n) FROM braid.merged.totals").body();
        assertThat(failed.path("code").asText()).as("%s", failed).isEqualTo("DIVISION_BY_ZERO");
        JsonNode here =
            project.query(layer, "SELECT \"$layer\" " + mark("here") + " FROM totals").body();
        assertThat(here.path("rows")).hasSize(3);
        assertThat(askedOfCluster(cluster, "here")).isZero();
      }
    }
  }

  /** A comment that no other run has in its queries. */
  private static String mark(String name) {
    return "/* " + name + " " + RUN + " */";
  }

  private static ServingSettings serving(ClusterNames names) {
    return new ServingSettings(
        "127.0.0.1",
        0,
        AccessSettings.OPEN,
        new ClusterSettings(
            System.getProperty(RealCluster.URL),
            "braid",
            null,
            new ClusterSettings.Lake(names.lake(), names.schema(), "local:///the lake"),
            new ClusterSettings.Topics(names.kafka(), names.topics()),
            true));
  }

  private static void awaitKept(TestProject project, ServingLayer layer, long version) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              JsonNode view = project.get(layer, "/v1/status").body().at("/cluster/totals");
              assertThat(view.path("state").asText()).as("%s", view).isEqualTo("kept");
              assertThat(view.path("batch_version").asLong()).isEqualTo(version);
            });
  }

  private static String rows(TestProject project, ServingLayer layer, String mark) {
    JsonNode answer =
        project.query(layer, "SELECT key, n, total " + mark + " FROM totals ORDER BY key").body();
    return answer.path("rows").toString();
  }

  private static long askedOfCluster(RealCluster cluster, String mark) throws Exception {
    String count =
        "SELECT count(*) FROM system.runtime.queries WHERE source = 'braid' AND query LIKE '%"
            + mark(mark)
            + "%'";
    try (Statement statement = cluster.connection().createStatement();
        ResultSet row = statement.executeQuery(count)) {
      row.next();
      return row.getLong(1);
    }
  }
}
