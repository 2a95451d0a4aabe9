package dev.braid.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What the REST interface says of views, and their rows by key. */
class ViewsApiTest {
  private static final long EPOCH = Views.EPOCH;

  @TempDir static Path brokerFolder;
  private static EmbeddedBroker broker;

  @TempDir Path folder;
  private TestProject project;
  private ServingLayer layer;

  @BeforeAll
  static void startBroker() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    broker = EmbeddedBroker.start(brokerFolder, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** Batch version 0 covers a, b and c; the speed layer has counted b and d since. */
  @BeforeEach
  void serve(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    project = new TestProject(name, broker.bootstrapServers(), folder);
    project.createTopics();
    project.upsert(1, "b", 2 * EPOCH, 10);
    project.upsert(1, "d", 2 * EPOCH, 7);
    project.commit(
        0,
        new Frontier(2 * EPOCH),
        Frontier.NONE,
        Map.of("a", new long[] {1, 2}, "b", new long[] {3}, "c", new long[] {Long.MAX_VALUE}));
    layer = project.serve();
    await().until(() -> project.get(layer, "/actuator/health").status() == 200);
  }

  @AfterEach
  void stop() {
    layer.close();
    project.close();
  }

  private HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + layer.port() + path));
    return project.exchange(
        headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  private String rows(String query) {
    TestProject.Reply reply = project.get(layer, "/v1/views/totals/rows" + query);
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    return reply.body().path("rows").toString();
  }

  @Test
  void theViewsWithTheirColumnsAndStanding() {
    JsonNode all = project.get(layer, "/v1/views").body();
    assertThat(all.path("generation").asLong()).isEqualTo(1);
    JsonNode view = all.path("views").path(0);
    assertThat(view.path("name").asText()).isEqualTo("totals");
    assertThat(view.path("keys").toString()).isEqualTo("[\"key\"]");
    assertThat(view.path("columns").path(0).toString())
        .isEqualTo(
            "{\"name\":\"key\",\"type\":\"VARCHAR\",\"role\":\"key\",\"definition\":\"key\","
                + "\"description\":null}");
    assertThat(view.path("columns").path(2).toString())
        .isEqualTo(
            "{\"name\":\"total\",\"type\":\"BIGINT\",\"role\":\"aggregate\","
                + "\"definition\":\"sum(amount)\",\"description\":null}");
    assertThat(view.path("frontier").asText()).isEqualTo("1970-01-01T00:02:00Z");
    assertThat(view.path("batch_version").asLong()).isZero();
    assertThat(view.path("groups").asLong()).isEqualTo(4);
    assertThat(view.path("events").asLong()).isEqualTo(6);
  }

  @Test
  void oneViewWithItsPlanSizesAndVersions() throws Exception {
    BatchCommit second =
        project.commit(
            1, new Frontier(3 * EPOCH), new Frontier(2 * EPOCH), Map.of("a", new long[] {1}));
    project.announce(1, second);
    await()
        .until(
            () ->
                project.get(layer, "/v1/views/totals").body().path("batch_version").asLong() == 1);
    JsonNode view = project.get(layer, "/v1/views/totals").body();
    assertThat(view.path("name").asText()).isEqualTo("totals");
    assertThat(view.path("sql").asText()).isEqualTo("SELECT …");
    assertThat(view.path("plan").asText())
        .contains("output total BIGINT := total\n")
        .contains("  aggregate _a1 sum(amount) BIGINT, kept as _a1_sum DECIMAL(38,0)\n")
        .endsWith("    source orders\n");
    assertThat(view.path("definition_hash").asText()).isEqualTo(TestProject.VIEW.definitionHash());
    assertThat(view.path("refresh").asText()).isEqualTo("full");
    assertThat(view.path("states").path(1).toString())
        .isEqualTo(
            "{\"aggregate\":\"sum(amount)\",\"field\":\"sum\",\"column\":\"_a1_sum\","
                + "\"type\":\"DECIMAL(38,0)\",\"bytes\":\"16\"}");
    assertThat(view.path("batch").path("files").asInt()).isEqualTo(1);
    assertThat(view.path("batch").path("bytes").asLong()).isGreaterThan(100);
    assertThat(view.path("history").toString())
        .isEqualTo(
            "[{\"version\":1,\"operation\":null,\"frontier\":\"1970-01-01T00:03:00Z\","
                + "\"committed_at\":\"2026-01-01T00:00:00Z\",\"events\":1},"
                + "{\"version\":0,\"operation\":null,\"frontier\":\"1970-01-01T00:02:00Z\","
                + "\"committed_at\":\"2026-01-01T00:00:00Z\",\"events\":4}]");
  }

  @Test
  void rowsByKey() {
    assertThat(rows("?key=b")).isEqualTo("[[\"b\",2,13,10,\"speed\"]]");
    assertThat(rows("?key=nobody")).isEqualTo("[]");
    assertThat(rows("?key=a,b")).as("a comma is part of the key").isEqualTo("[]");
    assertThat(rows("?limit=2")).isEqualTo("[[\"a\",2,3,2,\"batch\"],[\"b\",2,13,10,\"speed\"]]");
    JsonNode cut = project.get(layer, "/v1/views/totals/rows?limit=3").body();
    assertThat(cut.path("truncated").asBoolean()).isTrue();
    assertThat(cut.path("views").path("totals").path("events").asLong()).isEqualTo(6);
    JsonNode whole = project.get(layer, "/v1/views/totals/rows?limit=4").body();
    assertThat(whole.path("truncated").asBoolean()).isFalse();
    assertThat(whole.path("rows").path(3).toString()).isEqualTo("[\"d\",1,7,7,\"speed\"]");
  }

  @Test
  void whatCannotBeLookedUpIsSaid() {
    TestProject.Reply unknown = project.get(layer, "/v1/views/total/rows?key=a");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().path("code").asText()).isEqualTo("NO_SUCH_VIEW");
    assertThat(unknown.body().path("detail").asText()).endsWith("did you mean 'totals'?");
    assertThat(project.get(layer, "/v1/views/total").status()).isEqualTo(404);
    TestProject.Reply many = project.get(layer, "/v1/views/totals/rows?key=a&key=b");
    assertThat(many.status()).isEqualTo(400);
    assertThat(many.body().path("code").asText()).isEqualTo("TOO_MANY_KEYS");
    TestProject.Reply limit = project.get(layer, "/v1/views/totals/rows?limit=0");
    assertThat(limit.body().path("detail").asText())
        .isEqualTo("limit 0 is not between 1 and 10000");
    assertThat(project.get(layer, "/v1/views/totals/rows?limit=x").status()).isEqualTo(400);
  }

  @Test
  void anEntityTagStandsForOneSnapshot() {
    for (String path : new String[] {"/v1/views", "/v1/views/totals", "/v1/views/totals/rows"}) {
      String tag = get(path).headers().firstValue("etag").orElseThrow();
      HttpResponse<String> same = get(path, "If-None-Match", tag);
      assertThat(same.statusCode()).as(path).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      long events = project.get(layer, "/v1/status").view().path("events").asLong();
      project.upsert(1, "e" + events, 2 * EPOCH, 1);
      await()
          .untilAsserted(
              () -> assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(200));
      assertThat(get(path, "If-None-Match", tag).headers().firstValue("etag").orElseThrow())
          .isNotEqualTo(tag);
    }
  }

  @Test
  void csvForWhomeverAcceptsIt() {
    HttpResponse<String> csv =
        project.exchange(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + layer.port() + "/v1/query"))
                .header("content-type", "application/json")
                .header("accept", "text/csv")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"sql\": \"SELECT key, n, NULL AS nothing, '' AS empty, 'say \\\"a, b\\\"' AS"
                            + " said, largest FROM totals WHERE key = 'c'\"}"))
                .build());
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("content-type")).contains("text/csv;charset=UTF-8");
    assertThat(csv.body())
        .isEqualTo(
            "key,n,nothing,empty,said,largest\r\n"
                + "c,1,,\"\",\"say \"\"a, b\"\"\",9223372036854775807\r\n");
    assertThat(csv.headers().firstValue("braid-views").orElseThrow())
        .contains("\"totals\"")
        .contains("\"events\":6");
    assertThat(csv.headers().firstValue("braid-truncated")).contains("false");
    assertThat(get("/v1/views/totals/rows?key=a", "Accept", "text/csv").body())
        .isEqualTo("key,n,total,largest,$layer\r\na,2,3,2,batch\r\n");
    HttpResponse<String> wrong = get("/v1/views/nothing/rows", "Accept", "text/csv");
    assertThat(wrong.statusCode()).isEqualTo(404);
    assertThat(wrong.headers().firstValue("content-type")).contains("application/problem+json");
  }

  @Test
  void anArrowStreamForWhomeverAcceptsIt() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + layer.port() + "/v1/query"))
            .header("content-type", "application/json")
            .header("accept", "application/vnd.apache.arrow.stream")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"sql\": \"SELECT key, largest, DECIMAL '-1.50' AS price, DATE '2026-01-31' AS"
                        + " day, TIMESTAMP '2026-01-31 23:59:59.250000' AS at, ARRAY[1, NULL] AS"
                        + " list, MAP(ARRAY['x'], ARRAY[2.5e0]) AS map, NULL AS nothing, n > 1 AS"
                        + " several, x FROM totals CROSS JOIN UNNEST(sequence(1, 5000)) t(x) WHERE"
                        + " key IN ('a', 'c') ORDER BY key, x\"}"))
            .build();
    HttpResponse<InputStream> reply =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("braid-views").orElseThrow()).contains("\"totals\"");
    int rows = 0;
    try (BufferAllocator memory = new RootAllocator();
        ArrowStreamReader arrow = new ArrowStreamReader(reply.body(), memory)) {
      VectorSchemaRoot batch = arrow.getVectorSchemaRoot();
      assertThat(batch.getSchema().getCustomMetadata()).containsEntry("Braid-Generation", "1");
      while (arrow.loadNextBatch()) {
        if (rows == 0) {
          assertThat(
                  batch.getFieldVectors().stream()
                      .map(vector -> String.valueOf(vector.getObject(0))))
              .containsExactly(
                  "a",
                  "2",
                  "-1.50",
                  "20484",
                  "2026-01-31T23:59:59.250",
                  "[1,null]",
                  "[{\"key\":\"x\",\"value\":2.5}]",
                  "null",
                  "true",
                  "1");
        }
        rows += batch.getRowCount();
        assertThat(batch.getVector("x").getObject(batch.getRowCount() - 1))
            .isEqualTo(rows == 10_000 ? 5_000L : (rows - 1) % 5_000L + 1);
      }
    }
    assertThat(rows).isEqualTo(10_000);
  }

  @Test
  void aQueryThatRunsIsListedAndStopped() throws Exception {
    String endless =
        "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y),"
            + " UNNEST(sequence(1, 10000)) c(z) WHERE x + y + z = 0";
    CompletableFuture<TestProject.Reply> answer =
        CompletableFuture.supplyAsync(() -> project.query(layer, endless));
    await().until(() -> queries("running").size() == 1);
    JsonNode running = queries("running").get(0);
    assertThat(running.path("sql").asText()).isEqualTo(endless);
    assertThat(running.path("source").asText()).startsWith("Java-http-client/");
    assertThat(running.path("ended_at").isNull()).isTrue();
    HttpResponse<String> stopped = delete(running.path("id").asText());
    assertThat(stopped.statusCode()).isEqualTo(204);
    TestProject.Reply refused = answer.get(60, TimeUnit.SECONDS);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asText()).isEqualTo("CANCELLED");
    await().until(() -> queries("canceled").size() == 1);
    assertThat(queries("running")).isEmpty();
    assertThat(delete("nothing").statusCode()).isEqualTo(404);
    assertThat(delete("nothing").body()).contains("NO_SUCH_QUERY");
  }

  private List<JsonNode> queries(String state) {
    List<JsonNode> found = new ArrayList<>();
    project
        .get(layer, "/v1/queries")
        .body()
        .path("queries")
        .forEach(
            query -> {
              if (query.path("state").asText().equals(state)) {
                found.add(query);
              }
            });
    return found;
  }

  private HttpResponse<String> delete(String query) {
    return project.exchange(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + layer.port() + "/v1/queries/" + query))
            .DELETE()
            .build());
  }

  @Test
  void pagesAreKeptToThisHost() {
    for (String path : new String[] {"/", "/api.html", "/webjars/codemirror/lib/codemirror.js"}) {
      HttpResponse<String> page = get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
          .doesNotContain("unsafe");
    }
    assertThat(get("/v1/openapi.json").body()).contains("\"openapi\": \"3.1.0\"");
  }
}
