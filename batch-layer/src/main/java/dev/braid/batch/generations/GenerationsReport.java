package dev.braid.batch.generations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.braid.file.WholeFile;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the answers of a new generation compare with those of the one in use. Its JSON is read by the
 * launcher.
 *
 * @param views of the new generation, in the order of its plan
 * @param dropped views of the old generation that the new one does not have
 */
@JsonNaming(SnakeCaseStrategy.class)
public record GenerationsReport(List<OfView> views, List<String> dropped) {

  /** What could be said of a view. */
  public enum Verdict {
    /** Its definition is the same, and so is its table. */
    KEPT,
    /** The old generation has no view of this name. */
    NEW,
    /** Both stand at the same frontier, and every group was compared. */
    COMPARED,
    /** They could not be compared; {@code why} says why. */
    NOT_COMPARED
  }

  /**
   * A view of the new generation.
   *
   * @param changes what makes its definition another than the old one, a phrase each
   * @param why it could not be compared; else null
   * @param now where it stands; null without a batch version
   * @param before where the old view stands; null without one or without a batch version
   * @param expectedEqual whether the answers must be the same, whatever has changed
   * @param stragglers that the old version came too early for; counted only if answers differ that
   *     must be the same, and if there are any, they need not be
   * @param columns null if it was not compared
   * @param groups null if it was not compared
   * @param examples of groups that differ; a few
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record OfView(
      String view,
      Verdict verdict,
      List<String> changes,
      String why,
      Standing now,
      Standing before,
      boolean expectedEqual,
      long stragglers,
      Columns columns,
      GroupCounts groups,
      List<Example> examples) {

    /** False if answers differ that must be the same. */
    @JsonProperty
    public boolean sound() {
      return !expectedEqual || groups == null || groups.areEqual();
    }
  }

  /** A version of a view. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Standing(long batchVersion, String frontier) {}

  /**
   * The views' columns, the group key apart.
   *
   * @param compared what both have, of the same type
   * @param added what the new view alone has
   * @param removed what the old view alone has
   * @param retyped what both have, of other types
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Columns(
      List<String> compared, List<String> added, List<String> removed, List<String> retyped) {}

  /**
   * How many groups there are of each kind.
   *
   * @param equal in both, and the same in every compared column
   * @param differing in both, and not the same
   * @param onlyNew in the new view alone
   * @param onlyOld in the old view alone
   * @param differingByColumn in how many groups a column differs; of those alone that do in any
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record GroupCounts(
      long equal, long differing, long onlyNew, long onlyOld, Map<String, Long> differingByColumn) {
    boolean areEqual() {
      return differing == 0 && onlyNew == 0 && onlyOld == 0;
    }
  }

  /**
   * A group that differs.
   *
   * @param group its key, for people
   * @param columns those that differ; of a group that only one view has, all that are compared
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Example(Kind kind, String group, List<Values> columns) {
    /** What is wrong with the group. */
    public enum Kind {
      DIFFERS,
      ONLY_OLD,
      ONLY_NEW
    }
  }

  /**
   * A column's values, for people.
   *
   * @param before null if the old view has no such group
   * @param now null if the new view has no such group
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Values(String column, String before, String now) {}

  /** False if answers differ that must be the same. */
  @JsonProperty
  public boolean sound() {
    return unsound().isEmpty();
  }

  /** The views whose answers differ though they must be the same. */
  public List<String> unsound() {
    return views.stream().filter(view -> !view.sound()).map(OfView::view).toList();
  }

  /** Replaces the file in one step, so that no reader sees half of it. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    WholeFile.replace(file, CompiledProject.json().writeValueAsBytes(this));
  }
}
