package dev.braid.project;

import dev.braid.source.Source;

/** The names of Braid's own topics, groups and lake folders: one place for all layers. */
public final class Names {
  private final CompiledProject project;

  Names(CompiledProject project) {
    this.project = project;
  }

  /** Compacted; {@link dev.braid.log.FrontierAnnouncement}s. */
  public String frontiersTopic() {
    return "braid." + project.name() + ".frontiers";
  }

  /**
   * Compacted; {@link dev.braid.log.SpeedRecordCodec}'s records. Each generation has its own, so
   * that one can be built while another answers.
   */
  public String speedTopic(ViewDefinition view) {
    return "braid."
        + project.name()
        + ".speed."
        + view.name()
        + "."
        + view.shortHash()
        + ".g"
        + project.generation();
  }

  /** Compacted, kept for ever; {@link dev.braid.source.QuarantinedEvent}s of one source. */
  public String quarantineTopic(Source source) {
    return "braid." + project.name() + ".quarantine." + source.name();
  }

  /** Delta table: a topic's log as received. Sources of one topic share it. */
  public String rawPath(Source source) {
    return lake() + "/raw/" + source.topic();
  }

  /** Delta table: a source's events, typed. Changed columns get another table, rebuilt from raw. */
  public String eventsPath(Source source) {
    return lake() + "/events/" + source.name() + "-" + source.schemaHash();
  }

  /** Delta table: one definition's batch view. */
  public String viewPath(ViewDefinition view) {
    return lake() + "/views/" + view.name() + "-" + view.shortHash();
  }

  private String lake() {
    String storage = project.storage();
    return storage.endsWith("/") ? storage.substring(0, storage.length() - 1) : storage;
  }
}
