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
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks one query over two views all the while, both of which carry a tag that is another in each
 * generation, and keeps every answer.
 */
final class GenerationReader implements AutoCloseable {
  private static final String SQL =
      "SELECT p, n, s, tag FROM prefixes"
          + " UNION ALL SELECT -1, sum(n), 0, min(tag) FROM by_key"
          + " UNION ALL SELECT -1, sum(n), 0, max(tag) FROM by_key";

  /** Leaves the machine to what is tested. */
  private static final long PAUSE_NANOS = 10_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One answer.
   *
   * @param tags of all rows of both views
   * @param byKey events in the view {@code by_key}
   */
  record Seen(
      long generation,
      TreeSet<Integer> tags,
      Map<Integer, Reading.Row> rows,
      long byKey,
      boolean degraded) {
    long events() {
      return rows.values().stream().mapToLong(Reading.Row::count).sum();
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final List<Seen> seen = new ArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::poll, "reader");
  private volatile boolean ended;

  private GenerationReader(int port) {
    this.endpoint = URI.create("http://127.0.0.1:" + port + "/v1/query");
  }

  static GenerationReader start(int port) {
    GenerationReader reader = new GenerationReader(port);
    reader.thread.start();
    return reader;
  }

  private void poll() {
    while (!ended) {
      try {
        Seen answer = ask();
        synchronized (seen) {
          seen.add(answer);
        }
      } catch (IOException e) {
        failures.add(e.toString());
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private Seen ask() throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("sql", SQL))))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    JsonNode answer = JSON.readTree(response.body());
    TreeSet<Integer> tags = new TreeSet<>();
    Map<Integer, Reading.Row> rows = new TreeMap<>();
    long byKey = 0;
    for (JsonNode row : answer.get("rows")) {
      if (!row.get(3).isNull()) {
        tags.add(row.get(3).intValue());
      }
      if (row.get(0).intValue() < 0) {
        byKey = row.get(1).asLong();
      } else if (rows.put(
              row.get(0).intValue(),
              new Reading.Row(row.get(1).longValue(), row.get(2).longValue()))
          != null) {
        throw new IOException("two rows for one group: " + response.body());
      }
    }
    boolean degraded = answer.path("views").path("prefixes").path("degraded").asBoolean();
    return new Seen(answer.path("generation").asLong(), tags, rows, byKey, degraded);
  }

  List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** The newest; null before the first. */
  Seen newest() {
    synchronized (seen) {
      return seen.isEmpty() ? null : seen.get(seen.size() - 1);
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
