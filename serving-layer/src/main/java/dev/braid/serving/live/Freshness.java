package dev.braid.serving.live;

import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.tail.SourceTail;
import dev.braid.serving.tail.SpeedTail;
import dev.braid.source.Source;
import java.time.Clock;

/** Asks all that know something of a view how it stands. */
public final class Freshness {
  private final CompiledProject project;
  private final SpeedTail speed;
  private final SourceTail sources;
  private final Clock clock;
  private final long since;

  public Freshness(CompiledProject project, SpeedTail speed, SourceTail sources, Clock clock) {
    this.project = project;
    this.speed = speed;
    this.sources = sources;
    this.clock = clock;
    this.since = clock.millis();
  }

  /**
   * @param processedTo of the rows in question; null if unknown
   */
  Standing of(ViewStatus status, Long processedTo) {
    return Standing.of(seen(status, processedTo));
  }

  /** Why the view cannot be relied on; null if it can, however late the batch layer is. */
  String obstacle(ViewStatus status) {
    return Standing.obstacle(seen(status, status.processedTo())).orElse(null);
  }

  private Seen seen(ViewStatus status, Long processedTo) {
    ViewDefinition view = project.view(status.view());
    Source source = project.source(view.plan().source());
    return new Seen(
        status,
        view.epochMillis(),
        project.batch(),
        clock.millis(),
        since,
        processedTo,
        sources.knows(source),
        sources.newestEvent(source),
        speed.problem(),
        sources.problem());
  }
}
