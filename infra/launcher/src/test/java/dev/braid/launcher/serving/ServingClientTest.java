package dev.braid.launcher.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client shows of who asks, and to whom. */
class ServingClientTest {
  private static final Path FOLDER = Path.of("src/test/resources/tls");

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private URI serve(HttpServer made, String scheme, int status, String body) {
    server = made;
    server.createContext(
        "/",
        exchange -> {
          shown.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static HttpsServer https(String name) throws Exception {
    char[] none = {};
    KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, none);
    String key = Files.readString(FOLDER.resolve(name + ".key")).replaceAll("-----.*-----|\\s", "");
    try (InputStream in = Files.newInputStream(FOLDER.resolve(name + ".pem"))) {
      Certificate[] chain = {CertificateFactory.getInstance("X.509").generateCertificate(in)};
      keys.setKeyEntry(
          "server",
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
          none,
          chain);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, none);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  @Test
  void showsWhoAsksWithEveryQuestionButWhetherItIsReady() throws IOException {
    URI address = serve(HttpServer.create(anyPort(), 0), "http", 200, "{}");
    ServingClient client =
        new ServingClient(address, Optional.empty(), Credentials.password("ann", "pä:ss"));
    client.status();
    assertThat(client.isReady()).isTrue();
    new ServingClient(address, Optional.empty(), Credentials.token("abc")).status();
    new ServingClient(address, Optional.empty(), Credentials.NONE).status();
    assertThat(shown)
        .containsExactly(
            "/v1/status Basic YW5uOnDDpDpzcw==",
            "/actuator/health null",
            "/v1/status Bearer abc",
            "/v1/status null");
  }

  @Test
  void aRefusalIsTheServersOwn() throws IOException {
    URI address =
        serve(
            HttpServer.create(anyPort(), 0),
            "http",
            401,
            "{\"code\":\"UNAUTHENTICATED\",\"detail\":\"nobody may ask\"}");
    ServingClient client = new ServingClient(address, Optional.empty(), Credentials.NONE);
    assertThatThrownBy(client::status)
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNAUTHENTICATED);
              assertThat(e.describe()).isEqualTo("nobody may ask [UNAUTHENTICATED]");
            });
  }

  @Test
  void aServerWithTheProjectsCertificateIsTheServer() throws Exception {
    URI address = serve(https("localhost"), "https", 200, "{}");
    new ServingClient(
            address, Optional.of(FOLDER.resolve("localhost.pem")), Credentials.token("abc"))
        .status();
    assertThat(shown).containsExactly("/v1/status Bearer abc");
  }

  @Test
  void anotherServerIsShownNothing() throws Exception {
    URI address = serve(https("other"), "https", 200, "{}");
    ServingClient client =
        new ServingClient(
            address, Optional.of(FOLDER.resolve("localhost.pem")), Credentials.token("abc"));
    assertThatThrownBy(client::status)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("SERVING_UNREACHABLE"));
    assertThat(shown).isEmpty();
  }

  @Test
  void theEnvironmentSaysWhoAsks() {
    assertThat(Credentials.of(Map.of())).isEqualTo(Credentials.NONE);
    assertThat(Credentials.of(Map.of("BRAID_PASSWORD", "x"))).isEqualTo(Credentials.NONE);
    assertThat(Credentials.of(Map.of("BRAID_USER", "ann", "BRAID_PASSWORD", "x")))
        .isEqualTo(Credentials.password("ann", "x"));
    assertThat(Credentials.of(Map.of("BRAID_USER", "ann", "BRAID_TOKEN", "t")))
        .isEqualTo(Credentials.token("t"));
    assertThat(Credentials.password("ann", "secret").toString()).isEqualTo("Basic …");
  }
}
