package dev.braid.serving.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.project.CompiledProject;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.Views;
import dev.braid.serving.cluster.ClusterState.State;
import dev.braid.serving.merge.BatchVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster that is not there: the rest of the process does not notice. */
class ClusterViewsTest {
  private static final ClusterNames NAMES = new ClusterNames("lake", "braid", "kafka", "default");

  @Test
  void waitsForAClusterThatIsDown() {
    ViewDefinition view = Views.totals("totals");
    ServingSettings serving =
        ClusterProjects.serving("http://127.0.0.1:" + EmbeddedBroker.freePort(), NAMES, false);
    CompiledProject project = ClusterProjects.project(3, Path.of("/lake"), serving, List.of(view));
    try (ClusterViews views = ClusterViews.of(serving, Clock.systemUTC()).orElseThrow()) {
      views.answers(project);
      assertThat(views.states()).extracting(ClusterState::state).containsExactly(State.WAITING);

      long start = System.nanoTime();
      views.handedOff(3, "totals", BatchVersion.NONE);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> views.states().get(0).state() == State.FAILING);
      ClusterState failing = views.states().get(0);
      assertThat(failing.batchVersion()).isNull();
      assertThat(failing.problem()).isNotBlank();
    }
  }

  @Test
  void thereIsNoneWithoutACluster() {
    assertThat(ClusterViews.of(new ServingSettings("127.0.0.1", 0), Clock.systemUTC())).isEmpty();
  }
}
