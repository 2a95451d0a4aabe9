package dev.braid.serving.cluster;

import dev.braid.project.AccessSettings;
import dev.braid.project.ClusterSettings;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Projects with a cluster. */
final class ClusterProjects {
  private ClusterProjects() {}

  static ServingSettings serving(String url, ClusterNames names, boolean passThrough) {
    return new ServingSettings(
        "127.0.0.1",
        0,
        AccessSettings.OPEN,
        new ClusterSettings(
            url,
            "braid",
            null,
            new ClusterSettings.Lake(names.lake(), names.schema(), "local:///"),
            new ClusterSettings.Topics(names.kafka(), names.topics()),
            passThrough));
  }

  static CompiledProject project(
      long generation, Path lake, ServingSettings serving, List<ViewDefinition> views) {
    return new CompiledProject(
        CompiledProject.FORMAT,
        "shop",
        generation,
        1000,
        new KafkaSettings("127.0.0.1:1", null, Map.of()),
        lake.toUri().toString(),
        serving,
        List.of(),
        views);
  }
}
