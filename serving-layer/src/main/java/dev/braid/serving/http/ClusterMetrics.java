package dev.braid.serving.http;

import dev.braid.serving.cluster.ClusterState;
import dev.braid.serving.cluster.ClusterViews;
import dev.braid.serving.generation.LiveGenerations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** How the Trino cluster has the views; nothing without one. */
final class ClusterMetrics implements MeterBinder {
  private final LiveGenerations generations;

  ClusterMetrics(LiveGenerations generations) {
    this.generations = generations;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    generations
        .cluster()
        .ifPresent(
            cluster -> {
              for (ClusterState.State state : ClusterState.State.values()) {
                Gauge.builder("braid.cluster.views", () -> count(cluster, state))
                    .description("Views that the Trino cluster has in that state")
                    .tag("state", state.text())
                    .register(registry);
              }
            });
  }

  private static long count(ClusterViews cluster, ClusterState.State state) {
    return cluster.states().stream().filter(view -> view.state() == state).count();
  }
}
