package dev.braid.serving.access;

import static dev.braid.serving.access.RawHttp.basic;
import static dev.braid.serving.access.RawHttp.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.braid.broker.EmbeddedBroker;
import dev.braid.project.AccessSettings;
import dev.braid.project.ServingSettings;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import dev.braid.serving.Views;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Ways in and around that must all be shut, tried against a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessAttemptsTest {
  private static final String SQL = "SELECT * FROM totals";
  private static final String QUERY = RawHttp.body(SQL);

  @TempDir static Path folder;
  private final Issuer issuer = new Issuer();
  private final AtomicInteger tried = new AtomicInteger();
  private final List<String> succeeded = new ArrayList<>();
  private EmbeddedBroker broker;
  private TestProject project;
  private ServingLayer layer;
  private RawHttp http;
  private TestUsers users;

  @BeforeAll
  void serve() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    users =
        new TestUsers(folder.resolve("users"))
            .add("ann", "ann's password", "reader")
            .add("fred", "fred's password", "reader,finance")
            .add("nora", "nora's password", "guest")
            .add("adam", "adam's password", "admin");
    AccessSettings access =
        new AccessSettings(
            null,
            new AccessSettings.Authentication(
                users.write().toString(), issuer.settings(folder.resolve("jwks.json"))),
            Map.of(
                "secret",
                new AccessSettings.Grant(false, new TreeSet<>(), new TreeSet<>(Set.of("finance")))),
            null);
    project =
        new TestProject(
            "attempts",
            broker.bootstrapServers(),
            folder,
            new ServingSettings("127.0.0.1", 0, access),
            List.of(TestProject.VIEW, Views.totals("secret")));
    project.createTopics();
    layer = project.serve();
    http = new RawHttp(layer.port());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.get("/actuator/health").status() == 200);
  }

  @AfterAll
  void close() {
    System.out.printf("access attempts: %d tried, %d succeeded%n", tried.get(), succeeded.size());
    layer.close();
    project.close();
    broker.close();
  }

  private void attempt(String what, RawHttp.Reply reply, int... expected) {
    tried.incrementAndGet();
    boolean refused = reply.status() >= 400;
    if (!refused || reply.text().contains("\"rows\"") || reply.text().contains("braid_")) {
      succeeded.add(what);
    }
    assertThat(refused).as("%s: %s", what, reply.text()).isTrue();
    assertThat(reply.text()).as(what).doesNotContain("\"rows\"", "braid_", "frontier");
    if (expected.length > 0) {
      assertThat(reply.status()).as("%s: %s", what, reply.text()).isIn(box(expected));
    }
  }

  private static List<Integer> box(int... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** Without these, everything below would pass against a server that is shut for all. */
  @Test
  @Order(1)
  void whoMayGetsIn() {
    for (String way :
        List.of(
            basic("ann", "ann's password"),
            basic("ann", "ann's password").replace("Basic", "bAsIc"),
            bearer(issuer.token(Issuer.claims("ann", "reader"))),
            bearer(issuer.token(Issuer.claims("ann", "reader").audience(List.of("x", "braid")))))) {
      RawHttp.Reply reply = http.query(SQL, way);
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      assertThat(reply.text()).contains("\"rows\":[]");
    }
    assertThat(http.query(SQL, basic("ann", "ann's password"), "X-Trino-User: ann").status())
        .isEqualTo(200);
    assertThat(http.query("SELECT * FROM secret", basic("fred", "fred's password")).status())
        .isEqualTo(200);
    assertThat(
            http.query(
                    "SELECT * FROM secret",
                    bearer(issuer.token(Issuer.claims("x", "reader", "finance"))))
                .status())
        .isEqualTo(200);
    assertThat(http.get("/actuator/prometheus", basic("adam", "adam's password")).text())
        .contains("braid_");
    assertThat(http.get("/actuator/health").status()).isEqualTo(200);
    assertThat(http.get("/actuator/health").text()).doesNotContain("secret", "totals");
    assertThat(http.get("/actuator/health", basic("adam", "adam's password")).text())
        .contains("secret");
  }

  @Test
  @Order(2)
  void aRefusalSaysHowToGetIn() throws Exception {
    RawHttp.Reply reply = http.query(SQL);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("WWW-Authenticate"))
        .isEqualTo("Basic realm=\"braid\", charset=\"UTF-8\" | Bearer realm=\"braid\"");
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(reply.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.header("Strict-Transport-Security")).isEmpty();
    assertThat(reply.header("Set-Cookie")).isEmpty();
    assertThat(reply.text()).contains("\"code\" : \"UNAUTHENTICATED\"");
    assertThat(http.query(SQL, bearer("x")).header("WWW-Authenticate"))
        .contains("Bearer realm=\"braid\", error=\"invalid_token\"");
  }

  @Test
  @Order(3)
  void withoutCredentialsOrWithWrongOnes() {
    attempt("nothing", http.query(SQL), 401);
    attempt("wrong password", http.query(SQL, basic("ann", "wrong")), 401);
    attempt("empty password", http.query(SQL, basic("ann", "")), 401);
    attempt("another's password", http.query(SQL, basic("ann", "adam's password")), 401);
    attempt("empty user", http.query(SQL, basic("", "ann's password")), 401);
    attempt("nothing on both sides", http.query(SQL, basic("", "")), 401);
    attempt("unknown user", http.query(SQL, basic("nobody", "ann's password")), 401);
    attempt("user in other case", http.query(SQL, basic("ANN", "ann's password")), 401);
    attempt("user with a blank", http.query(SQL, basic("ann ", "ann's password")), 401);
    attempt("password with a NUL", http.query(SQL, basic("ann", "ann's password\0")), 401);
    attempt("the hash", http.query(SQL, basic("ann", users.hash("ann"))), 401);
    attempt("a line of the file", http.query(SQL, basic("ann", users.hash("ann") + ":admin")), 401);
    attempt("a comment of the file", http.query(SQL, basic("# The tests' users", "")), 401);
    attempt("no colon", http.query(SQL, "Authorization: Basic YW5u"), 401);
    attempt("no base64", http.query(SQL, "Authorization: Basic %%%"), 401);
    attempt("no credentials", http.query(SQL, "Authorization: Basic"), 401);
    attempt("no scheme", http.query(SQL, "Authorization: ann:ann's password"), 401);
    attempt("digest", http.query(SQL, "Authorization: Digest username=\"ann\""), 401);
    attempt("negotiate", http.query(SQL, "Authorization: Negotiate YW5u"), 401);
    attempt("proxy", http.query(SQL, basic("ann", "ann's password").replace("Auth", "Proxy-Auth")));
    attempt(
        "in the address", http.send("POST", "http://ann:x@127.0.0.1/v1/query", List.of(), QUERY));
    attempt("cookie", http.query(SQL, "Cookie: JSESSIONID=1; user=adam; token=x"), 401);
    String unknown = problem(http.query(SQL, basic("nobody", "x")));
    assertThat(problem(http.query(SQL, basic("ann", "x")))).isEqualTo(unknown);
  }

  private static String problem(RawHttp.Reply reply) {
    return reply.text().substring(reply.text().indexOf("\n\n"));
  }

  @Test
  @Order(4)
  void withTokensThatAreNot() throws Exception {
    String good = issuer.token(Issuer.claims("ann", "reader"));
    String[] parts = good.split("\\.");
    RSAKey other = Issuer.newKey();
    attempt("garbage", token("garbage"), 401);
    attempt("empty", http.query(SQL, "Authorization: Bearer"), 401);
    attempt("empty, with a blank", http.query(SQL, "Authorization: Bearer "), 401);
    attempt("two tokens", token(good + " " + good), 401);
    attempt("as a password", http.query(SQL, basic("ann", good)), 401);
    attempt("as Basic", http.query(SQL, "Authorization: Basic " + good), 401);
    attempt("in the query", http.send("POST", "/v1/query?access_token=" + good, List.of(), QUERY));
    attempt("in a cookie", http.query(SQL, "Cookie: access_token=" + good), 401);
    attempt(
        "in a form",
        http.send(
            "POST",
            "/v1/query",
            List.of("Content-Type: application/x-www-form-urlencoded"),
            "access_token=" + good),
        401);
    attempt("alg none", token(new PlainJWT(Issuer.claims("ann", "admin").build()).serialize()));
    String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\"}");
    attempt("alg none, the signature kept", token(none + "." + parts[1] + "." + parts[2]), 401);
    attempt("alg nOnE", token(base64("{\"alg\":\"nOnE\"}") + "." + parts[1] + "."), 401);
    attempt("no signature", token(parts[0] + "." + parts[1] + "."), 401);
    attempt("signature left out", token(parts[0] + "." + parts[1]), 401);
    attempt("another's signature", token(parts[0] + "." + parts[1] + "." + flip(parts[2])), 401);
    String more = base64(decode(parts[1]).replace("reader", "admin"));
    attempt("claims changed", token(parts[0] + "." + more + "." + parts[2]), 401);
    attempt("another key", token(Issuer.token(Issuer.header(), claims(), other)), 401);
    attempt(
        "another key, inside",
        token(Issuer.token(Issuer.header().jwk(other.toPublicJWK()), claims(), other)),
        401);
    attempt(
        "another key, elsewhere",
        token(
            Issuer.token(
                Issuer.header().jwkURL(URI.create("http://127.0.0.1:1/keys")), claims(), other)),
        401);
    attempt("unknown key id", token(Issuer.token(Issuer.header().keyID("two"), claims(), other)));
    for (byte[] secret :
        List.of(
            issuer.key().toRSAPublicKey().getEncoded(),
            Files.readAllBytes(folder.resolve("jwks.json")))) {
      JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one");
      attempt(
          "the public key as a secret",
          token(Issuer.signed(header, claims(), new MACSigner(secret))),
          401);
    }
    Instant now = Instant.now();
    attempt("expired", of(claims().expirationTime(date(now.minusSeconds(120)))), 401);
    attempt("without end", of(claims().expirationTime(null)), 401);
    attempt("not yet", of(claims().notBeforeTime(date(now.plusSeconds(120)))), 401);
    attempt("another issuer", of(claims().issuer("https://id.example.org/")), 401);
    attempt("issuer without its slash", of(claims().issuer("https://id.example.com")), 401);
    attempt("no issuer", of(claims().issuer(null)), 401);
    attempt("another audience", of(claims().audience("shop")), 401);
    attempt("audience as a part", of(claims().audience("braids")), 401);
    attempt("no audience", of(claims().audience((String) null)), 401);
    attempt("no user", of(claims().subject(null)), 401);
    attempt("a blank user", of(claims().subject(" ")), 401);
    attempt("a user of two lines", of(claims().subject("ann\nadam")), 401);
    attempt(
        "of another kind",
        token(
            Issuer.token(
                Issuer.header().type(new JOSEObjectType("logout+jwt")), claims(), issuer.key())),
        401);
    attempt("no roles", of(claims().claim("realm", null)), 403);
    attempt("roles elsewhere", of(claims().claim("realm", null).claim("roles", "admin")), 403);
    attempt("role in capitals", of(Issuer.claims("ann", "READER", "ROLE_READER")), 403);
  }

  private static JWTClaimsSet.Builder claims() {
    return Issuer.claims("ann", "reader");
  }

  private RawHttp.Reply of(JWTClaimsSet.Builder claims) {
    return token(issuer.token(claims));
  }

  private RawHttp.Reply token(String token) {
    return http.query(SQL, bearer(token));
  }

  private static Date date(Instant instant) {
    return Date.from(instant);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String flip(String signature) {
    return (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
  }

  @Test
  @Order(5)
  void aroundByPathsAndMethods() {
    for (String path :
        List.of(
            "//v1/query",
            "/v1//query",
            "/v1/query/",
            "/v1/query;x=y",
            "/v1;x/query",
            "/;/v1/query",
            "/v1/./query",
            "/v1/../v1/query",
            "/v1/%2e%2e/v1/query",
            "/actuator/health/../../v1/query",
            "/actuator/health/..;/..;/v1/query",
            "/actuator/health/%2e%2e/%2e%2e/v1/query",
            "/actuator/health%2f..%2f..%2fv1%2fquery",
            "/V1/QUERY",
            "/v1/query%20",
            "/v1/query%00",
            "/v1/query%0a",
            "/v1/query.json",
            "/v1%2fquery",
            "/v1%252fquery",
            "\\v1\\query",
            "http://127.0.0.1/v1/query",
            "/v1/query?/actuator/health",
            "/v1/query#/actuator/health",
            "/error")) {
      attempt("POST " + path, http.send("POST", path, List.of(), QUERY));
    }
    for (String path :
        List.of(
            "/",
            "/index.html",
            "/console.js",
            "/v1/status",
            "/v1/status/",
            "/nowhere",
            "/error",
            "/favicon.ico",
            "/actuator",
            "/actuator/",
            "/actuator/prometheus",
            "/actuator/prometheus/",
            "/actuator/env",
            "/actuator/heapdump",
            "/actuator/shutdown",
            "/ACTUATOR/prometheus",
            "//actuator/prometheus",
            "/actuator/health/../prometheus",
            "/actuator/health;/../prometheus",
            "/actuator/health/%2e%2e/prometheus",
            "/actuator/%70rometheus")) {
      attempt("GET " + path, http.get(path));
    }
    for (String method : List.of("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "GET", "QUERY")) {
      attempt(method, http.send(method, "/v1/query", List.of(), ""));
      attempt(method, http.send(method, "/v1/status", List.of(), ""));
    }
    attempt("TRACE", http.send("TRACE", "/v1/status", List.of(), ""));
    attempt("post", http.send("post", "/v1/query", List.of(), QUERY));
    attempt(
        "preflight",
        http.send(
            "OPTIONS",
            "/v1/query",
            List.of("Origin: https://example.org", "Access-Control-Request-Method: POST"),
            ""));
    attempt(
        "method override",
        http.send("GET", "/v1/query", List.of("X-HTTP-Method-Override: POST"), ""));
  }

  @Test
  @Order(6)
  void aroundByHeaders() {
    for (String header :
        List.of(
            "X-Trino-User: adam",
            "X-Trino-Authorization-User: adam",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-User: adam",
            "X-Forwarded-Prefix: /actuator/health",
            "X-Forwarded-Proto: https",
            "Forwarded: for=127.0.0.1;proto=https",
            "X-Real-IP: 127.0.0.1",
            "Remote-User: adam",
            "X-Remote-User: adam",
            "X-Original-URL: /actuator/health",
            "X-Rewrite-URL: /actuator/health",
            "X-Authenticated-User: adam",
            "SSL_CLIENT_S_DN: CN=adam",
            "Origin: null",
            "Upgrade: h2c")) {
      attempt(header, http.query(SQL, header), 401);
    }
    String ann = basic("ann", "ann's password");
    String pipelined =
        "POST /v1/query HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + QUERY.length()
            + "\r\n";
    RawHttp.Reply both =
        http.exchange(
            "GET /v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + ann
                + "\r\n\r\n"
                + pipelined
                + "Connection: close\r\n\r\n"
                + QUERY);
    assertThat(both.status()).isEqualTo(200);
    String second = both.text().substring(both.text().lastIndexOf("HTTP/1.1"));
    attempt("after another's", new RawHttp.Reply(Integer.parseInt(second.split(" ")[1]), second));
    attempt(
        "two lengths",
        http.exchange(
            "POST /actuator/health HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
                + pipelined
                + "\r\n"
                + QUERY));
  }

  @Test
  @Order(7)
  void furtherThanOnesRolesGo() {
    String ann = basic("ann", "ann's password");
    attempt("no role of ours", http.query(SQL, basic("nora", "nora's password")), 403);
    attempt("another name", http.query(SQL, ann, "X-Trino-User: adam"), 403);
    attempt("another name, in other case", http.query(SQL, ann, "X-Trino-User: ANN"), 403);
    attempt("an empty name", http.query(SQL, ann, "X-Trino-User: "), 403);
    attempt(
        "another name with a token",
        http.query(SQL, bearer(issuer.token(Issuer.claims("ann", "reader"))), "X-Trino-User: adam"),
        403);
    for (String path :
        List.of(
            "/actuator",
            "/actuator/prometheus",
            "/actuator/prometheus/",
            "/actuator/health/../prometheus",
            "/actuator/env")) {
      attempt(path, http.get(path, ann));
    }
    attempt("from another site", http.query(SQL, ann, "Sec-Fetch-Site: cross-site"), 403);
    attempt("from a sister site", http.query(SQL, ann, "Sec-Fetch-Site: same-site"), 403);
    for (String header : List.of("X-Trino-Role: system=ROLE{admin}", "X-Trino-User: ann")) {
      attempt(header, http.query("SELECT * FROM secret", ann, header), 403);
    }
    for (String sql :
        List.of(
            "SELECT * FROM secret",
            "SELECT * FROM SECRET",
            "SELECT * FROM \"secret\"",
            "SELECT count(*) FROM secret",
            "SELECT (SELECT max(n) FROM secret) AS n FROM totals",
            "SELECT * FROM totals WHERE EXISTS (SELECT 1 FROM secret)",
            "SELECT * FROM totals JOIN secret USING (key)",
            "SELECT key FROM totals UNION ALL SELECT key FROM secret",
            "WITH totals AS (SELECT * FROM secret) SELECT * FROM totals",
            "SELECT * FROM (SELECT * FROM secret) AS totals",
            "SELECT * FROM quarantine")) {
      RawHttp.Reply reply = http.query(sql, ann);
      attempt(sql, reply, 403);
      assertThat(reply.text()).as(sql).contains("\"code\":\"VIEW_FORBIDDEN\"");
    }
    attempt("DESCRIBE", http.query("DESCRIBE secret", ann));
    attempt("SUMMARIZE", http.query("SUMMARIZE secret", ann));
    RawHttp.Reply status = http.get("/v1/status", ann);
    assertThat(status.text()).contains("\"totals\"").doesNotContain("secret");
    assertThat(http.get("/v1/status", basic("fred", "fred's password")).text()).contains("secret");
  }

  @Test
  @Order(8)
  void theLogHasItAllAndNoSecrets() throws Exception {
    http.query("SELECT 1\nFROM totals", basic("ann", "ann's password"), "User-Agent: x\ty");
    Path log = folder.resolve("state").resolve("logs").resolve(AuditLog.FILE);
    String text = Files.readString(log);
    assertThat(text)
        .doesNotContain("password\"", "ann's password", "wrong", "eyJ", "Basic", "Bearer", "$2a$");
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(json.readTree(line));
    }
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.path("act").asText()).isEqualTo("query");
              assertThat(line.path("user").asText()).isEqualTo("ann");
              assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
              assertThat(line.path("sql").asText()).isEqualTo("SELECT * FROM secret");
              assertThat(line.path("views").toString()).isEqualTo("[\"secret\"]");
              assertThat(line.path("outcome").asText()).isEqualTo("VIEW_FORBIDDEN");
              assertThat(line.path("generation").asLong()).isEqualTo(1);
            })
        .anySatisfy(
            line -> {
              assertThat(line.path("act").asText()).isEqualTo("refused");
              assertThat(line.path("path").asText()).isEqualTo("/v1/query");
              assertThat(line.path("outcome").asText()).isEqualTo("UNAUTHENTICATED");
            })
        .anySatisfy(line -> assertThat(line.path("outcome").asText()).isEqualTo("ok"));
    assertThat(tried.get()).isGreaterThanOrEqualTo(40);
    assertThat(succeeded).isEmpty();
  }
}
