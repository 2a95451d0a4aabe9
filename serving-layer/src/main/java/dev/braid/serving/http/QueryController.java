package dev.braid.serving.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.serving.access.Access;
import dev.braid.serving.access.QueryTrail;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.Answer;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.live.Answers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/query}. Integers and finite doubles are JSON numbers, decimals strings that keep
 * all digits, NaN and the infinities strings, dates and timestamps ISO-8601 strings (UTC).
 */
@RestController
final class QueryController {
  private final LiveGenerations generations;
  private final Access access;

  QueryController(LiveGenerations generations, Access access) {
    this.generations = generations;
    this.access = access;
  }

  record Query(String sql) {}

  /**
   * An answer.
   *
   * @param generation the definitions that all of it comes from
   */
  record Result(
      List<Answer.Column> columns,
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
  Result query(
      @RequestBody(required = false) Query query,
      @AuthenticationPrincipal User user,
      @RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = "") String source) {
    if (query == null || query.sql() == null) {
      throw ServingErrors.noSql();
    }
    try (QueryTrail trail = access.begin(user, source, query.sql())) {
      return generations.ask(
          answers -> result(answers.generation(), answers.query(query.sql(), trail)));
    }
  }

  private static Result result(long generation, Answers.Explained explained) {
    Map<String, ReadView> views = new LinkedHashMap<>();
    for (Answers.ViewReport view : explained.views()) {
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
    Answer answer = explained.answer();
    return new Result(
        answer.columns(),
        answer.rows(),
        answer.truncated(),
        generation,
        views,
        explained.elapsed().toNanos() / 10_000 / 100.0);
  }
}
