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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Asks the same question all the while, some fifty times a second, and keeps every answer. */
final class PollingReader<A> implements AutoCloseable {
  /** Leaves the machine to what is tested. */
  private static final long PAUSE_NANOS = 15_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes of an answer what is kept of it. */
  @FunctionalInterface
  interface Parser<A> {
    A parse(JsonNode answer) throws IOException;
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String sql;
  private final Parser<A> parser;
  private final List<A> readings = new ArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::poll, "reader");
  private volatile boolean ended;

  private PollingReader(int port, String sql, Parser<A> parser) {
    this.endpoint = URI.create("http://127.0.0.1:" + port + "/v1/query");
    this.sql = sql;
    this.parser = parser;
  }

  static <A> PollingReader<A> start(int port, String sql, Parser<A> parser) {
    PollingReader<A> reader = new PollingReader<>(port, sql, parser);
    reader.thread.start();
    return reader;
  }

  private void poll() {
    while (!ended) {
      try {
        A reading = read();
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

  A read() throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("sql", sql))))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    return parser.parse(JSON.readTree(response.body()));
  }

  List<A> readings() {
    synchronized (readings) {
      return List.copyOf(readings);
    }
  }

  /** The newest; null before the first. */
  A newest() {
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
