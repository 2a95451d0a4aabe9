package dev.braid.serving.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.serving.live.Answers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one of the views that a query read was made of, and how fresh it was, as JSON says it. */
public record ReadView(
    String frontier,
    @JsonProperty("batch_version") Long batchVersion,
    @JsonProperty("speed_lag_ms") Long speedLagMillis,
    long events,
    boolean degraded,
    String reason,
    List<String> warnings,
    String state) {

  /** By view. */
  public static Map<String, ReadView> of(List<Answers.ViewReport> reports) {
    Map<String, ReadView> views = new LinkedHashMap<>();
    for (Answers.ViewReport view : reports) {
      views.put(
          view.view(),
          new ReadView(
              view.position().frontier().toString(),
              view.position().batchVersion(),
              view.speedLagMillis(),
              view.position().events(),
              view.degraded(),
              view.reason(),
              view.warnings(),
              view.state().text()));
    }
    return views;
  }
}
