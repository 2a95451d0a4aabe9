package dev.braid.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.project.BatchSettings;
import dev.braid.project.CompiledProject;
import dev.braid.project.ServingSettings;
import dev.braid.source.QuarantinedEvent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The whole layer over a real broker and real Delta tables. */
class ServingLayerTest {
  private static final long EPOCH = Views.EPOCH;
  private static final String ROWS = "SELECT key, n, total, largest FROM totals ORDER BY key";

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

  @BeforeEach
  void create(TestInfo test) {
    project = open(test, broker.bootstrapServers());
    project.createTopics();
  }

  private TestProject open(TestInfo test, String bootstrap) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    return new TestProject(name, bootstrap, folder);
  }

  @AfterEach
  void stop() {
    if (layer != null) {
      layer.close();
    }
    project.close();
  }

  private void serve() {
    layer = project.serve();
    await().until(() -> project.get(layer, "/actuator/health").status() == 200);
  }

  private String rows() {
    TestProject.Reply reply = project.query(layer, ROWS);
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    return reply.body().path("rows").toString();
  }

  private TestProject.Reply status() {
    return project.get(layer, "/v1/status");
  }

  @Test
  void nothingAnywhereIsEmptyAndSaidSo() {
    serve();
    assertThat(rows()).isEqualTo("[]");
    assertThat(status().view().path("state").asText()).isEqualTo("empty");
    assertThat(status().view().path("frontier").asText()).isEqualTo("none");
    assertThat(status().view().path("degraded").asBoolean()).isTrue();
    assertThat(status().view().path("reason").asText())
        .isEqualTo("the speed layer has not been heard of yet");
  }

  @Test
  void answersMergeBatchAndSpeedAndMoveWithTheFrontier() throws Exception {
    project.upsert(1, "a", EPOCH, 1, 2);
    project.upsert(1, "b", 2 * EPOCH, 10);
    serve();
    assertThat(rows()).isEqualTo("[[\"a\",2,3,2],[\"b\",1,10,10]]");

    // The batch view covers epoch 1; the speed states of epoch 1 are no longer counted.
    BatchCommit first =
        project.commit(
            0,
            new Frontier(2 * EPOCH),
            Frontier.NONE,
            Map.of("a", new long[] {1, 2, 7}, "c", new long[] {5}));
    project.announce(0, first);
    await()
        .untilAsserted(
            () -> assertThat(rows()).isEqualTo("[[\"a\",3,10,7],[\"b\",1,10,10],[\"c\",1,5,5]]"));
    project.upsert(1, "c", 2 * EPOCH, 100);
    project.upsert(1, "b", 2 * EPOCH, 10, 20);
    project.upsert(1, "b", 2 * EPOCH, 10);
    project.upsert(1, "a", EPOCH, 1, 2, 7, 8);
    await()
        .untilAsserted(
            () ->
                assertThat(rows()).isEqualTo("[[\"a\",3,10,7],[\"b\",2,30,20],[\"c\",2,105,100]]"));

    TestProject.Reply answer = project.query(layer, "SELECT sum(n) AS events FROM totals");
    assertThat(answer.body().path("rows").toString()).isEqualTo("[[7]]");
    assertThat(answer.body().path("columns").path(0).path("name").asText()).isEqualTo("events");
    assertThat(answer.view().path("frontier").asText()).isEqualTo("1970-01-01T00:02:00Z");
    assertThat(answer.view().path("batch_version").asLong()).isZero();
    assertThat(answer.view().path("state").asText()).isEqualTo("ready");

    assertThat(status().view().path("events").asLong()).isEqualTo(7);
    assertThat(status().view().path("events_from_batch").asLong()).isEqualTo(4);
    assertThat(status().view().path("events_from_speed").asLong()).isEqualTo(3);
    assertThat(status().view().path("groups").asLong()).isEqualTo(3);
    assertThat(status().view().path("hand_offs").asLong()).isEqualTo(1);

    BatchCommit second =
        project.commit(
            1,
            new Frontier(3 * EPOCH),
            new Frontier(2 * EPOCH),
            Map.of("a", new long[] {1}, "b", new long[] {2}, "c", new long[] {3}));
    project.announce(1, second);
    await()
        .untilAsserted(
            () -> assertThat(rows()).isEqualTo("[[\"a\",1,1,1],[\"b\",1,2,2],[\"c\",1,3,3]]"));

    String metrics = project.text(layer, "/actuator/prometheus");
    assertThat(metrics)
        .contains("braid_hand_offs_total{view=\"totals\"} 2.0")
        .contains("braid_frontier_age_seconds{view=\"totals\"}")
        .contains("braid_speed_lag_seconds{view=\"totals\"}")
        .contains("braid_upserts_applied_total{view=\"totals\"} 6.0")
        .contains("braid_events_counted{view=\"totals\"} 3.0")
        .contains("braid_query_seconds_count{outcome=\"ok\",view=\"totals\"}");
  }

  @Test
  void sumsThatOverflowAreNullAndCounted() {
    project.upsert(1, "a", 2 * EPOCH, Long.MAX_VALUE, 1);
    project.upsert(1, "b", 2 * EPOCH, 1);
    project.upsert(1, "d", 2 * EPOCH, -1);
    project.commit(
        0,
        new Frontier(2 * EPOCH),
        Frontier.NONE,
        Map.of(
            "b", new long[] {Long.MAX_VALUE},
            "c", new long[] {Long.MIN_VALUE, -1},
            "d", new long[] {Long.MAX_VALUE, 1}));
    serve();
    assertThat(rows())
        .isEqualTo(
            "[[\"a\",2,null,9223372036854775807],[\"b\",2,null,9223372036854775807],"
                + "[\"c\",2,null,-1],[\"d\",3,9223372036854775807,9223372036854775807]]");
    assertThat(status().view().path("overflowed_groups").asLong()).isEqualTo(3);
    project.upsert(1, "a", 2 * EPOCH, Long.MAX_VALUE, 1, -1);
    await()
        .untilAsserted(
            () ->
                assertThat(project.text(layer, "/actuator/prometheus"))
                    .contains("braid_overflowed_groups{view=\"totals\"} 2.0"));
  }

  @Test
  void aRestartAnswersTheSame() {
    project.upsert(1, "a", EPOCH, 1, 2);
    project.upsert(1, "a", 3 * EPOCH, 5);
    project.commit(0, new Frontier(2 * EPOCH), Frontier.NONE, Map.of("a", new long[] {1, 2}));
    serve();
    String before = rows();
    assertThat(before).isEqualTo("[[\"a\",3,8,5]]");
    layer.close();
    serve();
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void freshnessFollowsTheHeartbeats() {
    serve();
    long before = System.currentTimeMillis();
    project.append("{\"key\":\"a\",\"amount\":1}");
    project.heartbeat(before - 5_000);
    await()
        .untilAsserted(
            () -> {
              assertThat(status().view().path("speed_lag_ms").asLong()).isGreaterThan(4_000);
              assertThat(status().view().path("degraded").asBoolean()).isFalse();
            });
    project.heartbeat(System.currentTimeMillis() + 1_000);
    await()
        .untilAsserted(
            () -> {
              TestProject.Reply answer = project.query(layer, ROWS);
              assertThat(answer.view().path("speed_lag_ms").asText()).isEqualTo("0");
              assertThat(answer.view().path("degraded").asBoolean()).isFalse();
              assertThat(answer.view().path("reason").isNull()).isTrue();
            });
  }

  @Test
  void aLateBatchAndStragglersAreSaidWithEveryAnswer() throws Exception {
    long day = Duration.ofDays(1).toMillis();
    project.close();
    project =
        new TestProject(
            "late", broker.bootstrapServers(), folder, new BatchSettings(day, 10 * day));
    project.createTopics();
    Instant dayBeforeYesterday = Instant.now().minus(Duration.ofDays(2));
    Frontier frontier = new Frontier(dayBeforeYesterday.toEpochMilli() / EPOCH * EPOCH);
    project.announce(0, project.commit(0, frontier, Frontier.NONE, Map.of("a", new long[] {1})));
    project.heartbeat(System.currentTimeMillis(), 3);
    serve();
    await().untilAsserted(() -> assertThat(status().view().path("warnings").size()).isEqualTo(2));
    TestProject.Reply answer = project.query(layer, ROWS);
    assertThat(answer.view().path("degraded").asBoolean()).isFalse();
    assertThat(answer.view().path("warnings").path(0).asText())
        .matches(
            "the batch view is 4[78] h behind: frontier " + frontier + "; run `braid batch run`");
    assertThat(answer.view().path("warnings").path(1).asText())
        .isEqualTo("3 events fell behind the frontier, not counted until the next batch run");
    assertThat(status().view().path("batch_age_ms").asLong()).isGreaterThan(day);
    assertThat(status().view().path("uncounted_stragglers").asLong()).isEqualTo(3);
    assertThat(project.text(layer, "/actuator/prometheus"))
        .contains("braid_warnings{view=\"totals\"} 2.0")
        .contains("braid_degraded{view=\"totals\"} 0.0")
        .contains("braid_uncounted_stragglers{view=\"totals\"} 3.0")
        .contains("braid_batch_age_seconds{view=\"totals\"} 17")
        .contains("braid_view_state{state=\"ready\",view=\"totals\"} 1.0")
        .contains("braid_view_state{state=\"empty\",view=\"totals\"} 0.0");

    // The same batch view by stricter limits.
    layer.close();
    project.close();
    project = new TestProject("late", broker.bootstrapServers(), folder, new BatchSettings(0, day));
    serve();
    await()
        .untilAsserted(
            () ->
                assertThat(project.query(layer, ROWS).view().path("reason").asText())
                    .endsWith("run `braid batch run`, see its log"));
    assertThat(status().view().path("degraded").asBoolean()).isTrue();
    assertThat(project.text(layer, "/actuator/prometheus"))
        .contains("braid_degraded{view=\"totals\"} 1.0");
  }

  @Test
  void whatCannotBeReadDegradesAndNeverStopsTheLayer() {
    serve();
    project.heartbeat(1);
    project.speedRecord("[1".getBytes(StandardCharsets.UTF_8), new byte[] {'x'});
    project.upsert(1, "a", EPOCH, 1);
    await().untilAsserted(() -> assertThat(rows()).isEqualTo("[[\"a\",1,1,1]]"));
    assertThat(status().view().path("reason").asText())
        .isEqualTo("records of the speed topic that cannot be read: 1");
  }

  @Test
  void aBatchTableThatDoesNotSayWhatItCoversIsNotUsed() {
    project.upsert(1, "a", EPOCH, 1);
    TestLake.commit(project.table(), TestProject.VIEW, 0, (String) null, List.of());
    layer = project.serve();
    await()
        .untilAsserted(
            () -> assertThat(status().view().path("state").asText()).isEqualTo("failed"));
    TestProject.Reply refused = project.query(layer, ROWS);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.type()).startsWith("application/problem+json");
    assertThat(refused.body().path("code").asText()).isEqualTo("VIEW_FAILED");
    assertThat(refused.body().path("detail").asText()).contains("does not say what it covers");
    assertThat(project.get(layer, "/actuator/health").status()).isEqualTo(503);

    BatchCommit other =
        new BatchCommit(
            "totals",
            "other",
            new Frontier(EPOCH),
            Frontier.NONE,
            Offsets.NONE,
            Offsets.NONE,
            Offsets.NONE,
            0,
            "2026-01-01T00:00:00Z");
    TestLake.commit(project.table(), TestProject.VIEW, 1, other, List.of());
    await()
        .untilAsserted(
            () ->
                assertThat(status().view().path("reason").asText())
                    .contains("of another definition"));

    project.commit(2, new Frontier(2 * EPOCH), Frontier.NONE, Map.of("a", new long[] {4}));
    await()
        .untilAsserted(() -> assertThat(status().view().path("state").asText()).isEqualTo("ready"));
    assertThat(rows()).isEqualTo("[[\"a\",1,4,4]]");
  }

  @Test
  void aTableThatWasAnnouncedAndIsNotThereIsAFailureNotAnEmptyView() throws Exception {
    project.announce(3, TestLake.commit(TestProject.VIEW, new Frontier(EPOCH), Frontier.NONE, 1));
    layer = project.serve();
    await()
        .untilAsserted(
            () -> assertThat(status().view().path("state").asText()).isEqualTo("failed"));
    assertThat(status().view().path("reason").asText())
        .isEqualTo(
            "the batch table is missing, though version 3 was announced; restore it, or run `braid"
                + " batch run`");
  }

  @Test
  void aVersionThatCannotBeLoadedLeavesTheOneInUse() throws Exception {
    project.commit(0, new Frontier(2 * EPOCH), Frontier.NONE, Map.of("a", new long[] {4}));
    serve();
    project.heartbeat(1);
    Map<String, long[]> groups = Map.of("a", new long[] {4, 5});
    BatchCommit commit =
        project.commit(1, new Frontier(3 * EPOCH), new Frontier(2 * EPOCH), groups);
    Path file;
    try (var files = Files.newDirectoryStream(project.table(), "part-1-*")) {
      file = files.iterator().next();
    }
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    project.announce(1, commit);
    await()
        .untilAsserted(
            () -> assertThat(status().view().path("reason").asText()).contains("cannot be loaded"));
    assertThat(rows()).isEqualTo("[[\"a\",1,4,4]]");
    Files.write(file, content);
    await().untilAsserted(() -> assertThat(rows()).isEqualTo("[[\"a\",2,9,5]]"));
    assertThat(status().view().path("degraded").asBoolean()).isFalse();
  }

  @Test
  void goingBackOneVersionStaysExact() {
    project.upsert(1, "a", EPOCH, 1);
    project.upsert(1, "a", 2 * EPOCH, 2, 2);
    project.upsert(1, "a", 3 * EPOCH, 3, 3, 3);
    project.commit(0, new Frontier(2 * EPOCH), Frontier.NONE, Map.of("a", new long[] {1}));
    project.commit(
        1, new Frontier(3 * EPOCH), new Frontier(2 * EPOCH), Map.of("a", new long[] {1, 2, 2}));
    serve();
    assertThat(rows()).isEqualTo("[[\"a\",6,14,3]]");
    assertThat(status().view().path("events_from_speed").asLong()).isEqualTo(3);
    // As RESTORE does: a new version with the old one's content and frontier.
    project.commit(2, new Frontier(2 * EPOCH), Frontier.NONE, Map.of("a", new long[] {1}));
    await()
        .untilAsserted(
            () -> assertThat(status().view().path("events_from_speed").asLong()).isEqualTo(5));
    assertThat(rows()).isEqualTo("[[\"a\",6,14,3]]");
  }

  @Test
  void quarantinedEventsAreQueryableAndCounted() throws Exception {
    project.quarantine(
        new QuarantinedEvent(
            "orders", 0, 5, 0, "NOT_JSON", "no JSON", "{".getBytes(StandardCharsets.UTF_8)));
    byte[] noText = {(byte) 0xff, (byte) 0xfe};
    project.quarantine(new QuarantinedEvent("orders", 0, 6, 0, "NOT_JSON", "no JSON", noText));
    project.quarantine(new QuarantinedEvent("orders", 0, 7, 0, "EMPTY", "no value", null));
    serve();
    await()
        .untilAsserted(
            () ->
                assertThat(status().body().path("quarantined").toString())
                    .isEqualTo("{\"orders\":3}"));
    assertThat(
            project
                .query(
                    layer, "SELECT source, code, value, bytes FROM quarantine ORDER BY \"offset\"")
                .body()
                .path("rows")
                .toString())
        .isEqualTo(
            "[[\"orders\",\"NOT_JSON\",\"{\",\"ew==\"],"
                + "[\"orders\",\"NOT_JSON\",\"\ufffd\ufffd\",\"//4=\"],"
                + "[\"orders\",\"EMPTY\",null,null]]");
  }

  @Test
  void errorsAreProblemsWithACode() {
    serve();
    TestProject.Reply wrong = project.query(layer, "SELECT nonsense FROM totals");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.type()).startsWith("application/problem+json");
    assertThat(wrong.body().path("code").asText()).isEqualTo("COLUMN_NOT_FOUND");
    assertThat(wrong.body().path("type").asText()).isEqualTo("urn:braid:problem:column-not-found");
    assertThat(wrong.body().path("line").asInt()).isEqualTo(1);
    assertThat(wrong.body().path("column").asInt()).isEqualTo(8);
    TestProject.Reply unknown = project.query(layer, "SELECT * FROM total");
    assertThat(unknown.body().path("detail").asText()).contains("did you mean 'totals'?");
    TestProject.Reply forbidden = project.query(layer, "DROP VIEW totals");
    assertThat(forbidden.status()).isEqualTo(403);
    HttpRequest notJson =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + layer.port() + "/v1/query"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{sql"))
            .build();
    assertThat(project.exchange(notJson).statusCode()).isEqualTo(400);
    assertThat(project.exchange(notJson).body()).contains("\"code\":\"BAD_REQUEST\"");
    assertThat(project.get(layer, "/nowhere").body().path("code").asText()).isEqualTo("NOT_FOUND");
    assertThat(project.text(layer, "/")).contains("<title>Braid</title>");
  }

  @Test
  void itIsNotReadyUntilItHasCaughtUpAndOutlivesAnAbsentBroker(TestInfo test) throws Exception {
    int port = EmbeddedBroker.freePort();
    project.close();
    project = open(test, "127.0.0.1:" + port);
    layer = project.serve();
    assertThat(project.get(layer, "/actuator/health").status()).isEqualTo(503);
    TestProject.Reply refused = project.query(layer, ROWS);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body().path("code").asText()).isEqualTo("VIEW_NOT_LOADED");
    assertThat(status().view().path("state").asText()).isEqualTo("loading");

    Path log = folder.resolve("second-broker");
    try (EmbeddedBroker second = EmbeddedBroker.start(log, port)) {
      project.createTopics();
      project.upsert(1, "a", EPOCH, 1);
      project.heartbeat(1);
      await().until(() -> project.get(layer, "/actuator/health").status() == 200);
      await().untilAsserted(() -> assertThat(rows()).isEqualTo("[[\"a\",1,1,1]]"));
      assertThat(second.bootstrapServers()).endsWith(":" + port);
    }
    await()
        .untilAsserted(
            () -> {
              TestProject.Reply answer = project.query(layer, ROWS);
              assertThat(answer.status()).isEqualTo(200);
              assertThat(answer.view().path("reason").asText()).contains("does not answer since");
            });
    try (EmbeddedBroker again = EmbeddedBroker.start(log, port)) {
      project.upsert(1, "a", EPOCH, 1, 2);
      project.heartbeat(2);
      await().untilAsserted(() -> assertThat(rows()).isEqualTo("[[\"a\",2,3,2]]"));
      await()
          .untilAsserted(() -> assertThat(status().view().path("degraded").asBoolean()).isFalse());
      assertThat(again.bootstrapServers()).endsWith(":" + port);
      layer.close();
      layer = null;
    }
  }

  @Test
  void aTakenPortIsNamedWithTheKeyThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompiledProject base = project.project();
      CompiledProject busy =
          new CompiledProject(
              base.format(),
              base.name(),
              base.generation(),
              base.graceMillis(),
              base.kafka(),
              base.storage(),
              new ServingSettings("127.0.0.1", taken.getLocalPort()),
              base.sources(),
              base.views());
      assertThatThrownBy(
              () -> ServingLayer.start(busy, ServingOptions.of(folder.resolve("state")), () -> {}))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT);
                assertThat(e.getMessage())
                    .contains("port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
                    .contains("`serving.port` in braid.yml");
              });
    }
  }
}
