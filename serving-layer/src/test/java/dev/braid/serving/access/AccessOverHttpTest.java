package dev.braid.serving.access;

import static dev.braid.serving.access.RawHttp.basic;
import static dev.braid.serving.access.RawHttp.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.error.BraidException;
import dev.braid.project.AccessSettings;
import dev.braid.project.AccessSettings.Tls;
import dev.braid.project.ServingSettings;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Open access, TLS, and what the layer refuses to start with. */
class AccessOverHttpTest {
  private static final Path CERTIFICATE = Path.of("src/test/resources/tls/localhost.pem");
  private static final Tls TLS =
      new Tls(CERTIFICATE.toString(), "src/test/resources/tls/localhost.key");
  private static final String SQL = "SELECT * FROM totals";

  @TempDir static Path brokerFolder;
  private static EmbeddedBroker broker;

  @TempDir Path folder;
  private String name;
  private TestUsers users;
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
    name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    users = new TestUsers(folder.resolve("users")).add("ann", "right", "reader");
  }

  @AfterEach
  void stop() {
    if (layer != null) {
      layer.close();
    }
    if (project != null) {
      project.close();
    }
  }

  private RawHttp serve(String host, AccessSettings access) {
    open(host, access);
    project.createTopics();
    layer = project.serve();
    return new RawHttp(layer.port());
  }

  private void open(String host, AccessSettings access) {
    project =
        new TestProject(
            name,
            broker.bootstrapServers(),
            folder,
            new ServingSettings(host, 0, access),
            List.of(TestProject.VIEW));
  }

  private static void awaitViews(RawHttp http) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.get("/actuator/health").status() == 200);
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("state").resolve("logs").resolve(AuditLog.FILE));
  }

  @Test
  void onLoopbackAnybodyIsWhoTheySay() throws IOException {
    RawHttp http = serve("127.0.0.1", AccessSettings.OPEN);
    awaitViews(http);
    assertThat(http.query(SQL).status()).isEqualTo(200);
    assertThat(http.query(SQL, "X-Trino-User: trina").status()).isEqualTo(200);
    assertThat(http.query(SQL, basic("bob", "whatever")).status()).isEqualTo(200);
    assertThat(http.get("/actuator/prometheus").text()).contains("braid_");
    assertThat(http.get("/actuator/health").text()).contains("totals");
    assertThat(log()).contains("\"user\":\"anonymous\"", "\"user\":\"trina\"", "\"user\":\"bob\"");
  }

  @Test
  void pagesOfOtherSitesAreNotAnsweredWhereAccessIsOpen() {
    RawHttp http = serve("127.0.0.1", AccessSettings.OPEN);
    awaitViews(http);
    for (String host : List.of("localhost:1", "127.0.0.1", "[::1]:8080", "LOCALHOST")) {
      assertThat(http.query(SQL, "Host: " + host).status()).as(host).isEqualTo(200);
    }
    for (String host : List.of("rebound.example.com", "127.0.0.1.example.com", "localhost.com")) {
      RawHttp.Reply reply = http.query(SQL, "Host: " + host);
      assertThat(reply.status()).as(host).isEqualTo(403);
      assertThat(reply.text()).contains("FOREIGN_HOST");
    }
    RawHttp.Reply other = http.query(SQL, "Sec-Fetch-Site: cross-site");
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.text()).contains("OTHER_SITE");
    assertThat(http.query(SQL, "Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
    assertThat(http.get("/", "Sec-Fetch-Site: cross-site").status()).isEqualTo(200);
  }

  @Test
  void everyAddressIsServedOverTlsToWhoShowsWhoTheyAre() throws Exception {
    AccessSettings access = new AccessSettings(TLS, users.authentication(), Map.of(), null);
    RawHttp plain = serve("0.0.0.0", access);
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(CERTIFICATE)).build();
    URI address = URI.create("https://localhost:" + layer.port() + "/v1/status");
    HttpRequest.Builder ask = HttpRequest.newBuilder(address);
    assertThat(send(client, ask).statusCode()).isEqualTo(401);
    String[] header = basic("ann", "right").split(": ", 2);
    HttpResponse<String> reply = send(client, ask.header(header[0], header[1]));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    assertThat(reply.headers().firstValue("strict-transport-security"))
        .hasValue("max-age=31536000");

    assertThat(plain.get("/v1/status", basic("ann", "right")).status()).isEqualTo(400);
    assertThatThrownBy(() -> send(HttpClient.newHttpClient(), ask))
        .isInstanceOf(SSLHandshakeException.class);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void behindAProxyTheAddressIsTheOneThatItAdded() throws IOException {
    RawHttp http =
        serve(
            "127.0.0.1",
            new AccessSettings(Tls.TERMINATED_UPSTREAM, users.authentication(), Map.of(), null));
    RawHttp.Reply reply =
        http.get(
            "/v1/status",
            basic("ann", "right"),
            "Host: braid.example.com",
            "X-Forwarded-For: 1.1.1.1, 2.2.2.2",
            "X-Forwarded-For: 3.3.3.3");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    http.get("/v1/status", "X-Forwarded-For: 127.0.0.1, 4.4.4.4");
    http.get("/v1/status");
    assertThat(log())
        .contains("\"address\":\"4.4.4.4\"", "\"address\":\"127.0.0.1\"")
        .doesNotContain("1.1.1.1");
  }

  @Test
  void elsewhereForwardedAddressesAreHearsay() throws IOException {
    RawHttp http =
        serve("127.0.0.1", new AccessSettings(null, users.authentication(), Map.of(), null));
    http.get("/v1/status", "X-Forwarded-For: 4.4.4.4", "Forwarded: for=5.5.5.5");
    assertThat(log()).contains("\"address\":\"127.0.0.1\"").doesNotContain("4.4.4.4", "5.5.5.5");
  }

  @Test
  void wrongPasswordsAndTooManyQueriesHaveToWait() throws IOException {
    RawHttp http =
        serve(
            "127.0.0.1",
            new AccessSettings(
                null,
                users.add("bob", "right", "reader").authentication(),
                Map.of(),
                new AccessSettings.RateLimit(1, 2)));
    awaitViews(http);
    String ann = basic("ann", "right");
    assertThat(http.query(SQL, ann).status()).isEqualTo(200);
    RawHttp.Reply limited = http.query(SQL, ann);
    for (int i = 0; i < 20 && limited.status() == 200; i++) {
      limited = http.query(SQL, ann);
    }
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).isEqualTo("1");
    assertThat(limited.text()).contains("RATE_LIMITED");
    assertThat(http.query(SQL, basic("bob", "right")).status()).isEqualTo(200);

    RawHttp.Reply wrong = http.query(SQL, basic("ann", "wrong"));
    for (int i = 0; i < 3 * PasswordLogin.FAILURES && wrong.status() == 401; i++) {
      wrong = http.query(SQL, basic("ann", "wrong"));
    }
    assertThat(wrong.status()).isEqualTo(429);
    assertThat(wrong.text()).contains("TOO_MANY_FAILURES");
    assertThat(Integer.parseInt(wrong.header("Retry-After"))).isBetween(1, 60);
  }

  @Test
  void aTokenCannotBeCheckedWhileTheKeysCannotBeHad() throws IOException {
    AccessSettings.Jwt jwt =
        new AccessSettings.Jwt("i", "a", "http://127.0.0.1:1/keys", "sub", "roles");
    RawHttp http =
        serve(
            "127.0.0.1",
            new AccessSettings(null, new AccessSettings.Authentication(null, jwt), Map.of(), null));
    RawHttp.Reply reply =
        http.query(SQL, bearer(new Issuer().token(Issuer.claims("ann", "reader"))));
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text()).contains("KEYS_UNAVAILABLE");
    assertThat(http.query(SQL).header("WWW-Authenticate")).isEqualTo("Bearer realm=\"braid\"");
  }

  @Test
  void anAddressForTheNetworkWantsBothOfThem() throws IOException {
    AccessSettings.Authentication passwords = users.authentication();
    for (AccessSettings access :
        List.of(
            AccessSettings.OPEN,
            new AccessSettings(TLS, null, Map.of(), null),
            new AccessSettings(Tls.TERMINATED_UPSTREAM, null, Map.of(), null),
            new AccessSettings(null, passwords, Map.of(), null))) {
      assertRefused("0.0.0.0", access, "OPEN_SERVING", "authentication: and tls:");
      assertRefused("::", access, "OPEN_SERVING", "braid.yml");
    }
  }

  @Test
  void whatIsMissingOrDamagedIsNamedAtTheStart() throws IOException {
    AccessSettings.Authentication passwords = users.authentication();
    Tls missing = new Tls(folder.resolve("no.pem").toString(), TLS.key());
    Tls damaged = new Tls(users.write().toString(), TLS.key());
    Tls mixed = new Tls(TLS.certificate(), "src/test/resources/tls/other.key");
    for (Tls tls : List.of(missing, damaged, mixed)) {
      assertRefused(
          "127.0.0.1",
          new AccessSettings(tls, passwords, Map.of(), null),
          "BAD_CERTIFICATE",
          "serving.tls");
    }
    assertRefused(
        "127.0.0.1",
        authenticated(new AccessSettings.Authentication(folder.resolve("no").toString(), null)),
        "NO_PASSWORD_FILE",
        "braid password USER");
    Path broken = Files.writeString(folder.resolve("broken"), "ann:secret:reader");
    assertRefused(
        "127.0.0.1",
        authenticated(new AccessSettings.Authentication(broken.toString(), null)),
        "BAD_PASSWORD_LINE",
        "bcrypt");
    AccessSettings.Jwt jwt = new AccessSettings.Jwt("i", "a", broken.toString(), "sub", "roles");
    assertRefused(
        "127.0.0.1",
        authenticated(new AccessSettings.Authentication(null, jwt)),
        "BAD_JWKS",
        "JSON Web Key Set");
  }

  private static AccessSettings authenticated(AccessSettings.Authentication authentication) {
    return new AccessSettings(null, authentication, Map.of(), null);
  }

  private void assertRefused(String host, AccessSettings access, String code, String told) {
    open(host, access);
    assertThatThrownBy(() -> layer = project.serve())
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.describe()).contains(told);
            });
    project.close();
    project = null;
  }
}
