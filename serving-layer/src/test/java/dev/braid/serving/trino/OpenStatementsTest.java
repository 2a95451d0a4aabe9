package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.util.concurrent.MoreExecutors;
import dev.braid.project.CompiledProject;
import dev.braid.serving.access.TestClock;
import dev.braid.serving.access.User;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenStatementsTest {
  private static final String BASE = "http://here:1";
  private static final User ANN = User.trusted("ann", "127.0.0.1");
  private static final User BOB = User.trusted("bob", "127.0.0.1");
  private static final Duration CLIENT_TIMEOUT = Duration.ofMinutes(5);
  private static final ProtocolLimits LIMITS =
      new ProtocolLimits(
          10, 100_000, Duration.ofSeconds(60), CLIENT_TIMEOUT, Duration.ofSeconds(20), 2);

  private final TestClock clock = new TestClock();
  private OpenStatements statements;

  /** With pages that are made at once, by whoever asks. */
  private OpenStatements open(Counting runner, ProtocolLimits limits) {
    return open(runner, limits, MoreExecutors.newDirectExecutorService());
  }

  private OpenStatements open(Counting runner, ProtocolLimits limits, ExecutorService pages) {
    statements =
        new OpenStatements(
            runner, (user, owner) -> user.name().equals(owner), limits, clock, pages);
    return statements;
  }

  @AfterEach
  void close() {
    if (statements != null) {
      statements.close();
    }
  }

  private JsonNode begin(String sql) throws Exception {
    return json(statements.begin(sql, ClientRequest.of(ANN, name -> List.of()), BASE));
  }

  private static JsonNode json(Reply reply) throws Exception {
    return CompiledProject.json().readTree(reply.json());
  }

  /** The path's last three parts. */
  private static String[] address(JsonNode answer) {
    String[] parts = answer.path("nextUri").asText().split("/");
    return List.of(parts).subList(parts.length - 3, parts.length).toArray(new String[0]);
  }

  private JsonNode follow(JsonNode answer) throws Exception {
    String[] address = address(answer);
    return ask(address[0], address[1], Long.parseLong(address[2]));
  }

  private JsonNode ask(String id, String slug, long token) throws Exception {
    return json(statements.find(id, slug, ANN).answer(token).get(30, TimeUnit.SECONDS));
  }

  private static String state(JsonNode answer) {
    return answer.path("stats").path("state").asText();
  }

  @Test
  void rowsComeInPagesAndNothingIsReadAheadOfTheClient() throws Exception {
    Counting runner = Counting.of(25);
    open(runner, LIMITS);
    JsonNode first = begin("SELECT 1");
    assertThat(state(first)).isEqualTo("QUEUED");
    assertThat(first.has("data")).isFalse();
    JsonNode one = follow(first);
    assertThat(one.path("data")).hasSize(10);
    assertThat(one.path("columns").path(0).path("type").asText()).isEqualTo("bigint");
    assertThat(state(one)).isEqualTo("RUNNING");
    assertThat(runner.pulled).hasValue(10);
    JsonNode two = follow(one);
    assertThat(runner.pulled).hasValue(20);
    JsonNode three = follow(two);
    assertThat(three.path("data")).hasSize(5);
    assertThat(three.path("data").path(4).path(0).asInt()).isEqualTo(24);
    assertThat(three.has("nextUri")).isFalse();
    assertThat(state(three)).isEqualTo("FINISHED");
    assertThat(runner.closed).hasValue(1);
  }

  @Test
  void pagesAreBoundedInBytes() throws Exception {
    Counting runner = new Counting(1000, 1_000, new CountDownLatch(0));
    open(
        runner,
        new ProtocolLimits(
            1_000, 50_000, Duration.ofSeconds(60), CLIENT_TIMEOUT, Duration.ofSeconds(20), 2));
    JsonNode answer = begin("SELECT 1");
    int rows = 0;
    while (answer.has("nextUri")) {
      answer = follow(answer);
      rows += answer.path("data").size();
      assertThat(answer.toString().length()).isLessThan(60_000);
    }
    assertThat(rows).isEqualTo(1000);
  }

  @Test
  void theLastAnswerIsGivenAgainAndThoseBeforeAreGone() throws Exception {
    Counting runner = Counting.of(25);
    open(runner, LIMITS);
    JsonNode one = follow(begin("SELECT 1"));
    JsonNode two = follow(one);
    String[] second = address(one);
    assertThat(follow(one)).isEqualTo(two);
    assertThat(runner.pulled).hasValue(20);
    assertThatThrownBy(() -> ask(second[0], second[1], 1))
        .isInstanceOfSatisfying(StatementGone.class, e -> assertThat(e.status()).isEqualTo(410));
    assertThatThrownBy(() -> ask(second[0], second[1], 9))
        .isInstanceOfSatisfying(StatementGone.class, e -> assertThat(e.status()).isEqualTo(404));
    JsonNode three = follow(two);
    assertThat(follow(two)).isEqualTo(three);
    clock.move(Duration.ofSeconds(21));
    statements.look();
    assertThatThrownBy(() -> follow(two))
        .isInstanceOfSatisfying(StatementGone.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void nobodyElseFindsIt() throws Exception {
    open(Counting.of(25), LIMITS);
    String[] address = address(begin("SELECT 1"));
    assertThat(statements.find(address[0], address[1], ANN)).isNotNull();
    String wrong =
        address[1].replace(address[1].charAt(0), address[1].charAt(0) == 'a' ? 'b' : 'a');
    for (String[] other : new String[][] {{address[0], wrong}, {"id9", address[1]}}) {
      assertThatThrownBy(() -> statements.find(other[0], other[1], ANN))
          .isInstanceOfSatisfying(StatementGone.class, e -> assertThat(e.status()).isEqualTo(404));
    }
    assertThatThrownBy(() -> statements.find(address[0], address[1], BOB))
        .isInstanceOfSatisfying(StatementGone.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void aStatementThatNobodyAsksForIsGivenUp() throws Exception {
    Counting runner = Counting.of(1000);
    open(runner, LIMITS);
    JsonNode one = follow(begin("SELECT 1"));
    clock.move(CLIENT_TIMEOUT);
    statements.look();
    assertThat(runner.closed).hasValue(0);
    JsonNode two = follow(one);
    clock.move(CLIENT_TIMEOUT.minusSeconds(1));
    statements.look();
    assertThat(runner.closed).hasValue(0);
    clock.move(Duration.ofSeconds(2));
    statements.look();
    assertThat(runner.closed).hasValue(1);
    clock.move(Duration.ofSeconds(21));
    statements.look();
    assertThat(statements.size()).isZero();
    assertThatThrownBy(() -> follow(two)).isInstanceOf(StatementGone.class);
  }

  @Test
  void aStatementThatTakesTooLongIsToldSo() throws Exception {
    Counting runner = Counting.of(1000);
    open(runner, LIMITS);
    JsonNode one = follow(begin("SELECT 1"));
    for (int minutes = 0; minutes <= 60; minutes += 4) {
      clock.move(Duration.ofMinutes(4));
      statements.look();
      one = one.has("nextUri") ? follow(one) : one;
    }
    assertThat(one.path("error").path("errorName").asText()).isEqualTo("EXCEEDED_TIME_LIMIT");
    assertThat(one.path("error").path("errorType").asText()).isEqualTo("INSUFFICIENT_RESOURCES");
    assertThat(runner.closed).hasValue(1);
  }

  @Test
  void whileAPageIsMadeTheClientIsToldToAskAgain() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    open(
        new Counting(5, 1, go),
        new ProtocolLimits(
            10, 100_000, Duration.ofMillis(1), CLIENT_TIMEOUT, Duration.ofSeconds(20), 2),
        Executors.newCachedThreadPool());
    JsonNode answer = begin("SELECT 1");
    for (int i = 0; i < 3; i++) {
      answer = follow(answer);
      assertThat(answer.has("data")).isFalse();
      assertThat(answer.has("nextUri")).isTrue();
    }
    go.countDown();
    int rows = 0;
    while (answer.has("nextUri")) {
      answer = follow(answer);
      rows += answer.path("data").size();
    }
    assertThat(rows).isEqualTo(5);
  }

  @Test
  void aCancelledStatementStopsAndSaysSo() throws Exception {
    Counting runner = new Counting(5, 1, new CountDownLatch(1));
    open(runner, LIMITS, Executors.newCachedThreadPool());
    JsonNode first = begin("SELECT 1");
    String[] address = address(first);
    statements.cancel(statements.find(address[0], address[1], ANN));
    JsonNode last = follow(first);
    assertThat(last.path("error").path("errorName").asText()).isEqualTo("USER_CANCELED");
    assertThat(state(last)).isEqualTo("FAILED");
    await().untilAsserted(() -> assertThat(runner.pulled).hasValue(0));
  }

  @Test
  void aQueryThatSomebodyCancelsBetweenTwoPagesGivesBackWhatItHolds() throws Exception {
    Counting runner = Counting.of(1000);
    open(runner, LIMITS);
    JsonNode one = follow(begin("SELECT 1"));
    assertThat(runner.cancel("id1", BOB)).isTrue();
    statements.look();
    assertThat(runner.closed).hasValue(1);
    assertThat(follow(one).path("error").path("errorName").asText()).isEqualTo("USER_CANCELED");
  }

  @Test
  void onlySoManyAreOpen() throws Exception {
    open(Counting.of(25), LIMITS);
    JsonNode one = begin("SELECT 1");
    begin("SELECT 1");
    assertThat(begin("SELECT 1").path("error").path("errorName").asText())
        .isEqualTo("QUERY_QUEUE_FULL");
    follow(follow(follow(one)));
    assertThat(begin("SELECT 1").has("error")).isFalse();
  }
}
