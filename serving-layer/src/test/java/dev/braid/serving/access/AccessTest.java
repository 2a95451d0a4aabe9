package dev.braid.serving.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.error.BraidException;
import dev.braid.project.AccessSettings;
import dev.braid.project.AccessSettings.Grant;
import dev.braid.project.AccessSettings.RateLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each user may do, without a server. */
class AccessTest {
  private static final AccessSettings.Authentication PASSWORDS =
      new AccessSettings.Authentication("users", null);
  private static final User ANN = User.of("ann", Set.of("reader"), "10.0.0.1");
  private static final User FRED = User.of("fred", Set.of("reader", "finance"), "10.0.0.2");
  private static final User OLGA = User.of("olga", Set.of("operator"), "10.0.0.3");
  private static final User ADAM = User.of("adam", Set.of("admin"), "10.0.0.4");

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private Access access;

  @AfterEach
  void close() {
    access.close();
  }

  private void open(Map<String, Grant> grants, RateLimit rate) {
    AccessSettings settings = new AccessSettings(null, PASSWORDS, grants, rate);
    access = new Access(settings, new AuditLog(folder, clock), clock);
  }

  private static Grant to(Set<String> users, Set<String> roles) {
    return new Grant(false, new TreeSet<>(users), new TreeSet<>(roles));
  }

