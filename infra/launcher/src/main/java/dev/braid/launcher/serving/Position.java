package dev.braid.launcher.serving;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.launcher.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer says of one view it read.
 *
 * @param frontier ISO-8601, or {@code none} before the first batch run
 * @param batchVersion negative before the first batch run
 * @param speedLagMillis negative if unknown
 * @param reason of {@code degraded}, else empty
 * @param warnings what to see to although nothing is missing yet
 */
public record Position(
    String view,
    String frontier,
    long batchVersion,
    long speedLagMillis,
    boolean degraded,
    String reason,
    List<String> warnings) {
  /** By view, as answers have them. */
  public static List<Position> ofAll(JsonNode views) {
    List<Position> positions = new ArrayList<>();
    views.properties().forEach(view -> positions.add(of(view.getKey(), view.getValue())));
    return positions;
  }

  static Position of(String view, JsonNode json) {
    List<String> warnings = new ArrayList<>();
    json.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return new Position(
        view,
        json.path("frontier").asText("none"),
        json.path("batch_version").asLong(-1),
        json.path("speed_lag_ms").asLong(-1),
        json.path("degraded").asBoolean(false),
        json.path("reason").asText(""),
        List.copyOf(warnings));
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
        + (degraded ? ", DEGRADED: " + reason : "")
        + warnings.stream().map(warning -> ", warning: " + warning).collect(joining());
  }

  /** What is amiss, a line each; none if nothing is. */
  public List<String> complaints() {
    List<String> lines = new ArrayList<>();
    if (degraded) {
      lines.add(view + ": DEGRADED: " + reason);
    }
    warnings.forEach(warning -> lines.add(view + ": warning: " + warning));
    return lines;
  }
}
