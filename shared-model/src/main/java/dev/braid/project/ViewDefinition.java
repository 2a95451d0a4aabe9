package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.braid.log.Epochs;
import dev.braid.plan.ViewPlan;
import java.util.Objects;

/**
 * A view as all layers run it.
 *
 * @param definitionHash over the plan, the source and the epoch length, not over the SQL's text and
 *     its options: 64 hexadecimal digits
 * @param sql the view's text, for people
 */
public record ViewDefinition(
    String name,
    long epochMillis,
    String definitionHash,
    ViewPlan plan,
    String sql,
    ViewOptions options) {
  @JsonCreator
  public ViewDefinition {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(definitionHash, "definitionHash");
    Objects.requireNonNull(plan, "plan");
    options = options == null ? ViewOptions.NONE : options;
  }

  /** A view without options. */
  public ViewDefinition(
      String name, long epochMillis, String definitionHash, ViewPlan plan, String sql) {
    this(name, epochMillis, definitionHash, plan, sql, ViewOptions.NONE);
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