  private List<JsonNode> lines() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(AuditLog.FILE))) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  @Test
  void aRoleHasTheRightsOfThoseBelow() {
    open(Map.of(), null);
    assertThat(ANN.is(Role.READER)).isTrue();
    assertThat(ANN.is(Role.OPERATOR)).isFalse();
    assertThat(OLGA.is(Role.READER)).isTrue();
    assertThat(OLGA.is(Role.ADMIN)).isFalse();
    assertThat(ADAM.is(Role.OPERATOR)).isTrue();
    assertThat(User.of("x", Set.of("finance", "READER"), "").is(Role.READER)).isFalse();
  }

  @Test
  void aViewWithoutAnEntryIsForAllReaders() {
    open(Map.of("secret", to(Set.of("bob"), Set.of("finance"))), null);
    assertThat(access.mayRead(ANN, "totals")).isTrue();
    assertThat(access.mayRead(ANN, "secret")).isFalse();
    assertThat(access.mayRead(FRED, "secret")).isTrue();
    assertThat(access.mayRead(User.of("bob", Set.of("reader"), ""), "secret")).isTrue();
    assertThat(access.mayRead(ADAM, "secret")).isFalse();
    assertThatThrownBy(() -> access.requireRead(ANN, "secret"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("VIEW_FORBIDDEN");
              assertThat(e.getMessage()).contains("ann may not read secret");
            });
  }

  @Test
  void theStarIsForTheOthersAndARoleForThoseAbove() {
    open(Map.of("open", Grant.EVERYBODY, "*", to(Set.of(), Set.of("operator"))), null);
    assertThat(access.mayRead(ANN, "open")).isTrue();
    assertThat(access.mayRead(ANN, "totals")).isFalse();
    assertThat(access.mayRead(OLGA, "totals")).isTrue();
    assertThat(access.mayRead(ADAM, "totals")).isTrue();
  }

  @Test
  void theQuarantineIsTheOperatorsWithoutAnEntry() {
    open(Map.of("*", Grant.EVERYBODY), null);
    assertThat(access.mayRead(ANN, "quarantine")).isFalse();
    assertThat(access.mayRead(OLGA, "quarantine")).isTrue();
    access.follow(Map.of("quarantine", Grant.EVERYBODY));
    assertThat(access.mayRead(ANN, "quarantine")).isTrue();
  }

  @Test
  void grantsFollowTheGeneration() {
    open(Map.of(), null);
    assertThat(access.mayRead(ANN, "salaries")).isTrue();
    access.follow(Map.of("salaries", to(Set.of(), Set.of("finance"))));
    assertThat(access.mayRead(ANN, "salaries")).isFalse();
    assertThat(access.mayRead(FRED, "salaries")).isTrue();
  }

  @Test
  void rowsAreFetchedByWhoAskedAlone() {
    open(Map.of(), null);
    assertThat(access.mayFollow("ann", "ann")).isTrue();
    assertThat(access.mayFollow("adam", "ann")).isFalse();
    assertThat(access.mayOversee(ANN, "ann")).isTrue();
    assertThat(access.mayOversee(FRED, "ann")).isFalse();
    assertThat(access.mayOversee(OLGA, "ann")).isTrue();
  }

  @Test
  void eachUserHasARateOfTheirOwn() throws IOException {
    open(Map.of(), new RateLimit(2, 3));
    for (int i = 0; i < 3; i++) {
      access.begin(ANN, "", "SELECT 1").close();
    }
    assertThatThrownBy(() -> access.begin(ANN, "", "SELECT 2"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("RATE_LIMITED");
              assertThat(e.kind().httpStatus()).isEqualTo(429);
              assertThat(e.getMessage()).contains("2 queries a second").endsWith("in 500 ms");
            });
    access.begin(FRED, "", "SELECT 3").close();
    clock.move(Duration.ofMillis(500));
    access.begin(ANN, "", "SELECT 4").close();
    assertThatThrownBy(() -> access.begin(ANN, "", "SELECT 5")).isInstanceOf(BraidException.class);
    assertThat(lines())
        .extracting(line -> line.path("outcome").asText())
        .containsExactly("ok", "ok", "ok", "RATE_LIMITED", "ok", "ok", "RATE_LIMITED");
  }

  @Test
  void aQueryLeavesOneLine() throws IOException {
    open(Map.of("secret", to(Set.of("bob"), Set.of())), null);
    QueryTrail trail = access.begin(ANN, "trino-jdbc", "SELECT * FROM secret, totals");
    trail.answeredBy(7);
    trail.reads("totals");
    trail.gave(2);
    trail.gave(3);
    assertThatThrownBy(() -> trail.reads("secret")).isInstanceOf(BraidException.class);
    trail.failed("VIEW_FORBIDDEN");
    trail.close();
    trail.close();
    JsonNode line = lines().get(0);
    assertThat(lines()).hasSize(1);
    assertThat(line.path("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(line.path("act").asText()).isEqualTo("query");
    assertThat(line.path("user").asText()).isEqualTo("ann");
    assertThat(line.path("address").asText()).isEqualTo("10.0.0.1");
    assertThat(line.path("source").asText()).isEqualTo("trino-jdbc");
    assertThat(line.path("sql").asText()).isEqualTo("SELECT * FROM secret, totals");
    assertThat(line.path("views").toString()).isEqualTo("[\"secret\",\"totals\"]");
    assertThat(line.path("outcome").asText()).isEqualTo("VIEW_FORBIDDEN");
    assertThat(line.path("rows").asLong()).isEqualTo(5);
    assertThat(line.path("ms").isIntegralNumber()).isTrue();
    assertThat(line.path("generation").asLong()).isEqualTo(7);
  }

  @Test
  void nobodyForgesALine() throws IOException {
    open(Map.of(), null);
    String forged = "SELECT 1\r\n{\"act\":\"query\",\"user\":\"adam\"}\u2028\u0085\u001b[2J\u0000";
    User user = User.of("a\"n\nn", Set.of("reader"), "::1\n");
    access.begin(user, forged, forged).close();
    access.audit().act(user, "cancel", Map.of("query", forged));
    byte[] bytes = Files.readAllBytes(folder.resolve(AuditLog.FILE));
    int breaks = 0;
    for (byte b : bytes) {
      breaks += b == '\n' ? 1 : 0;
      assertThat(b == '\n' || b >= ' ' && b <= '~').as("byte %s", b).isTrue();
    }
    assertThat(breaks).isEqualTo(2);
    assertThat(lines().get(0).path("sql").asText()).isEqualTo(forged);
    assertThat(lines().get(1).path("query").asText()).isEqualTo(forged);
  }

  @Test
  void aLongStatementIsCutAndAFullFileTurned() throws IOException {
    AccessSettings settings = new AccessSettings(null, PASSWORDS, Map.of(), null);
    access = new Access(settings, new AuditLog(folder, clock, 100_000), clock);
    for (int i = 0; i < 8; i++) {
      access.begin(ANN, "", "SELECT '" + "x".repeat(60_000) + "'").close();
    }
    assertThat(folder.resolve("audit.1.jsonl")).exists();
    assertThat(folder.resolve("audit.2.jsonl")).doesNotExist();
    String sql = lines().get(0).path("sql").asText();
    assertThat(sql).hasSize(32_770).endsWith("x …");
  }
}
