package dev.braid.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import io.delta.kernel.Table;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Delta tables that are torn, damaged, or go back. The speed view has all epochs here, so that
 * whatever version is in use there is one right answer.
 */
class DamagedLakeTest {
  private static final long EPOCH = Views.EPOCH;
  private static final String ROWS = "SELECT key, n, total, largest FROM totals ORDER BY key";
  private static final String RIGHT = "[[\"a\",5,118,100],[\"b\",1,10,10],[\"c\",1,7,7]]";

  @TempDir static Path brokerFolder;
  private static EmbeddedBroker broker;

  @TempDir Path folder;
  private Path good;
  private TestProject project;
  private ServingLayer layer;

  @BeforeAll
  static void startBroker() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    broker = EmbeddedBroker.start(brokerFolder, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void writeThreeVersions(TestInfo test) throws Exception {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    project = new TestProject(name, broker.bootstrapServers(), folder);
    project.createTopics();
    project.upsert(1, "a", EPOCH, 1, 2);
    project.upsert(1, "a", 2 * EPOCH, 5);
    project.upsert(1, "b", 2 * EPOCH, 10);
    project.upsert(1, "a", 3 * EPOCH, 10, 100);
    project.upsert(1, "c", 4 * EPOCH, 7);
    commitTo(0);
    commitTo(1);
    commitTo(2);
    good = folder.resolve("good");
    copy(project.table(), good);
  }

  @AfterEach
  void stop() {
    if (layer != null) {
      layer.close();
    }
    project.close();
  }

  /** Covers one epoch more with each version. */
  private BatchCommit commitTo(int version) {
    return commit(version, version);
  }

  private BatchCommit commit(int version, int epochs) {
    Map<String, long[]> groups =
        switch (epochs) {
          case 0 -> Map.of("a", new long[] {1, 2});
          case 1 -> Map.of("a", new long[] {1, 2, 5}, "b", new long[] {10});
          default -> Map.of("a", new long[] {1, 2, 5, 10, 100}, "b", new long[] {10});
        };
    Frontier previous = epochs == 0 ? Frontier.NONE : frontier(epochs - 1);
    return project.commit(version, frontier(epochs), previous, groups);
  }

  private static Frontier frontier(int version) {
    return new Frontier((2L + version) * EPOCH);
  }

  // The lake.

  private static Path log(Path table, int version) {
    return table.resolve("_delta_log").resolve(String.format("%020d.json", version));
  }

  private static Path parquet(Path table, int version) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-" + version + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The table as it was after a version. */
  private void tableEndsAt(int version) throws IOException {
    if (Files.exists(project.table())) {
      delete(project.table());
    }
    copy(good, project.table());
    for (int later = version + 1; later <= 2; later++) {
      Files.delete(log(project.table(), later));
    }
  }

  /** At once, as a file that was linked into its place, but with this content. */
  private void publish(Path file, byte[] content) throws IOException {
    Path beside = folder.resolve("beside");
    Files.write(beside, content);
    Files.createDirectories(file.getParent());
    Files.move(
        beside,
        file,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] firstPart(byte[] content, double part) {
    return Arrays.copyOf(content, (int) (content.length * part));
  }

  // What a user sees.

  private void serve() {
    layer = project.serve();
    await().until(() -> project.get(layer, "/actuator/health").status() == 200);
  }

  private void assertRight() {
    TestProject.Reply reply = project.query(layer, ROWS);
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    assertThat(reply.body().path("rows").toString()).isEqualTo(RIGHT);
  }

  private String reason() {
    return project.get(layer, "/v1/status").view().path("reason").asText();
  }

  private String state() {
    return project.get(layer, "/v1/status").view().path("state").asText();
  }

  private long batchVersion() {
    return project.get(layer, "/v1/status").view().path("batch_version").asLong(-1);
  }

  private void awaitReason(String words) {
    await()
        .untilAsserted(
            () -> {
              assertRight();
              assertThat(reason()).contains(words).doesNotContain("Exception");
            });
  }

  private void awaitWell(int version) {
    project.heartbeat(System.currentTimeMillis());
    await()
        .untilAsserted(
            () -> {
              assertRight();
              assertThat(batchVersion()).isEqualTo(version);
              assertThat(reason()).isEqualTo("null");
            });
  }

  /** A new process refuses, and says why. */
  private void awaitRefusal(String words) {
    layer = project.serve();
    await().untilAsserted(() -> assertThat(state()).isEqualTo("failed"));
    TestProject.Reply refused = project.query(layer, ROWS);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body().path("code").asText()).isEqualTo("VIEW_FAILED");
    assertThat(refused.body().path("detail").asText())
        .contains(words)
        .contains("braid batch run")
        .doesNotContain("Exception");
    layer.close();
    layer = null;
  }

  @Test
  void aTornCommitLeavesTheVersionInUse() throws Exception {
    tableEndsAt(0);
    serve();
    awaitWell(0);
    byte[] commit = Files.readAllBytes(log(good, 1));
    for (double part : List.of(0.95, 0.5, 0.1)) {
      publish(log(project.table(), 1), firstPart(commit, part));
      awaitReason("cannot be read");
      assertThat(reason()).contains(project.table().toString()).contains("braid batch run");
      assertThat(batchVersion()).isZero();
    }
    publish(log(project.table(), 1), commit);
    awaitWell(1);
  }

  /** Cut between two actions the commit is whole to any reader, yet says something else. */
  @Test
  void aCommitCutBetweenTwoActionsIsNeverWrong() throws Exception {
    tableEndsAt(0);
    serve();
    awaitWell(0);
    List<String> actions = Files.readAllLines(log(good, 1));
    for (int kept = 0; kept < actions.size(); kept++) {
      publish(
          log(project.table(), 1),
          String.join("\n", actions.subList(0, kept))
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      await().during(Duration.ofMillis(300)).untilAsserted(this::assertRight);
    }
    publish(log(project.table(), 1), Files.readAllBytes(log(good, 1)));
    awaitWell(1);
  }

  @Test
  void aTornOrMissingDataFileLeavesTheVersionInUse() throws Exception {
    tableEndsAt(0);
    Path file = parquet(project.table(), 1);
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    serve();
    awaitWell(0);
    publish(log(project.table(), 1), Files.readAllBytes(log(good, 1)));
    awaitReason("cannot be loaded");
    publish(file, firstPart(content, 0.6));
    await()
        .untilAsserted(
            () ->
                assertThat(reason()).contains("cannot be loaded").doesNotContain("No files found"));
    assertRight();
    assertThat(batchVersion()).isZero();
    publish(file, content);
    awaitWell(1);

    // What is loaded no longer needs its files.
    Files.delete(file);
    assertRight();
  }

  @Test
  void aDamagedTableIsRefusedAtTheStartWithWhatToDo() throws Exception {
    Path table = project.table();
    tableEndsAt(2);
    publish(log(table, 2), firstPart(Files.readAllBytes(log(good, 2)), 0.5));
    awaitRefusal("cannot be read");

    tableEndsAt(2);
    Files.delete(log(table, 1));
    awaitRefusal("cannot be read");

    tableEndsAt(2);
    Files.delete(parquet(table, 2));
    awaitRefusal("cannot be loaded");

    tableEndsAt(2);
    publish(parquet(table, 2), firstPart(Files.readAllBytes(parquet(good, 2)), 0.5));
    awaitRefusal("cannot be loaded");

    // As the words say: moved away, and made anew by a run.
    delete(table);
    project.announce(0, commit(0, 2));
    serve();
    awaitWell(0);
  }

  @Test
  void aDamagedCheckpointOfDeltaIsRefusedAndAMissingPointerToItIsNot() throws Exception {
    Path table = project.table();
    Engine engine = DefaultEngine.create(new Configuration());
    Table.forPath(engine, table.toString()).checkpoint(engine, 1);
    Path checkpoint = table.resolve("_delta_log/00000000000000000001.checkpoint.parquet");
    Path pointer = table.resolve("_delta_log/_last_checkpoint");
    assertThat(checkpoint).exists();
    assertThat(pointer).exists();
    byte[] content = Files.readAllBytes(checkpoint);

    Files.writeString(pointer, "{\"version\":");
    serve();
    awaitWell(2);
    publish(checkpoint, firstPart(content, 0.5));
    assertRight();
    layer.close();
    layer = null;

    awaitRefusal("cannot be read");
    Files.delete(checkpoint);
    serve();
    awaitWell(2);
  }

  @Test
  void aTableThatGoesBackIsFollowedAsFarAsTheSpeedStatesGo() throws Exception {
    serve();
    project.announce(2, commitFound(2));
    awaitWell(2);

    tableEndsAt(1);
    awaitReason("the batch table ends at version 1, though version 2 was announced");
    await().untilAsserted(() -> assertThat(batchVersion()).isEqualTo(1));
    assertRight();

    tableEndsAt(2);
    awaitWell(2);
    tableEndsAt(0);
    awaitReason("the batch table ends at version 0, though version 2 was announced");
    layer.close();
    awaitRefusal("the batch table");

    // Restored by a new version: the same, though there is no version missing.
    tableEndsAt(2);
    commit(3, 0);
    awaitRefusal("went back");
    commit(4, 2);
    serve();
    awaitWell(4);
  }

  @Test
  void aTableThatIsGoneLeavesTheVersionInUseUntilItIsMadeAnew() throws Exception {
    serve();
    project.announce(2, commitFound(2));
    awaitWell(2);
    delete(project.table());
    awaitReason("the batch table is missing, though version 2 was announced");
    assertThat(batchVersion()).isEqualTo(2);

    project.announce(0, commit(0, 2));
    awaitWell(0);
    layer.close();
    serve();
    awaitWell(0);
  }

  private static BatchCommit commitFound(int version) {
    return TestLake.commit(
        TestProject.VIEW, frontier(version), frontier(version - 1), version == 2 ? 6 : 4);
  }
}
