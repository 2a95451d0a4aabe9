package dev.braid.serving.live;

import dev.braid.project.CompiledProject;
import dev.braid.serving.tail.SourceTail;
import dev.braid.serving.tail.SpeedTail;
import dev.braid.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/** Says how fresh a view is, and whether a layer is missing. */
public final class Freshness {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration LATE = Duration.ofSeconds(30);

  private final CompiledProject project;
  private final SpeedTail speed;
  private final SourceTail sources;
  private final Clock clock;

  /**
   * A view's freshness.
   *
   * @param speedLagMillis how long the oldest event not counted yet has been waiting at most; 0 if
   *     none is, null if that is unknown
   * @param reason why the answer is not all it could be; null if it is
   */
  record Standing(Long speedLagMillis, String reason) {
    boolean degraded() {
      return reason != null;
    }
  }

  public Freshness(CompiledProject project, SpeedTail speed, SourceTail sources, Clock clock) {
    this.project = project;
    this.speed = speed;
    this.sources = sources;
    this.clock = clock;
  }

  /**
   * @param processedTo of the rows in question; null if unknown
   */
  Standing of(ViewStatus status, Long processedTo) {
    long now = clock.millis();
    Long lag = lag(status.view(), processedTo, now);
    String reason = reason(status, now);
    boolean late = lag != null && lag > LATE.toMillis();
    return new Standing(
        lag,
        reason == null && late
            ? "the speed layer is " + lag / 1000 + " s behind the source's topic"
            : reason);
  }

  private Long lag(String view, Long processedTo, long now) {
    Source source = project.source(project.view(view).plan().source());
    if (!sources.knows(source)) {
      return null;
    }
    OptionalLong newest = sources.newestEvent(source);
    if (newest.isEmpty()) {
      return 0L;
    }
    if (processedTo == null) {
      return null;
    }
    return processedTo >= newest.getAsLong() ? 0L : Math.max(0, now - processedTo);
  }

  private String reason(ViewStatus status, long now) {
    if (status.problem() != null) {
      return status.problem();
    }
    if (speed.problem().isPresent()) {
      return speed.problem().get();
    }
    if (sources.problem().isPresent()) {
      return sources.problem().get();
    }
    if (status.heardAt() == null) {
      return "the speed layer has not been heard of yet";
    }
    long silent = now - status.heardAt();
    return silent > SILENCE.toMillis()
        ? "the speed layer has been silent for " + silent / 1000 + " s"
        : null;
  }
}
