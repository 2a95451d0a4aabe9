package dev.braid.launcher.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code GET /v1/status}: how each view stands.
 *
 * @param generation the one that answers
 * @param building the one that is built beside it; 0 if none is
 * @param waiting why that one does not answer yet; else empty
 * @param quarantined events by source
 */
public record ServingStatus(
    long generation,
    long building,
    String waiting,
    List<View> views,
    Map<String, Long> quarantined) {
  /**
   * One view.
   *
   * @param position as an answer would state it
   * @param state {@code empty}, {@code loading}, {@code ready} or {@code failed}
   * @param batchTime when the batch version was committed; empty before the first
   * @param events counted, from both sides
   */
  public record View(
      Position position,
      String state,
      String batchTime,
      long events,
      long eventsFromBatch,
      long eventsFromSpeed) {
    public String name() {
      return position.view();
    }
  }

  /** Reads the serving layer's JSON. */
  public static ServingStatus of(JsonNode json) {
    List<View> views = new ArrayList<>();
    json.path("views")
        .properties()
        .forEach(
            entry -> {
              JsonNode view = entry.getValue();
              long batch = view.path("events_from_batch").asLong();
              long speed = view.path("events_from_speed").asLong();
              views.add(
                  new View(
                      Position.of(entry.getKey(), view),
                      view.path("state").asText(""),
                      view.path("batch_committed_at").asText(""),
                      view.path("events").asLong(batch + speed),
                      batch,
                      speed));
            });
    Map<String, Long> quarantined = new LinkedHashMap<>();
    json.path("quarantined")
        .properties()
        .forEach(entry -> quarantined.put(entry.getKey(), entry.getValue().asLong()));
    return new ServingStatus(
        json.path("generation").asLong(),
        json.path("building").path("generation").asLong(),
        json.path("building").path("waiting").asText(""),
        List.copyOf(views),
        quarantined);
  }

  public View view(String name) {
    return views.stream().filter(view -> view.name().equals(name)).findFirst().orElseThrow();
  }
}
