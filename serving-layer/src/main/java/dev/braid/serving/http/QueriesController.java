package dev.braid.serving.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.serving.access.Access;
import dev.braid.serving.access.User;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.query.Queries;
import dev.braid.serving.query.QueryInfo;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /v1/queries}: the queries that run that the user may see, their own or, to operators, all,
 * and those that ended last, whatever client they came from; and their end.
 */
@RestController
final class QueriesController {
  private final Queries queries;
  private final Access access;

  QueriesController(Queries queries, Access access) {
    this.queries = queries;
    this.access = access;
  }

  record QueryList(List<ListedQuery> queries) {}

  /**
   * One query.
   *
   * @param endedAt null while it runs
   * @param errorCode null unless it failed, as is the message
   */
  record ListedQuery(
      String id,
      String user,
      String source,
      String sql,
      String state,
      @JsonProperty("created_at") String createdAt,
      @JsonProperty("ended_at") String endedAt,
      long rows,
      @JsonProperty("error_code") String errorCode,
      @JsonProperty("error_message") String errorMessage,
      List<String> views) {}

  @GetMapping("/v1/queries")
  QueryList list(@AuthenticationPrincipal User user) {
    return new QueryList(queries.list(user).stream().map(QueriesController::listed).toList());
  }

  /** Stops it. Whoever waits for its rows is told so; one that has ended stays as it ended. */
  @DeleteMapping("/v1/queries/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable String id, @AuthenticationPrincipal User user) {
    if (queries.find(id, user).isEmpty()) {
      throw ServingErrors.noSuchQuery(id);
    }
    queries.cancel(id, user);
    access.audit().act(user, "cancel", Map.of("query", id));
  }

  private static ListedQuery listed(QueryInfo query) {
    return new ListedQuery(
        query.id(),
        query.user(),
        query.source(),
        query.sql(),
        query.state().text(),
        query.createdAt().toString(),
        query.endedAt() == null ? null : query.endedAt().toString(),
        query.rows(),
        query.errorCode(),
        query.errorMessage(),
        query.views().stream().sorted().toList());
  }
}
