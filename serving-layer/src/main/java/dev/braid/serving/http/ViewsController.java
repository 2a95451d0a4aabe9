package dev.braid.serving.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.braid.log.BatchCommit;
import dev.braid.plan.PlanPrinter;
import dev.braid.project.Refresh;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.access.Access;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.Position;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.live.Answers;
import dev.braid.serving.tail.BatchTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * {@code GET /v1/views}: what the views are, and how fresh; one view's definition, sizes and batch
 * versions; its rows by their keys.
 */
@RestController
final class ViewsController {
  private static final int DEFAULT_ROWS = 100;
  private static final int MOST_ROWS = 10_000;
  private static final int HISTORY = 50;

  private final LiveGenerations generations;
  private final RestQueries queries;
  private final Access access;

  ViewsController(LiveGenerations generations, RestQueries queries, Access access) {
    this.generations = generations;
    this.queries = queries;
    this.access = access;
  }

  record Views(long generation, List<View> views) {}

  /** A view and its standing. */
  record View(
      String name,
      String description,
      String owner,
      List<String> keys,
      List<ViewShape.Column> columns,
      String source,
      @JsonProperty("epoch_ms") long epochMillis,
      String state,
      String frontier,
      @JsonProperty("batch_version") Long batchVersion,
      @JsonProperty("speed_lag_ms") Long speedLagMillis,
      long groups,
      long events,
      boolean degraded,
      String reason,
      List<String> warnings) {}

  /**
   * All of one view.
   *
   * @param plan as a tree, what is computed last on top
   * @param batch files of the batch version in use; null without one
   * @param history the batch table's commits, newest first, as far as its log tells
   */
  record ViewDetails(
      long generation,
      @JsonUnwrapped View view,
      String sql,
      String plan,
      List<ViewShape.State> states,
      @JsonProperty("definition_hash") String definitionHash,
      String refresh,
      BatchTable.Size batch,
      List<BatchCommitted> history) {}

  /**
   * One commit of the batch table.
   *
   * @param operation as its writer names it; null if it does not
   * @param frontier null, as all that follows, if the commit changed nothing of what is covered
   */
  record BatchCommitted(
      long version,
      String operation,
      String frontier,
      @JsonProperty("committed_at") String committedAt,
      Long events) {}

  @GetMapping("/v1/views")
  ResponseEntity<Views> views(@AuthenticationPrincipal User user, ServletWebRequest request) {
    return generations.ask(
        answers -> {
          List<Answers.ViewReport> reports =
              answers.status().stream()
                  .filter(report -> access.mayRead(user, report.view()))
                  .toList();
          if (request.checkNotModified(SnapshotTag.of(answers.generation(), reports))) {
            return null;
          }
          return fresh(
              new Views(
                  answers.generation(),
                  reports.stream()
                      .map(report -> view(definition(answers, report.view(), user), report))
                      .toList()));
        });
  }

  @GetMapping("/v1/views/{view}")
  ResponseEntity<ViewDetails> view(
      @PathVariable String view, @AuthenticationPrincipal User user, ServletWebRequest request) {
    return generations.ask(
        answers -> {
          ViewDefinition definition = definition(answers, view, user);
          Answers.ViewReport report = report(answers, view);
          if (request.checkNotModified(SnapshotTag.of(answers.generation(), List.of(report)))) {
            return null;
          }
          return fresh(details(answers, definition, report));
        });
  }

  /** Rows whose first keys are those given, in the order of the keys. */
  @GetMapping(
      path = "/v1/views/{view}/rows",
      produces = {
        MediaType.APPLICATION_JSON_VALUE,
        CsvConverter.CSV_VALUE,
        ArrowConverter.ARROW_VALUE
      })
  ResponseEntity<QueryController.Result> rows(
      @PathVariable String view,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(defaultValue = "" + DEFAULT_ROWS) int limit,
      @AuthenticationPrincipal User user,
      ServletWebRequest request) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw ServingErrors.badLimit(limit, MOST_ROWS);
    }
    List<String> keys = parameters.getOrDefault("key", List.of());
    Lookup lookup = generations.ask(answers -> lookup(answers, user, view, keys, limit));
    // The tag is older than the rows at most, so that whoever names it again has missed nothing.
    return request.checkNotModified(lookup.tag())
        ? null
        : fresh(queries.answer(lookup.sql(), user, RestQueries.SOURCE, limit));
  }

  private record Lookup(String sql, String tag) {}

  private Lookup lookup(Answers answers, User user, String view, List<String> keys, int limit) {
    // One row more tells whether there are more.
    String sql = RowLookup.sql(definition(answers, view, user), keys, limit + 1);
    return new Lookup(sql, SnapshotTag.of(answers.generation(), List.of(report(answers, view))));
  }

  private static <T> ResponseEntity<T> fresh(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(body);
  }

  private ViewDefinition definition(Answers answers, String name, User user) {
    ViewDefinition found =
        answers.definitions().stream()
            .filter(view -> view.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    ServingErrors.noSuchView(
                        name,
                        answers.definitions().stream()
                            .map(ViewDefinition::name)
                            .filter(view -> access.mayRead(user, view))
                            .toList()));
    access.requireRead(user, found.name());
    return found;
  }

  private static Answers.ViewReport report(Answers answers, String name) {
    return answers.status().stream()
        .filter(report -> report.view().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static View view(ViewDefinition definition, Answers.ViewReport report) {
    Position position = report.position();
    boolean none = position == null;
    return new View(
        definition.name(),
        definition.options().description(),
        definition.options().owner(),
        ViewShape.keys(definition),
        ViewShape.columns(definition),
        definition.plan().source(),
        definition.epochMillis(),
        report.state().text(),
        none ? null : position.frontier().toString(),
        none ? null : position.batchVersion(),
        report.speedLagMillis(),
        none ? 0 : position.groups(),
        none ? 0 : position.events(),
        report.degraded(),
        report.reason(),
        report.warnings());
  }

  private static ViewDetails details(
      Answers answers, ViewDefinition definition, Answers.ViewReport report) {
    BatchTable table = new BatchTable(answers.batchTable(definition));
    Position position = report.position();
    try {
      return new ViewDetails(
          answers.generation(),
          view(definition, report),
          definition.sql(),
          PlanPrinter.print(definition.plan()),
          ViewShape.states(definition),
          definition.definitionHash(),
          definition.options().refresh() == Refresh.FULL ? "full" : "incremental",
          position == null || position.batchVersion() == null
              ? null
              : table.size(position.batchVersion()),
          table.history(HISTORY).stream().map(ViewsController::committed).toList());
    } catch (IOException e) {
      throw ServingErrors.batchTable(definition.name(), e);
    }
  }

  private static BatchCommitted committed(BatchTable.Version version) {
    BatchCommit commit = version.commit();
    return new BatchCommitted(
        version.version(),
        version.operation() == null ? null : version.operation().toLowerCase(Locale.ROOT),
        commit == null ? null : commit.frontier().toString(),
        commit == null ? null : commit.committedAt(),
        commit == null ? null : commit.events());
  }
}
