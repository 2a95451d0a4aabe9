package dev.braid.serving.live;

import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.serving.access.QueryTrail;
import dev.braid.serving.engine.Answer;
import dev.braid.serving.engine.DuckDbEngine;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.merge.ViewState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers queries and says with every answer what it is made of and how fresh it is. */
public final class Answers {
  private final CompiledProject project;
  private final QueryEngine engine;
  private final MergeLoop merge;
  private final Freshness freshness;
  private final QueryLimits limits;
  private final QueryTimes times;

  /** Told how long each query took, for every view it read. */
  @FunctionalInterface
  public interface QueryTimes {
    /**
     * @param outcome {@code ok}, or the error's code
     */
    void took(Set<String> views, String outcome, Duration time);
  }

  /**
   * A view's standing, beside an answer or on its own.
   *
   * @param position null while there are no rows
   * @param speedLagMillis null if unknown
   * @param batchAgeMillis since when a batch run could have covered more; null if nothing can be
   *     said
   * @param reason null unless degraded
   * @param warnings what to see to although nothing is missing yet
   * @param uncounted stragglers that the batch version may not have counted
   */
  public record ViewReport(
      String view,
      ViewState state,
      Position position,
      Long speedLagMillis,
      Long batchAgeMillis,
      String reason,
      List<String> warnings,
      long upserts,
      long handOffs,
      long stragglers,
      long uncounted,
      long overflowed) {
    public boolean degraded() {
      return reason != null;
    }
  }

  /** An answer with the standing of each view it was read from. */
  public record Explained(Answer answer, List<ViewReport> views, Duration elapsed) {}

  public Answers(
      CompiledProject project,
      QueryEngine engine,
      MergeLoop merge,
      Freshness freshness,
      QueryLimits limits,
      QueryTimes times) {
    this.project = project;
    this.engine = engine;
    this.merge = merge;
    this.freshness = freshness;
    this.limits = limits;
    this.times = times;
  }

  public long generation() {
    return project.generation();
  }

  public String project() {
    return project.name();
  }

  /**
   * Answers one statement.
   *
   * @param trail told what is read, and refuses what the user may not read
   */
  public Explained query(String sql, QueryTrail trail) {
    long start = System.nanoTime();
    trail.answeredBy(project.generation());
    Map<String, ViewStatus> read = new LinkedHashMap<>();
    String outcome = "ok";
    try {
      Answer answer = engine.query(sql, limits, views -> admit(views, read, trail));
      trail.gave(answer.rows().size());
      List<ViewReport> reports =
          answer.positions().stream()
              .map(position -> report(read.get(position.view()), position))
              .toList();
      return new Explained(answer, reports, elapsed(start));
    } catch (BraidException e) {
      outcome = e.code();
      trail.failed(outcome);
      throw e;
    } catch (RuntimeException e) {
      outcome = "INTERNAL";
      trail.failed(outcome);
      throw e;
    } finally {
      times.took(read.keySet(), outcome, elapsed(start));
    }
  }

  private static Duration elapsed(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void admit(Set<String> views, Map<String, ViewStatus> read, QueryTrail trail) {
    views.forEach(trail::reads);
    for (String view : views) {
      if (view.equals(DuckDbEngine.QUARANTINE)) {
        continue;
      }
      ViewStatus status = merge.status(view);
      read.put(view, status);
      if (status.state() == ViewState.FAILED) {
        throw ServingErrors.viewFailed(view, status.problem());
      }
      if (!status.state().answers()) {
        throw ServingErrors.notLoaded(view, status.problem());
      }
    }
  }

  /** Of every view, in the project's order. */
  public List<ViewReport> status() {
    return merge.statuses().stream().map(status -> report(status, status.position())).toList();
  }

  private ViewReport report(ViewStatus status, Position position) {
    Long processedTo = position == null ? status.processedTo() : position.processedTo();
    Standing standing = freshness.of(status, processedTo);
    return new ViewReport(
        status.view(),
        status.state(),
        position,
        standing.speedLagMillis(),
        standing.batchAgeMillis(),
        standing.reason(),
        standing.warnings(),
        status.upserts(),
        status.handOffs(),
        status.stragglers(),
        status.uncounted(),
        status.overflowed());
  }

  /** Of every view, in the project's order. */
  public List<ViewFacts> facts() {
    return merge.statuses().stream().map(this::facts).toList();
  }

  private ViewFacts facts(ViewStatus status) {
    Position position = status.position();
    return new ViewFacts(
        status.view(),
        project.view(status.view()).definitionHash(),
        status.state().answers() ? freshness.obstacle(status) : "it is " + status.state().text(),
        position == null ? null : position.processedTo(),
        status.frontier(),
        position == null ? 0 : position.events(),
        status.newestEvent());
  }

  public Map<String, Long> quarantined() {
    return engine.quarantined();
  }

  /** Whether every view answers. */
  public boolean ready() {
    return merge.statuses().stream().allMatch(status -> status.state().answers());
  }
}
