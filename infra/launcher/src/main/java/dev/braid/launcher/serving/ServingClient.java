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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Asks the serving layer over HTTP. */
public final class ServingClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(10);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final HttpClient http;
  private final URI address;
  private final Credentials credentials;

  public ServingClient(ServingAddress serving, Credentials credentials) {
    this.address = serving.uri();
    this.credentials = credentials;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT);
    serving.certificate().ifPresent(file -> client.sslContext(PinnedTls.of(file)));
    this.http = client.build();
  }

  /** With what the environment says of who asks. */
  public static ServingClient of(CompiledProject project) {
    return of(project, Credentials.of(System.getenv()));
  }

  public static ServingClient of(CompiledProject project, Credentials credentials) {
    return new ServingClient(ServingAddress.of(project), credentials);
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

  /** Stops a query; without effect if it has ended. */
  public void cancel(String id) {
    int status = send(asking("v1/queries/" + id).DELETE()).statusCode();
    boolean hasEnded = status == ErrorKind.NOT_FOUND.httpStatus();
    if (status >= 400 && !hasEnded) {
      throw LauncherErrors.notCancelled(id, status);
    }
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
