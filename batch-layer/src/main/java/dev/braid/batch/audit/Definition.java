package dev.braid.batch.audit;

import dev.braid.batch.compile.PlanJson;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Source;
import java.io.Serializable;

/** A view's plan and its source as text, in which they travel to Spark's executors. */
record Definition(String planJson, String sourceJson) implements Serializable {
  static Definition of(ViewPlan plan, Source source) {
    return new Definition(PlanJson.write(plan), PlanJson.write(source));
  }

  ViewPlan plan() {
    return PlanJson.read(planJson, ViewPlan.class);
  }

  Source source() {
    return PlanJson.read(sourceJson, Source.class);
  }
}
