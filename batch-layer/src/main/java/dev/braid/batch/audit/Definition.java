package dev.braid.batch.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.source.Source;
import java.io.Serializable;

/** A view's plan and its source as text, in which they travel to Spark's executors. */
record Definition(String planJson, String sourceJson) implements Serializable {
  static Definition of(ViewPlan plan, Source source) {
    return new Definition(write(plan), write(source));
  }

  ViewPlan plan() {
    return read(planJson, ViewPlan.class);
  }

  Source source() {
    return read(sourceJson, Source.class);
  }

  private static String write(Object part) {
    try {
      return CompiledProject.json().writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return CompiledProject.json().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
