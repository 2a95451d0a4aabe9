package dev.braid.serving.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.braid.serving.access.User;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.query.ReadView;
import dev.braid.serving.sql.Column;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /v1/query}, as JSON or as what else the client accepts. In JSON integers and finite
 * doubles are numbers, decimals strings that keep all digits, NaN and the infinities strings, dates
 * and timestamps ISO-8601 strings (UTC).
 */
@RestController
final class QueryController {
  private final RestQueries queries;

  QueryController(RestQueries queries) {
    this.queries = queries;
  }

  /**
   * A statement.
   *
   * @param source names the asking program in the list of queries; null for none
   */
  record Query(String sql, String source) {}

  /** A result's column, with its type as SQL names it. */
  record ResultColumn(String name, String type) {}

  /**
   * An answer.
   *
   * @param typed its columns, and
   * @param values its rows, as {@link dev.braid.serving.sql.SqlType} says
   * @param generation the definitions that all of it comes from
   */
  @JsonPropertyOrder({"columns", "rows", "truncated", "generation", "views", "elapsed_ms"})
  record Result(
      @JsonIgnore List<Column> typed,
      @JsonIgnore List<List<Object>> values,
      boolean truncated,
      long generation,
      Map<String, ReadView> views,
      @JsonProperty("elapsed_ms") double elapsedMillis) {

    @JsonProperty("columns")
    List<ResultColumn> columns() {
      return typed.stream()
          .map(column -> new ResultColumn(column.name(), column.type().trinoName()))
          .toList();
    }

    /** Of values as JSON shows them. */
    @JsonProperty("rows")
    List<List<Object>> rows() {
      return values.stream().map(JsonValues::row).toList();
    }
  }

  @PostMapping(
      path = "/v1/query",
      produces = {
        MediaType.APPLICATION_JSON_VALUE,
        CsvConverter.CSV_VALUE,
        ArrowConverter.ARROW_VALUE
      })
  Result query(
      @RequestBody(required = false) Query query,
      @AuthenticationPrincipal User user,
      @RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = RestQueries.SOURCE)
          String agent) {
    if (query == null || query.sql() == null) {
      throw ServingErrors.noSql();
    }
    return queries.answer(query.sql(), user, query.source() == null ? agent : query.source());
  }
}
