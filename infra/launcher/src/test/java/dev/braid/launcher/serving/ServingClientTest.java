package dev.braid.launcher.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client shows of who asks, and to whom. */
class ServingClientTest {
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

  @Test
  void showsWhoAsksWithEveryQuestionButWhetherItIsReady() throws IOException {
    URI address = serve(StubServers.http(), "http", 200, "{}");
    ServingClient client =
        new ServingClient(
            new ServingAddress(address, Optional.empty()), Credentials.password("ann", "pä:ss"));
    client.status();
    assertThat(client.isReady()).isTrue();
    new ServingClient(new ServingAddress(address, Optional.empty()), Credentials.token("abc"))
        .status();
    new ServingClient(new ServingAddress(address, Optional.empty()), Credentials.NONE).status();
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
            StubServers.http(),
            "http",
            401,
            "{\"code\":\"UNAUTHENTICATED\",\"detail\":\"nobody may ask\"}");
    ServingClient client =
        new ServingClient(new ServingAddress(address, Optional.empty()), Credentials.NONE);
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
    URI address = serve(StubServers.https("localhost"), "https", 200, "{}");
    new ServingClient(
            new ServingAddress(address, Optional.of(StubServers.certificate("localhost"))),
            Credentials.token("abc"))
        .status();
    assertThat(shown).containsExactly("/v1/status Bearer abc");
  }

  @Test
  void anotherServerIsShownNothing() throws Exception {
    URI address = serve(StubServers.https("other"), "https", 200, "{}");
    ServingClient client =
        new ServingClient(
            new ServingAddress(address, Optional.of(StubServers.certificate("localhost"))),
            Credentials.token("abc"));
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
    assertThat(Credentials.password("ann", "secret").toString()).isEqualTo("ann …");
  }
}
