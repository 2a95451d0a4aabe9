package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.Frontier;
import dev.braid.project.CompiledProject;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import dev.braid.serving.Views;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire. */
class StatementOverHttpTest {
  private static final String MANY =
      "SELECT a, b FROM UNNEST(sequence(1, 300)) t(a) CROSS JOIN UNNEST(sequence(1, 300)) u(b)";

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static TestProject project;
  private static ServingLayer layer;

  @BeforeAll
  static void serve() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    project = new TestProject("wire", broker.bootstrapServers(), folder.resolve("project"));
    project.createTopics();
    project.commit(
        0, new Frontier(2 * Views.EPOCH), Frontier.NONE, Map.of("a", new long[] {1, 2, 7}));
    layer = project.serve();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> project.get(layer, "/actuator/health").status() == 200);
  }

  @AfterAll
  static void stop() {
    layer.close();
    project.close();
    broker.close();
  }

  private static String base() {
    return "http://127.0.0.1:" + layer.port();
  }

  private static HttpResponse<String> send(
      String method, String uri, String sql, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(method, HttpRequest.BodyPublishers.ofString(sql));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return project.exchange(request.build());
  }

  private static HttpResponse<String> post(String sql, String... headers) {
    return send("POST", base() + "/v1/statement", sql, headers);
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return CompiledProject.json().readTree(response.body());
  }

  private static String next(JsonNode answer) {
    return answer.path("nextUri").asText();
  }

  /** The first answer that has rows, an error or no successor. */
  private static HttpResponse<String> first(String sql, String... headers) throws Exception {
    HttpResponse<String> response = post(sql, headers);
    JsonNode answer = json(response);
    while (answer.has("nextUri") && !answer.has("data")) {
      response = send("GET", next(answer), "", headers);
      answer = json(response);
    }
    return response;
  }

  @Test
  void anAnswerIsAsTrinosIs() throws Exception {
    JsonNode queued = json(post("SELECT key, n FROM totals", "X-Trino-User", "ann"));
    assertThat(queued.path("id").asText()).matches("\\d{8}_\\d{6}_\\d{5}_[a-z]{5}");
    assertThat(queued.path("stats").path("state").asText()).isEqualTo("QUEUED");
    assertThat(next(queued))
        .matches(base() + "/v1/statement/queued/" + queued.path("id").asText() + "/\\w+/1");
    HttpResponse<String> response = first("SELECT key, n FROM totals", "X-Trino-User", "ann");
    JsonNode answer = json(response);
    assertThat(response.headers().firstValue("Braid-Generation")).hasValue("1");
    assertThat(response.headers().firstValue("Braid-View").orElseThrow())
        .startsWith("totals; frontier=\"1970-01-01T00:02:00Z\"; batch-version=0; ")
        .endsWith("degraded=\"the speed layer has not been heard of yet\"");
    assertThat(answer.path("data").toString()).isEqualTo("[[\"a\",3]]");
    assertThat(answer.path("columns").toString())
        .isEqualTo(
            "[{\"name\":\"key\",\"type\":\"varchar\",\"typeSignature\":{\"rawType\":\"varchar\","
                + "\"arguments\":[{\"kind\":\"LONG\",\"value\":2147483647}]}},"
                + "{\"name\":\"n\",\"type\":\"bigint\",\"typeSignature\":{\"rawType\":\"bigint\","
                + "\"arguments\":[]}}]");
    assertThat(answer.path("stats").path("state").asText()).isEqualTo("FINISHED");
    assertThat(answer.path("warnings").path(0).path("message").asText())
        .isEqualTo("totals: DEGRADED: the speed layer has not been heard of yet");
  }

  @Test
  void aProgramIsToldAsJsonHowFreshItIs() throws Exception {
    JsonNode warnings =
        json(first("SELECT key FROM totals", "X-Trino-Client-Tags", "nightly,freshness-json"))
            .path("warnings");
    assertThat(warnings).hasSize(1);
    assertThat(warnings.at("/0/warningCode/name").asText()).isEqualTo("FRESHNESS_JSON");
    JsonNode report = CompiledProject.json().readTree(warnings.at("/0/message").asText());
    assertThat(report.path("generation").asLong()).isEqualTo(1);
    assertThat(report.at("/views/totals/batch_version").asLong()).isZero();
    assertThat(report.at("/views/totals/frontier").asText()).isEqualTo("1970-01-01T00:02:00Z");
    assertThat(report.at("/views/totals/reason").asText())
        .isEqualTo("the speed layer has not been heard of yet");
  }

  @Test
  void anAnswerIsForItsAddressAndItsUserOnly() throws Exception {
    HttpResponse<String> response = first(MANY, "X-Trino-User", "ann");
    JsonNode answer = json(response);
    String next = next(answer);
    assertThat(next).contains("/v1/statement/executing/");
    assertThat(send("GET", next, "", "X-Trino-User", "bob").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", next, "", "X-Trino-User", "bob").statusCode()).isEqualTo(404);
    String slug = next.replaceAll(".*/(\\w+)/\\d+", "$1");
    String wrong = next.replace(slug, "0".repeat(slug.length()));
    assertThat(send("GET", wrong, "", "X-Trino-User", "ann").statusCode()).isEqualTo(404);
    String unknown = next.replace(answer.path("id").asText(), "20260101_000000_00000_aaaaa");
    assertThat(send("GET", unknown, "", "X-Trino-User", "ann").statusCode()).isEqualTo(404);

    String own = send("GET", next, "", "X-Trino-User", "ann").body();
    assertThat(send("GET", next, "", "X-Trino-User", "ann").body()).isEqualTo(own);
    assertThat(send("GET", response.uri().toString(), "", "X-Trino-User", "ann").statusCode())
        .isEqualTo(410);
    assertThat(send("DELETE", next, "", "X-Trino-User", "ann").statusCode()).isEqualTo(204);
    JsonNode last = json(send("GET", next(CompiledProject.json().readTree(own)), ""));
    assertThat(last.path("error").path("errorName").asText()).isEqualTo("USER_CANCELED");
    assertThat(last.path("error").path("errorCode").asInt()).isEqualTo(3);
    assertThat(last.path("error").path("errorType").asText()).isEqualTo("USER_ERROR");
    assertThat(last.has("nextUri")).isFalse();
  }

  @Test
  void aPageIsNoLargerThanAMegabyteOrSo() throws Exception {
    JsonNode answer = json(first(MANY));
    int rows = 0;
    int pages = 0;
    while (true) {
      rows += answer.path("data").size();
      pages++;
      assertThat(answer.path("data").size()).isLessThanOrEqualTo(20_000);
      if (!answer.has("nextUri")) {
        break;
      }
      HttpResponse<String> response = send("GET", next(answer), "");
      assertThat(response.body().length()).isLessThan(2_000_000);
      answer = json(response);
    }
    assertThat(rows).isEqualTo(90_000);
    assertThat(pages).isBetween(5, 20);
  }

  @Test
  void anErrorHasItsPlace() throws Exception {
    JsonNode error = json(first("SELECT key\nFROM totals WHER n = 1")).path("error");
    assertThat(error.path("errorName").asText()).isEqualTo("SYNTAX_ERROR");
    assertThat(error.path("errorCode").asInt()).isEqualTo(1);
    assertThat(error.path("errorType").asText()).isEqualTo("USER_ERROR");
    assertThat(error.path("errorLocation").toString())
        .isEqualTo("{\"lineNumber\":2,\"columnNumber\":18}");
    assertThat(error.path("message").asText()).startsWith("line 2:18: mismatched input 'n'");
  }

  @Test
  void aSessionsChangesAreInTheHeaders() throws Exception {
    HttpResponse<String> prepared = first("PREPARE one FROM SELECT ? + 1");
    assertThat(prepared.headers().firstValue("X-Trino-Added-Prepare"))
        .hasValue("one=SELECT+%3F+%2B+1");
    JsonNode answer =
        json(first("EXECUTE one USING 41", "X-Trino-Prepared-Statement", "one=SELECT+%3F+%2B+1"));
    assertThat(answer.path("data").toString()).isEqualTo("[[42]]");
    assertThat(
            first("DEALLOCATE PREPARE one", "X-Trino-Prepared-Statement", "one=SELECT+1")
                .headers()
                .firstValue("X-Trino-Deallocated-Prepare"))
        .hasValue("one");
    HttpResponse<String> use = first("USE system.runtime");
    assertThat(use.headers().firstValue("X-Trino-Set-Catalog")).hasValue("system");
    assertThat(use.headers().firstValue("X-Trino-Set-Schema")).hasValue("runtime");
    assertThat(
            first("SET SESSION query_max_run_time = '5m'")
                .headers()
                .firstValue("X-Trino-Set-Session"))
        .hasValue("query_max_run_time=5m");
    assertThat(
            first("RESET SESSION query_max_run_time").headers().firstValue("X-Trino-Clear-Session"))
        .hasValue("query_max_run_time");
    assertThat(
            first("START TRANSACTION READ ONLY", "X-Trino-Transaction-Id", "NONE")
                .headers()
                .firstValue("X-Trino-Started-Transaction-Id"))
        .isPresent();
    assertThat(
            first("ROLLBACK", "X-Trino-Transaction-Id", "some")
                .headers()
                .firstValue("X-Trino-Clear-Transaction-Id"))
        .hasValue("true");
    assertThat(json(first("SET TIME ZONE 'Europe/Berlin'")).path("error").path("message").asText())
        .contains("the time zone of a session is UTC");
  }

  @Test
  void whatIsNoStatementIsRefused() {
    assertThat(post(" ").statusCode()).isEqualTo(400);
    assertThat(post("SELECT 1", "X-Trino-Session", "nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void serverInfoIsThatOfACoordinator() throws Exception {
    JsonNode info = json(send("GET", base() + "/v1/info", ""));
    assertThat(info.path("coordinator").asBoolean()).isTrue();
    assertThat(info.path("starting").asBoolean()).isFalse();
    assertThat(info.path("nodeVersion").path("version").asText()).isNotBlank();
  }
}
