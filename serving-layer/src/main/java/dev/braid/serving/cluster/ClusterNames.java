package dev.braid.serving.cluster;

import dev.braid.project.ClusterSettings;
import dev.braid.project.ViewDefinition;

/**
 * Where a cluster has what it answers from.
 *
 * @param lake the catalog, of Trino's delta_lake connector, that has the views and their tables
 * @param schema of that catalog
 * @param kafka the catalog, of Trino's kafka connector, that has the speed topics
 * @param topics the schema of that catalog
 */
public record ClusterNames(String lake, String schema, String kafka, String topics) {
  static ClusterNames of(ClusterSettings settings) {
    return new ClusterNames(
        settings.delta().catalog(),
        settings.delta().schema(),
        settings.kafka().catalog(),
        settings.kafka().schema());
  }

  /** The merged view. */
  String view(String view) {
    return Trino.name(lake, schema, view);
  }

  /** What a definition's batch table is registered as; no view has a name like it. */
  static String batchTable(ViewDefinition view) {
    return "_batch_" + view.name() + "_" + view.shortHash();
  }

  String batch(ViewDefinition view) {
    return Trino.name(lake, schema, batchTable(view));
  }

  String topic(String topic) {
    return Trino.name(kafka, topics, topic);
  }
}
