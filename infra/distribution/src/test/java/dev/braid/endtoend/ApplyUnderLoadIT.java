package dev.braid.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Views are edited, added and dropped, and a source gets a column, while events flow ({@code
 * -Dbraid.apply.rate=10000} makes it as many a second) and a reader asks all the while; then the
 * way back. No query fails, no answer has rows of two generations, every answer is a prefix of
 * every partition's log, and no count falls.
 */
class ApplyUnderLoadIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int EVENTS_A_SECOND = Integer.getInteger("braid.apply.rate", 3_000);

  @TempDir Path folder;

  @Test
  void definitionsChangeWithoutAPause() throws Exception {
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
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !braid.isUp() || Http.isReady(servingPort));
    assertThat(braid.isUp()).as("braid up").isTrue();
    try (PollingReader<GenerationReading> reader =
        PollingReader.start(servingPort, GenerationReading.SQL, GenerationReading::of)) {
      try (Ticks ticks = Ticks.start(bootstrap, EVENTS_A_SECOND)) {
        await().atMost(PATIENCE).until(() -> ticks.written() > 50_000);
        braid.run("batch", "batch", "run", "--wait", "2s").requireSuccess();

        edit();
        RunningProject.Outcome plan = braid.run("plan", "apply", "--plan");
        plan.requireSuccess();
        assertThat(plan.output())
            .contains("source ticks: column note added: VARCHAR", "prefixes", "rebuilt")
            .containsPattern("beats +kept")
            .containsPattern("newest +new")
            .containsPattern("short_lived +dropped");

        RunningProject.Outcome apply = braid.run("apply", "apply");
        apply.requireSuccess();
        System.out.println(apply.output());
        assertThat(apply.output())
            .contains("generation 2 answers")
            .containsPattern("compare +same +at .* groups equal, 0 differ, 0 new, 0 gone");
        awaitAnswerOf(reader, 2);
        braid.run("new", "query", "SELECT * FROM newest").requireSuccess();
        assertThat(braid.run("dropped", "query", "SELECT * FROM short_lived").status()).isNotZero();
        braid.run("batch-2", "batch", "run", "--wait", "2s").requireSuccess();

        RunningProject.Outcome back = braid.run("back", "apply", "--rollback");
        back.requireSuccess();
        System.out.println(back.output());
        awaitAnswerOf(reader, 1);
      }
      List<PartitionLog> logs = PartitionLog.read(bootstrap, Ticks.TOPIC, Ticks.PARTITIONS);
      long all = logs.stream().mapToLong(PartitionLog::length).sum();
      await().atMost(PATIENCE).until(() -> reader.newest().events() == all);
      await().atMost(PATIENCE).until(() -> reader.newest().byKey() == all);
      verify(reader, logs, all);
    }
    braid.run("clean", "apply", "--clean").requireSuccess();
    assertThat(folder.resolve(".braid/generations/2.json")).doesNotExist();
    assertThat(folder.resolve(".braid/checkpoints/g2")).doesNotExist();
    try (var tables = Files.list(folder.resolve(".braid/lake/views"))) {
      assertThat(tables.map(table -> table.getFileName().toString().replaceAll("-.*", "")))
          .containsExactlyInAnyOrder("prefixes", "by_key", "same", "beats", "short_lived");
    }
  }

  private static void verify(
      PollingReader<GenerationReading> reader, List<PartitionLog> logs, long all) {
    assertThat(reader.failures()).as("failed queries").isEmpty();
    Map<Integer, Long> counted = new HashMap<>();
    Map<Long, Integer> answers = new HashMap<>();
    int number = 0;
    for (GenerationReading seen : reader.readings()) {
      assertThat(seen.tags()).as("tags of answer %d: %s", number, seen).hasSizeLessThanOrEqualTo(1);
      assertThat(seen.tags())
          .as("answer %d: %s", number, seen)
          .allMatch(t -> t == seen.generation());
      seen.rows()
          .forEach(
              (partition, row) -> {
                assertThat(logs.get(partition).explains(row.count(), row.checksum()))
                    .as("%s: partition %d", seen, partition)
                    .isTrue();
                assertThat(row.count())
                    .as("%s: count of partition %d", seen, partition)
                    .isGreaterThanOrEqualTo(counted.getOrDefault(partition, 0L));
                counted.put(partition, row.count());
              });
      answers.merge(seen.generation(), 1, Integer::sum);
      number++;
    }
    assertThat(answers.keySet()).containsExactlyInAnyOrder(1L, 2L);
    System.out.printf(
        "apply under load: %d answers (by generation: %s) over %d events, 0 failed, 0 mixed%n",
        number, answers, all);
  }

  private static void awaitAnswerOf(PollingReader<GenerationReading> reader, long generation) {
    await().atMost(PATIENCE).until(() -> reader.newest().generation() == generation);
  }

  private void writeProject(int kafkaPort, int servingPort) throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Files.createDirectories(folder.resolve("views"));
    Files.writeString(
        folder.resolve("braid.yml"),
        """
        name: changing
        epoch: 2s
        grace: 1s
        kafka:
          embedded: {port: %d}
        serving: {port: %d}
        """
            .formatted(kafkaPort, servingPort));
    writeSource("");
    Files.writeString(
        folder.resolve("sources/beats.yml"),
        "format: json\npartitions: 1\ncolumns: [{name: at, type: BIGINT}]\n");
    writeViews(1);
    Files.writeString(
        folder.resolve("views/beats.sql"), "SELECT at, count(*) AS n FROM beats GROUP BY at\n");
    Files.writeString(
        folder.resolve("views/same.sql"),
        "SELECT k, p, count(*) AS n, avg(v) AS mean FROM ticks GROUP BY k, p\n");
    Files.writeString(
        folder.resolve("views/short_lived.sql"), "SELECT k, count(*) AS n FROM ticks GROUP BY k\n");
  }

  private void edit() throws IOException {
    writeSource("  - {name: note, type: VARCHAR}\n");
    writeViews(2);
    Files.delete(folder.resolve("views/short_lived.sql"));
    Files.writeString(
        folder.resolve("views/newest.sql"),
        "SELECT k, max(v) AS newest, max(note) AS note FROM ticks GROUP BY k\n");
  }

  private void writeSource(String more) throws IOException {
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
        %s"""
            .formatted(Ticks.PARTITIONS, more));
  }

  private void writeViews(int tag) throws IOException {
    Files.writeString(
        folder.resolve("views/prefixes.sql"),
        "SELECT p, count(*) AS n, sum(v) AS s, max(%d) AS tag FROM ticks GROUP BY p\n"
            .formatted(tag));
    Files.writeString(
        folder.resolve("views/by_key.sql"),
        "SELECT k, count(*) AS n, max(%d) AS tag FROM ticks GROUP BY k\n".formatted(tag));
  }
}
