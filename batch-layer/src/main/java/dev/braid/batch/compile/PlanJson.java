package dev.braid.batch.compile;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.project.CompiledProject;

/** Records as the text in which they travel to Spark's executors and back. */
public final class PlanJson {
  private PlanJson() {}

  public static String write(Object part) {
    try {
      return CompiledProject.json().writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return CompiledProject.json().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
