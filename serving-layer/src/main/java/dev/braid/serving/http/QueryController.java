package dev.braid.serving.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.live.Answers;
import dev.braid.serving.query.Queries;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.query.RunningQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/query}. Integers and finite doubles are JSON numbers, decimals strings that keep
 * all digits, NaN and the infinities strings, dates and timestamps ISO-8601 strings (UTC).
 */
@RestController
final class QueryController {
  private static final int PAGE = 1_000;

  private final Queries queries;

  QueryController(Queries queries) {
    this.queries = queries;
  }

  record Query(String sql) {}

  /** A result's column, with its type as SQL names it. */
  record ResultColumn(String name, String type) {}

  /**
   * An answer.
   *
   * @param generation the definitions that all of it comes from
   */
  record Result(
      List<ResultColumn> columns,
      List<List<Object>> rows,
      boolean truncated,
      long generation,
      Map<String, ReadView> views,
      @JsonProperty("elapsed_ms") double elapsedMillis) {}

  /** What one of the views read was made of, and how fresh it was. */
  record ReadView(
      String frontier,
      @JsonProperty("batch_version") Long batchVersion,
      @JsonProperty("speed_lag_ms") Long speedLagMillis,
      long events,
      boolean degraded,
      String reason,
      List<String> warnings,
      String state) {}

  @PostMapping("/v1/query")
  Result query(@RequestBody(required = false) Query query) {
    if (query == null) {
      throw ServingErrors.noSql();
    }
    long start = System.nanoTime();
    try (RunningQuery running = queries.start(query.sql(), QuerySession.of("anonymous", "rest"))) {
      List<List<Object>> rows = new ArrayList<>();
      boolean truncated = false;
      for (List<List<Object>> page; !(page = running.next(PAGE)).isEmpty() && !truncated; ) {
        for (List<Object> row : page) {
          if (rows.size() == queries.limits().rows()) {
            truncated = true;
            break;
          }
          rows.add(JsonValues.row(row));
        }
      }
      return new Result(
          running.columns().stream()
              .map(column -> new ResultColumn(column.name(), column.type().trinoName()))
              .toList(),
          rows,
          truncated,
          running.generation(),
          views(running.views()),
          (System.nanoTime() - start) / 10_000 / 100.0);
    }
  }

  private static Map<String, ReadView> views(List<Answers.ViewReport> reports) {
    Map<String, ReadView> views = new LinkedHashMap<>();
    for (Answers.ViewReport view : reports) {
      views.put(
          view.view(),
          new ReadView(
              view.position().frontier().toString(),
              view.position().batchVersion(),
              view.speedLagMillis(),
              view.position().events(),
              view.degraded(),
              view.reason(),
              view.warnings(),
              view.state().text()));
    }
    return views;
  }
}
