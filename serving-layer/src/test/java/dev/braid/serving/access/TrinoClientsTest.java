package dev.braid.serving.access;

import static dev.braid.serving.access.RawHttp.basic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.project.AccessSettings;
import dev.braid.project.AccessSettings.Grant;
import dev.braid.project.AccessSettings.Tls;
import dev.braid.project.ServingSettings;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import dev.braid.serving.trino.Drivers;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Trino's clients where it matters who they are. */
class TrinoClientsTest {
  private static final Path CERTIFICATE = Path.of("src/test/resources/tls/localhost.pem");
  private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");
  private static final String MANY =
      "SELECT a FROM UNNEST(sequence(1, 9000)) t(a) CROSS JOIN UNNEST(sequence(1, 9)) u(b)";

  @TempDir static Path brokerFolder;
  private static EmbeddedBroker broker;

  @TempDir Path folder;
  private TestUsers users;
  private String name;
  private TestProject project;
  private ServingLayer layer;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(brokerFolder, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void create(TestInfo test) {
    name = "trino-" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    users =
        new TestUsers(folder.resolve("users"))
            .add("ann", "right", "reader")
            .add("bob", "good", "reader");
  }

  @AfterEach
  void stop() {
    layer.close();
    project.close();
  }

  private void serve(AccessSettings access) {
    project =
        new TestProject(
            name,
            broker.bootstrapServers(),
            folder,
            new ServingSettings("127.0.0.1", 0, access),
            List.of(TestProject.VIEW));
    project.createTopics();
    layer = project.serve();
  }

  /** The path of the next answer; empty if there is none. */
  private static String next(RawHttp.Reply reply) {
    Matcher next = NEXT.matcher(reply.text());
    return next.find() ? URI.create(next.group(1)).getPath() : "";
  }

  @Test
  void answersAreForWhoAskedAndOnlyOfWhatTheyMayRead() throws Exception {
    Grant bobs = new Grant(false, new TreeSet<>(Set.of("bob")), new TreeSet<>());
    serve(new AccessSettings(null, users.authentication(), Map.of("totals", bobs), null));
    RawHttp http = new RawHttp(layer.port());
    String ann = basic("ann", "right");
    String bob = basic("bob", "good");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.query("SELECT * FROM totals", bob).status() == 200);

    assertThat(http.send("POST", "/v1/statement", List.of(), MANY).status()).isEqualTo(401);
    assertThat(http.send("POST", "/v1/statement", List.of(ann, "X-Trino-User: bob"), MANY).status())
        .isEqualTo(403);
    String next = next(http.send("POST", "/v1/statement", List.of(ann), MANY));
    assertThat(http.get(next, bob).status()).isEqualTo(404);
    assertThat(http.get(next).status()).isEqualTo(401);
    assertThat(http.send("DELETE", next, List.of(bob), "").status()).isEqualTo(404);
    assertThat(last(http, MANY, bob).text()).contains("\"state\":\"FINISHED\"");
    assertThat(http.get(next, ann).status()).isEqualTo(200);

    assertThat(last(http, "SELECT * FROM totals", ann).text())
        .contains("\"errorName\":\"PERMISSION_DENIED\"", "\"errorCode\":4,");
    assertThat(last(http, "SHOW TABLES", ann).text()).doesNotContain("totals");
    assertThat(last(http, "SELECT table_name FROM system.jdbc.tables", ann).text())
        .doesNotContain("totals");
    assertThat(last(http, "SELECT \"user\" FROM system.runtime.queries", ann).text())
        .contains("ann")
        .doesNotContain("bob");
  }

  private static RawHttp.Reply last(RawHttp http, String sql, String who) {
    RawHttp.Reply reply = http.send("POST", "/v1/statement", List.of(who), sql);
    while (!next(reply).isEmpty()) {
      reply = http.get(next(reply), who);
      assertThat(reply.status()).isEqualTo(200);
    }
    return reply;
  }

  @Test
  void driversAskOverTlsWithAPassword() throws Exception {
    Tls tls = new Tls(CERTIFICATE.toString(), "src/test/resources/tls/localhost.key");
    serve(new AccessSettings(tls, users.authentication(), Map.of(), null));
    try (Drivers drivers = new Drivers("484")) {
      try (Connection connection = connect(drivers, "right");
          Statement statement = connection.createStatement()) {
        int rows = 0;
        try (ResultSet result = statement.executeQuery(MANY)) {
          while (result.next()) {
            rows++;
          }
        }
        assertThat(rows).isEqualTo(81_000);
      }
      try (Connection connection = connect(drivers, "wrong");
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.executeQuery(MANY))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("Authentication failed");
      }
    }
  }

  private Connection connect(Drivers drivers, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "ann");
    properties.setProperty("password", password);
    properties.setProperty("SSL", "true");
    properties.setProperty("SSLTrustStorePath", CERTIFICATE.toAbsolutePath().toString());
    return drivers.connect("localhost:" + layer.port() + "/braid/merged", properties);
  }
}
