package dev.braid.launcher.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The serving layer's answer to a query. */
public final class Answer {
  private final JsonNode json;

  Answer(JsonNode json) {
    this.json = json;
  }

  /** As the serving layer sent it. */
  public JsonNode json() {
    return json;
  }

  public JsonNode rows() {
    return json.path("rows");
  }

  /** Whether there were more rows than serving gives at once. */
  public boolean isTruncated() {
    return json.path("truncated").asBoolean(false);
  }

  /** One for each view that the query read. */
  public List<Position> positions() {
    return Position.ofAll(json.path("views"));
  }
}
