package dev.braid.batch.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What an audit found.
 *
 * @param notRun views that no batch run has computed yet
 */
@JsonNaming(SnakeCaseStrategy.class)
record AuditReport(List<OfView> views, List<OfSource> sources, List<String> notRun) {

  /**
   * One version of a view.
   *
   * @param groups compared
   * @param events that raw has for them
   * @param differing groups with a difference
   * @param found differences in all
   * @param differences the first of them
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record OfView(
      String view,
      long batchVersion,
      String frontier,
      long groups,
      long events,
      long differing,
      long found,
      List<Row> differences) {}

  /**
   * A difference.
   *
   * @param column null if it is the group as a whole
   * @param inView null without such a group there
   * @param recomputed null without such a group in raw
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Row(
      Difference.Kind kind,
      String group,
      String column,
      String inView,
      String recomputed,
      Where where,
      String explanation) {}

  /** Where a difference comes from. */
  enum Where {
    RAW,
    EVENTS,
    VIEW
  }

  /**
   * A source's history.
   *
   * @param damage what {@code events} and {@code raw} do not hold as they must, a line each
   * @param note what could not be compared, and why; null if all could
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record OfSource(String source, List<String> damage, String note) {}

  @JsonProperty
  boolean sound() {
    return views.stream().allMatch(view -> view.differing() == 0)
        && sources.stream().allMatch(source -> source.damage().isEmpty());
  }
}
