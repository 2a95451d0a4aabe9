package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.braid.log.Epochs;
import dev.braid.plan.ViewPlan;
import java.util.Objects;

/**
 * A view as all layers run it.
 *
 * @param definitionHash over the plan, the source and the epoch length, not over the SQL's text: 64
 *     hexadecimal digits
 * @param sql the view's text, for people
 */
public record ViewDefinition(
    String name, long epochMillis, String definitionHash, ViewPlan plan, String sql) {
  public ViewDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(definitionHash, "definitionHash");
    Objects.requireNonNull(plan, "plan");
  }

  @JsonIgnore
  public Epochs epochs() {
    return new Epochs(epochMillis);
  }

  /** Enough of the hash to tell definitions apart in topic and folder names. */
  @JsonIgnore
  public String shortHash() {
    return definitionHash.substring(0, 8);
  }
}
