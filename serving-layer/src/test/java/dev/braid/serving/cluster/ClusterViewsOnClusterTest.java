package dev.braid.serving.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.contract.Answers;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.project.CompiledProject;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.cluster.ClusterState.State;
import dev.braid.serving.tail.LakePaths;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Views of a real Trino through their hand-offs, from one generation to the next. */
@EnabledIfSystemProperty(named = RealCluster.URL, matches = ".+")
class ClusterViewsOnClusterTest {
  private static final long GENERATION = 7;

  @Test
  void keepsEachViewAtItsLastHandOff(@TempDir Path folder) throws Exception {
    SplitStates sums = split("sums");
    ViewDefinition histograms = split("histograms").view();
    List<ViewDefinition> views = List.of(sums.view(), histograms);
    String topic = names(ClusterProjects.project(GENERATION, folder, null, views), sums.view());
    try (RealCluster cluster = new RealCluster(folder, List.of(topic))) {
      cluster.create(List.of(topic));
      ServingSettings serving =
          ClusterProjects.serving(System.getProperty(RealCluster.URL), cluster.names(), false);
      CompiledProject project = ClusterProjects.project(GENERATION, cluster.lake(), serving, views);
      Path table = LakePaths.local(project.names().viewPath(sums.view()));
      sums.publish(cluster.producer(), topic);
      try (ClusterViews kept = ClusterViews.of(serving, Clock.systemUTC()).orElseThrow()) {
        kept.handedOff(GENERATION, "sums", sums.write(table, 0, 1));
        kept.handedOff(GENERATION, "histograms", sums.write(folder.resolve("other"), 0, 1));
        kept.answers(project);
        awaitState(kept, 0, State.KEPT, 0L);
        assertAnswers(cluster, sums);

        kept.handedOff(GENERATION, "sums", sums.write(table, 1, 3));
        awaitState(kept, 0, State.KEPT, 1L);
        assertAnswers(cluster, sums);
        awaitState(kept, 1, State.REFUSED, null);
        assertThat(kept.states().get(1).problem()).contains("histogram keeps states");

        kept.answers(project.withGeneration(GENERATION + 1));
        kept.handedOff(GENERATION + 1, "sums", sums.write(table, 2, 3));
        awaitState(kept, 0, State.FAILING, 1L);
        assertThat(kept.states().get(0).problem())
            .endsWith(".g8; add it to kafka.table-names of that catalog");
        assertAnswers(cluster, sums);
      }
    }
  }

  private static SplitStates split(String name) {
    ViewCase viewCase =
        ViewCases.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return new SplitStates(viewCase, viewCase.plan());
  }

  private static String names(CompiledProject project, ViewDefinition view) {
    return project.names().speedTopic(view);
  }

  private static void awaitState(ClusterViews views, int position, State state, Long version) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              ClusterState now = views.states().get(position);
              assertThat(now.state()).as("%s", now).isEqualTo(state);
              assertThat(now.batchVersion()).isEqualTo(version);
            });
  }

  private static void assertAnswers(RealCluster cluster, SplitStates split) throws Exception {
    assertThat(
            Answers.differences(
                split.view().plan(),
                split.expected(),
                ClusterAnswer.rows(
                    cluster.connection(),
                    cluster.names().view(split.view().name()),
                    split.view().plan())))
        .isEmpty();
  }
}
