package dev.braid.serving.live;

import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.access.QueryTrail;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.merge.ViewState;
import dev.braid.serving.query.QueryInfo;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.Translation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Answers queries and says with every answer what it is made of and how fresh it is. */
public final class Answers {
  private final CompiledProject project;
  private final QueryEngine engine;
  private final OtherEngine other;
  private final MergeLoop merge;
  private final Freshness freshness;
  private final SqlCatalog catalog;
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

  public Answers(
      CompiledProject project,
      QueryEngine engine,
      OtherEngine other,
      MergeLoop merge,
      Freshness freshness,
      Function<User, List<QueryInfo>> queries,
      QueryTimes times) {
    this.project = project;
    this.engine = engine;
    this.other = other;
    this.merge = merge;
    this.freshness = freshness;
    this.catalog = new SqlCatalog(project.views(), new Moments(this::status, queries));
    this.times = times;
  }

  public long generation() {
    return project.generation();
  }

  public String project() {
    return project.name();
  }

  /** The views as they are defined, in the project's order. */
  public List<ViewDefinition> definitions() {
    return project.views();
  }

  /** Where the view's batch table is, as {@link dev.braid.project.Names#viewPath} names it. */
  public String batchTable(ViewDefinition view) {
    return project.names().viewPath(view);
  }

  /**
   * Resolves a statement and begins to run it.
   *
   * @param trail told what is read, and refuses what the user may not read
   * @throws dev.braid.error.BraidException what is wrong with it
   */
  public Open open(String sql, QuerySession session, QueryLimits limits, QueryTrail trail) {
    Open answer = new Open(System.nanoTime());
    try {
      trail.answeredBy(project.generation());
      answer.begin(sql, session, catalog.translate(sql, session, trail), limits);
      return answer;
    } catch (BraidException e) {
      answer.outcome(e.code());
      answer.close();
      throw e;
    }
  }

  /** An answer that is being read, with the standing of each view it is read from. */
  public final class Open implements AutoCloseable {
    private final long start;
    private final Map<String, ViewStatus> read = new LinkedHashMap<>();
    private Rows rows;
    private List<ViewReport> reports = List.of();
    private volatile String outcome = "ok";

    private Open(long start) {
      this.start = start;
    }

    private void begin(String sql, QuerySession session, Translation query, QueryLimits limits) {
      for (String view : query.views()) {
        if (view.equals(SqlCatalog.QUARANTINE)) {
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
      List<Position> positions =
          read.values().stream().map(ViewStatus::position).filter(Objects::nonNull).toList();
      rows =
          other
              .open(sql, session, query, positions, limits)
              .orElseGet(() -> engine.open(query, limits));
      reports =
          rows.positions().stream()
              .map(position -> report(read.get(position.view()), position))
              .toList();
    }

    public List<Column> columns() {
      return rows.columns();
    }

    public Set<String> viewNames() {
      return Set.copyOf(read.keySet());
    }

    public List<ViewReport> views() {
      return reports;
    }

    /** See {@link Rows#next}. */
    public List<List<Object>> next(int atMost) {
      return rows.next(atMost);
    }

    /** Any thread. */
    public void cancel() {
      rows.cancel();
    }

    /**
     * How it ended, if not well.
     *
     * @param code of the error
     */
    public void outcome(String code) {
      outcome = code;
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.close();
      }
      times.took(read.keySet(), outcome, Duration.ofNanos(System.nanoTime() - start));
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
