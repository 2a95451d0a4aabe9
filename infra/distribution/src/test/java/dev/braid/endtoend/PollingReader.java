package dev.braid.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Asks the same question all the while, some fifty times a second, and keeps every answer. */
final class PollingReader implements AutoCloseable {
  /** Leaves the machine to what is tested. */
  private static final long PAUSE_NANOS = 15_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final List<Reading> readings = new ArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::poll, "reader");
  private volatile boolean ended;

  private PollingReader(int port) {
    this.endpoint = URI.create("http://127.0.0.1:" + port + "/v1/query");
  }

  static PollingReader start(int port) {
    PollingReader reader = new PollingReader(port);
    reader.thread.start();
    return reader;
  }

  private void poll() {
    while (!ended) {
      try {
        Reading reading = read();
        synchronized (readings) {
          readings.add(reading);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      } catch (IOException e) {
        failures.add(e.toString());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  Reading read() throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("sql", "SELECT p, n, s FROM prefixes"));
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    JsonNode answer = JSON.readTree(response.body());
    Map<Integer, Reading.Row> rows = new TreeMap<>();
    for (JsonNode row : answer.get("rows")) {
      Reading.Row twice =
          rows.put(
              row.get(0).intValue(),
              new Reading.Row(row.get(1).longValue(), row.get(2).longValue()));
      if (twice != null) {
        throw new IOException("two rows for one group: " + response.body());
      }
    }
    JsonNode position = answer.get("views").get("prefixes");
    return new Reading(
        position.path("batch_version").asLong(-1),
        position.path("frontier").asText(),
        position.get("degraded").booleanValue(),
        rows);
  }

  List<Reading> readings() {
    synchronized (readings) {
      return List.copyOf(readings);
    }
  }

  /** The newest; null before the first. */
  Reading newest() {
    synchronized (readings) {
      return readings.isEmpty() ? null : readings.get(readings.size() - 1);
    }
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join(30_000);
  }
}
