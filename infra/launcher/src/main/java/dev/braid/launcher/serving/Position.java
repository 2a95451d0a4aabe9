package dev.braid.launcher.serving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.launcher.text.Durations;
import java.time.Duration;

/**
 * What an answer says of one view it read.
 *
 * @param frontier ISO-8601, or {@code none} before the first batch run
 * @param batchVersion negative before the first batch run
 * @param speedLagMillis negative if unknown
 * @param reason of {@code degraded}, else empty
 */
public record Position(
    String view,
    String frontier,
    long batchVersion,
    long speedLagMillis,
    boolean degraded,
    String reason) {
  static Position of(String view, JsonNode json) {
    return new Position(
        view,
        json.path("frontier").asText("none"),
        json.path("batch_version").asLong(-1),
        json.path("speed_lag_ms").asLong(-1),
        json.path("degraded").asBoolean(false),
        json.path("reason").asText(""));
  }

  /** One line for people. */
  public String line() {
    return view
        + ": "
        + (batchVersion < 0
            ? "no batch view yet"
            : "batch version " + batchVersion + " up to " + frontier)
        + ", speed lag "
        + (speedLagMillis < 0 ? "unknown" : Durations.brief(Duration.ofMillis(speedLagMillis)))
        + (degraded ? ", DEGRADED: " + reason : "");
  }
}
