package dev.braid.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example {@code city}: twenty views over three sources, on real Kafka, Flink, Spark and Delta.
 * Every group of every view must be what DuckDB makes of the events that were sent: while the speed
 * layer alone has them, after a batch run, and when a second batch run has happened amid events.
 */
class TwentyViewsIT {
  private static final Path CITY = Path.of(System.getProperty("braid.examples"), "city");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int EVENTS = 30_000;
  private static final int PACE = 500;
  private static final Duration PAUSE = Duration.ofMillis(600);
  private static final long SEED = 20260329;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @TempDir Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, List<String>> table = new LinkedHashMap<>();
  private int port;

  @Test
  void everyGroupIsWhatDuckDbMakesOfTheEvents() throws Exception {
    int kafkaPort = Http.freePort();
    port = Http.freePort();
    Path project = copy(kafkaPort);
    try (RunningProject braid = RunningProject.up(project)) {
      try {
        exercise(braid, project, "127.0.0.1:" + kafkaPort);
      } catch (AssertionError | Exception e) {
        throw new AssertionError(e.getMessage() + "\n" + braid.logs(), e);
      }
    }
  }

  private void exercise(RunningProject braid, Path project, String bootstrap) throws Exception {
    long start = System.nanoTime();
    await().atMost(PATIENCE).until(() -> !braid.isUp() || Http.isReady(port));
    assertThat(braid.isUp()).as("braid up").isTrue();
    CompiledProject compiled = CompiledProject.read(project.resolve(".braid/generations/1.json"));
    assertThat(compiled.views()).hasSize(20);
    CityProof proof = new CityProof(compiled, CITY.resolve("proof"), folder);
    CityEvents source = new CityEvents(SEED);
    List<CityEvents.Event> sent = new ArrayList<>(source.next(EVENTS / 2));
    List<CityEvents.Event> rest = source.next(EVENTS / 2);
    try (KafkaProducer<byte[], byte[]> producer = Ticks.producer(bootstrap, Map.of())) {
      send(producer, compiled, sent, false);
      List<CityComparison> half = proof.expect(sent);
      compare("speed", half);

      braid.run("batch-first", "batch", "run", "--wait", "30s").requireSuccess();
      Map<String, JsonNode> first = awaitHandOff(compiled, Map.of());
      compare("batch", half);

      Thread sender = new Thread(() -> send(producer, compiled, rest, true), "sender");
      sender.start();
      braid.run("batch-second", "batch", "run", "--wait", "30s").requireSuccess();
      sender.join();
      sent.addAll(rest);
      Instant end = Instant.now();
      assertThat(awaitHandOff(compiled, first).values())
          .allMatch(view -> Instant.parse(view.path("frontier").textValue()).isBefore(end));
    }
    compare("merged", proof.expect(sent));
    print();
    System.out.printf(
        "%d events in %d s%n", sent.size(), (System.nanoTime() - start) / 1_000_000_000);
    assertThat(table.values()).allMatch(cells -> cells.stream().skip(1).allMatch("0"::equals));
    long broken = sent.stream().filter(event -> !event.good()).count();
    JsonNode quarantined = query("SELECT count(*) AS n FROM quarantine");
    assertThat(quarantined.path(0).path(0).longValue()).isEqualTo(broken).isPositive();
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      CompiledProject project,
      List<CityEvents.Event> events,
      boolean slowly) {
    int number = 0;
    for (CityEvents.Event event : events) {
      String topic = project.source(event.source()).topic();
      byte[] value = event.json().getBytes(StandardCharsets.UTF_8);
      Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, value));
      if (slowly && ++number % PACE == 0) {
        producer.flush();
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    producer.flush();
  }

  /** Waits until every view is served from another batch version than before. */
  private Map<String, JsonNode> awaitHandOff(
      CompiledProject project, Map<String, JsonNode> before) {
    Map<String, JsonNode> now = new LinkedHashMap<>();
    for (ViewDefinition view : project.views()) {
      long version =
          before.containsKey(view.name())
              ? before.get(view.name()).path("batch_version").longValue()
              : -1;
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                JsonNode position = ask("SELECT count(*) FROM " + view.name()).path("views");
                now.put(view.name(), position.path(view.name()));
                return now.get(view.name()).path("batch_version").asLong(-1) > version;
              });
    }
    return now;
  }

  /** Waits until nothing differs; what still does in the end goes into the table. */
  private void compare(String moment, List<CityComparison> views) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    List<String> differences = new ArrayList<>();
    for (CityComparison view : views) {
      List<String> found = differences(view);
      while (!found.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(300);
        found = differences(view);
      }
      List<String> row = table.computeIfAbsent(view.view(), name -> new ArrayList<>(List.of("")));
      row.set(0, Integer.toString(view.groups()));
      row.add(Integer.toString(found.size()));
      differences.addAll(found.subList(0, Math.min(3, found.size())));
    }
    if (!differences.isEmpty()) {
      print();
    }
    assertThat(differences).as(moment).isEmpty();
  }

  private List<String> differences(CityComparison view) throws Exception {
    return view.differences(query("SELECT * FROM " + view.view()));
  }

  private JsonNode query(String sql) throws IOException, InterruptedException {
    return ask(sql).path("rows");
  }

  private JsonNode ask(String sql) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/query"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("sql", sql))))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode answer = JSON.readTree(response.body());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(answer.path("truncated").booleanValue()).isFalse();
    return answer;
  }

  private void print() {
    System.out.printf("%-20s %7s %6s %6s %6s%n", "view", "groups", "speed", "batch", "merged");
    table.forEach(
        (view, cells) -> {
          List<String> filled = new ArrayList<>(cells);
          while (filled.size() < 4) {
            filled.add("-");
          }
          System.out.printf(
              "%-20s %7s %6s %6s %6s%n",
              view, filled.get(0), filled.get(1), filled.get(2), filled.get(3));
        });
    long groups = table.values().stream().mapToLong(cells -> Long.parseLong(cells.get(0))).sum();
    long differ =
        table.values().stream()
            .flatMap(cells -> cells.stream().skip(1))
            .mapToLong(Long::parseLong)
            .sum();
    System.out.printf("%d views, %d groups, %d differ%n", table.size(), groups, differ);
  }

  /** With epochs short enough for a test. */
  private Path copy(int kafkaPort) throws IOException {
    Path project = folder.resolve("city");
    try (Stream<Path> files = Files.walk(CITY)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, project.resolve(CITY.relativize(file).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    Path settings = project.resolve("braid.yml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("epoch: 10m", "epoch: 5s")
            .replace("grace: 5s", "grace: 1s")
            .replace("port: 9092", "port: " + kafkaPort)
            .replace("port: 8080", "port: " + port));
    return project;
  }
}
