package dev.braid.launcher.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.error.Location;
import dev.braid.launcher.LauncherErrors;
import dev.braid.project.CompiledProject;
import dev.braid.project.ServingSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the serving layer over HTTP. */
public final class ServingClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(10);
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final HttpClient http;
  private final URI address;
  private final Credentials credentials;

  ServingClient(URI address, Optional<Path> certificate, Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
    certificate.ifPresent(file -> client.sslContext(PinnedTls.of(file)));
    this.http = client.build();
  }

  /** With what the environment says of who asks. */
  public static ServingClient of(CompiledProject project) {
    return of(project, Credentials.of(System.getenv()));
  }

  public static ServingClient of(CompiledProject project, Credentials credentials) {
    ServingSettings serving = project.serving();
    Optional<Path> certificate =
        Optional.ofNullable(serving.access().tls())
            .filter(tls -> !tls.isTerminatedUpstream())
            .map(tls -> Path.of(tls.certificate()));
    String scheme = certificate.isPresent() ? "https://" : "http://";
    String host = ANY_ADDRESS.contains(serving.host()) ? "127.0.0.1" : serving.host();
    host = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    URI address = URI.create(scheme + host + ":" + serving.port() + "/");
    return new ServingClient(address, certificate, credentials);
  }

  public URI address() {
    return address;
  }

  /** Whether the serving layer has caught up and answers queries. */
  public boolean isReady() {
    try {
      return send(HttpRequest.newBuilder(address.resolve("actuator/health")).GET()).statusCode()
          == 200;
    } catch (BraidException notThere) {
      return false;
    }
  }

  public Answer query(String sql) {
    String body;
    try {
      body = JSON.writeValueAsString(Map.of("sql", sql));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    JsonNode answer =
        json(
            asking("v1/query")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (!answer.path("columns").isArray() || !answer.path("rows").isArray()) {
      throw LauncherErrors.badAnswer(address.toString(), "an answer without columns and rows");
    }
    return new Answer(answer);
  }

  /** {@code GET /v1/status}, as it is. */
  public JsonNode status() {
    return json(asking("v1/status").GET());
  }

  private HttpRequest.Builder asking(String path) {
    return credentials.on(HttpRequest.newBuilder(address.resolve(path)));
  }

  private JsonNode json(HttpRequest.Builder request) {
    HttpResponse<byte[]> response = send(request.header("Accept", "application/json"));
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (IOException e) {
      throw LauncherErrors.badAnswer(
          address.toString(), "HTTP status " + response.statusCode() + ", and no JSON");
    }
    if (response.statusCode() != 200) {
      throw refusal(response.statusCode(), body);
    }
    return body;
  }

  private static BraidException refusal(int status, JsonNode body) {
    ErrorKind kind =
        Arrays.stream(ErrorKind.values())
            .filter(candidate -> candidate.httpStatus() == status)
            .findFirst()
            .orElse(status < 500 ? ErrorKind.INPUT : ErrorKind.INTERNAL);
    String code = body.path("code").asText("HTTP_" + status);
    String message = body.path("detail").asText("the serving layer answered with status " + status);
    Location location =
        body.path("line").isInt()
            ? new Location("sql", body.path("line").asInt(), body.path("column").asInt())
            : null;
    return LauncherErrors.servingRefused(code, kind, location, message);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw LauncherErrors.servingUnreachable(address.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherErrors.servingUnreachable(address.toString(), e);
    }
  }
}
