package dev.braid.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Batch versions are committed while speed states keep coming and readers poll. Each group is one
 * log of events, so an answer (count n, sum s) is right only if s is the sum of that log's first n
 * events: none lost, none twice.
 */
class HandOffUnderReadersTest {
  private static final long EPOCH = Views.EPOCH;
  private static final int LOGS = 3;
  private static final int HAND_OFFS = 12;

  private record Event(long epoch, long amount) {}

  @TempDir Path folder;

  private final Random random = new Random(7);
  private final List<List<Event>> logs = new ArrayList<>();
  private long now = 1000 * EPOCH;

  @Test
  void everyAnswerIsAPrefixOfEachLog() throws Exception {
    for (int log = 0; log < LOGS; log++) {
      logs.add(new ArrayList<>());
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        TestProject project =
            new TestProject("readers", broker.bootstrapServers(), folder.resolve("project"))) {
      project.createTopics();
      try (ServingLayer layer = project.serve()) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> project.get(layer, "/actuator/health").status() == 200);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(2);
        Callable<Integer> reader = () -> read(project, layer, done);
        List<Future<Integer>> reads = List.of(readers.submit(reader), readers.submit(reader));

        play(project, layer);
        done.set(true);
        for (Future<Integer> read : reads) {
          assertThat(read.get(30, TimeUnit.SECONDS)).as("answers").isGreaterThan(HAND_OFFS);
        }
        readers.shutdown();
        long events = logs.stream().mapToLong(List::size).sum();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> assertThat(view(project, layer).path("events").asLong()).isEqualTo(events));
      }
    }
  }

  private static JsonNode view(TestProject project, ServingLayer layer) {
    return project.get(layer, "/v1/status").view();
  }

  private void play(TestProject project, ServingLayer layer) {
    Frontier previous = Frontier.NONE;
    for (int version = 0; version < HAND_OFFS; version++) {
      for (int round = 0; round < 8; round++) {
        speak(project);
      }
      // What is before the frontier never changes again.
      now += EPOCH;
      Frontier frontier = new Frontier(new Epochs(EPOCH).epochOf(now));
      project.commit(version, frontier, previous, before(frontier));
      previous = frontier;
      long expected = version;
      speak(project);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                speak(project);
                return view(project, layer).path("batch_version").asLong(-1) == expected;
              });
    }
  }

  /** Some events of every log, and the states they lead to; now and then an old state once more. */
  private void speak(TestProject project) {
    for (int log = 0; log < LOGS; log++) {
      long epoch = logs.get(log).isEmpty() ? 0 : lastEpoch(log);
      long[] before = amounts(log);
      for (int i = random.nextInt(4); i >= 0; i--) {
        now += random.nextLong(EPOCH / 50);
        synchronized (logs) {
          logs.get(log).add(new Event(new Epochs(EPOCH).epochOf(now), random.nextInt(1000)));
        }
        publish(project, log);
      }
      if (before.length > 0 && random.nextInt(3) == 0) {
        project.upsert(1, "log" + log, epoch, before);
      }
    }
  }

  private long lastEpoch(int log) {
    List<Event> events = logs.get(log);
    return events.get(events.size() - 1).epoch();
  }

  private long[] amounts(int log) {
    if (logs.get(log).isEmpty()) {
      return new long[0];
    }
    long epoch = lastEpoch(log);
    return logs.get(log).stream()
        .filter(event -> event.epoch() == epoch)
        .mapToLong(Event::amount)
        .toArray();
  }

  private void publish(TestProject project, int log) {
    project.upsert(1, "log" + log, lastEpoch(log), amounts(log));
  }

  private Map<String, long[]> before(Frontier frontier) {
    Map<String, long[]> groups = new TreeMap<>();
    for (int log = 0; log < LOGS; log++) {
      groups.put(
          "log" + log,
          logs.get(log).stream()
              .filter(event -> frontier.covers(event.epoch()))
              .mapToLong(Event::amount)
              .toArray());
    }
    return groups;
  }

  private int read(TestProject project, ServingLayer layer, AtomicBoolean done) {
    int answers = 0;
    long[] seen = new long[LOGS];
    while (!done.get()) {
      TestProject.Reply answer = project.query(layer, "SELECT key, n, total FROM totals");
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
      long counted = 0;
      for (JsonNode row : answer.body().path("rows")) {
        int log = Integer.parseInt(row.path(0).asText().substring("log".length()));
        long n = row.path(1).asLong();
        assertThat(row.path(2).asLong())
            .as("sum of the first %s events of log %s, at %s", n, log, answer.view())
            .isEqualTo(prefixSum(log, n));
        assertThat(n)
            .as("events of log %s never become fewer", log)
            .isGreaterThanOrEqualTo(seen[log]);
        seen[log] = n;
        counted += n;
      }
      assertThat(answer.view().path("events").asLong()).isEqualTo(counted);
      answers++;
    }
    return answers;
  }

  private long prefixSum(int log, long n) {
    synchronized (logs) {
      return logs.get(log).stream().limit(n).mapToLong(Event::amount).sum();
    }
  }
}
