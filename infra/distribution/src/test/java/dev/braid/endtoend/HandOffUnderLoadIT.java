package dev.braid.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise, on real Kafka, Flink, Spark and Delta: batch runs happen while events flow, a
 * transaction stays open across one of them and another aborts, the speed and the serving process
 * are killed, and a reader asks all the while. Every answer must be a prefix of every partition's
 * log.
 */
class HandOffUnderLoadIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void everyAnswerIsAPrefixOfTheLog() throws Exception {
    int kafkaPort = Http.freePort();
    int servingPort = Http.freePort();
    String bootstrap = "127.0.0.1:" + kafkaPort;
    writeProject(kafkaPort, servingPort);
    try (RunningProject braid = RunningProject.up(folder)) {
      try {
        exercise(braid, bootstrap, servingPort);
      } catch (AssertionError | Exception e) {
        throw new AssertionError(e.getMessage() + "\n" + braid.logs(), e);
      }
    }
  }

  private void exercise(RunningProject braid, String bootstrap, int servingPort) throws Exception {
    awaitReady(braid, servingPort);
    try (PollingReader<Reading> reader =
        PollingReader.start(servingPort, Reading.SQL, Reading::of)) {
      try (Ticks ticks = Ticks.start(bootstrap);
          KafkaProducer<byte[], byte[]> committing = transactional(bootstrap, "commits");
          KafkaProducer<byte[], byte[]> aborting = transactional(bootstrap, "aborts")) {
        awaitCount(reader, 2_000);
        batchRun(braid, "first");
        awaitBatchVersions(reader, 1);

        braid.kill("speed-1");
        committing.initTransactions();
        committing.beginTransaction();
        sendSome(committing, 1_000_000);
        aborting.initTransactions();
        aborting.beginTransaction();
        sendSome(aborting, 2_000_000);
        long written = ticks.written();
        await().atMost(PATIENCE).until(() -> ticks.written() > written + 4_000);
        batchRun(braid, "across-open-transactions");

        committing.commitTransaction();
        aborting.abortTransaction();
        long afterwards = ticks.written();
        await().atMost(PATIENCE).until(() -> ticks.written() > afterwards + 4_000);
        batchRun(braid, "second");
        awaitBatchVersions(reader, 2);
        batchRun(braid, "third");
        awaitBatchVersions(reader, 3);
      }
      List<PartitionLog> logs = PartitionLog.read(bootstrap, Ticks.TOPIC, Ticks.PARTITIONS);
      awaitComplete(reader, logs);
      verify(reader, logs);
      Reading last = reader.read();
      for (int p = 0; p < Ticks.PARTITIONS; p++) {
        assertThat(last.rows().get(p))
            .as("final answer for partition %d", p)
            .isEqualTo(
                new Reading.Row(logs.get(p).length(), logs.get(p).checksum(logs.get(p).length())));
      }
    }
    braid.kill("serving");
    awaitReady(braid, servingPort);
    try (PollingReader<Reading> reader =
        PollingReader.start(servingPort, Reading.SQL, Reading::of)) {
      List<PartitionLog> logs = PartitionLog.read(bootstrap, Ticks.TOPIC, Ticks.PARTITIONS);
      awaitComplete(reader, logs);
      verify(reader, logs);
    }
    assertThat(braid.isUp()).isTrue();
  }

  private static void verify(PollingReader<Reading> reader, List<PartitionLog> logs) {
    assertThat(reader.failures()).isEmpty();
    Map<Integer, Long> counted = new TreeMap<>();
    long version = -1;
    int number = 0;
    for (Reading reading : reader.readings()) {
      assertThat(reading.batchVersion())
          .as("batch version of answer %d", number)
          .isGreaterThanOrEqualTo(version);
      version = reading.batchVersion();
      for (Map.Entry<Integer, Reading.Row> row : reading.rows().entrySet()) {
        long count = row.getValue().count();
        assertThat(logs.get(row.getKey()).explains(count, row.getValue().checksum()))
            .as("answer %d, %s: partition %d, first %d", number, reading, row.getKey(), count)
            .isTrue();
        assertThat(count)
            .as("answer %d: count of partition %d", number, row.getKey())
            .isGreaterThanOrEqualTo(counted.getOrDefault(row.getKey(), 0L));
        counted.put(row.getKey(), count);
      }
      number++;
    }
    System.out.printf(
        "%d answers over %d batch versions, every one a prefix of the log%n",
        number, reader.readings().stream().map(Reading::batchVersion).distinct().count());
  }

  private void awaitReady(RunningProject braid, int port) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !braid.isUp() || Http.isReady(port));
    assertThat(braid.isUp()).as("braid up").isTrue();
  }

  private static void awaitCount(PollingReader<Reading> reader, long events) {
    await().atMost(PATIENCE).until(() -> count(reader) >= events);
  }

  private static void awaitComplete(PollingReader<Reading> reader, List<PartitionLog> logs) {
    long all = logs.stream().mapToLong(PartitionLog::length).sum();
    await().atMost(PATIENCE).until(() -> count(reader) >= all);
  }

  private static long count(PollingReader<Reading> reader) {
    Reading newest = reader.newest();
    return newest == null ? 0 : newest.events();
  }

  private static void awaitBatchVersions(PollingReader<Reading> reader, int versions) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                reader.readings().stream()
                        .map(Reading::frontier)
                        .filter(frontier -> frontier.startsWith("2"))
                        .distinct()
                        .count()
                    >= versions);
  }

  private static void batchRun(RunningProject braid, String name) throws Exception {
    RunningProject.Outcome outcome = braid.run("batch-" + name, "batch", "run", "--wait", "2s");
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private static KafkaProducer<byte[], byte[]> transactional(String bootstrap, String id) {
    // Longer than any batch run here takes, or the broker itself would abort it.
    return Ticks.producer(
        bootstrap, Map.of("transactional.id", id, "transaction.timeout.ms", 600_000));
  }

  private static void sendSome(KafkaProducer<byte[], byte[]> producer, long from) {
    for (long i = from; i < from + 200; i++) {
      Ticks.send(producer, i);
    }
    producer.flush();
  }

  private void writeProject(int kafkaPort, int servingPort) throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Files.createDirectories(folder.resolve("views"));
    Files.writeString(
        folder.resolve("braid.yml"),
        """
        name: prefixes
        epoch: 2s
        grace: 1s
        kafka:
          embedded: {port: %d}
        serving: {port: %d}
        """
            .formatted(kafkaPort, servingPort));
    Files.writeString(
        folder.resolve("sources/ticks.yml"),
        """
        topic: ticks
        format: json
        partitions: %d
        columns:
          - {name: p, type: INTEGER, not_null: true}
          - {name: v, type: BIGINT, not_null: true}
          - {name: k, type: VARCHAR}
        """
            .formatted(Ticks.PARTITIONS));
    Files.writeString(
        folder.resolve("views/prefixes.sql"),
        "SELECT p, count(*) AS n, sum(v) AS s, max(v) AS greatest FROM ticks GROUP BY p\n");
    Files.writeString(
        folder.resolve("views/by_key.sql"),
        "SELECT k, count(*) AS n, avg(v) AS mean FROM ticks WHERE v > 0 GROUP BY k\n");
  }
}
