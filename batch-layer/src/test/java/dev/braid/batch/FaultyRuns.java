package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.braid.batch.delta.TestSpark;
import dev.braid.batch.log.KafkaLog;
import dev.braid.batch.log.Sleeper;
import dev.braid.batch.view.BatchView;
import dev.braid.error.BraidException;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.reference.ReferenceInterpreter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A shop, its batch runs, and hands that damage what they have written. */
abstract class FaultyRuns {
  @TempDir static Path brokerFolder;
  private static BrokerProcess broker;

  @TempDir Path folder;
  final SparkSession spark = TestSpark.session();
  final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  Shop shop;
  CompiledProject project;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = BrokerProcess.start(brokerFolder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void openShop() throws Exception {
    open(broker, folder.resolve("lake"));
  }

  void open(BrokerProcess at, Path lake) throws Exception {
    shop = new Shop(at.bootstrap(), lake);
    project = shop.project("revenue");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  // Runs.

  void run() throws Exception {
    run(Clock.systemUTC(), false);
  }

  void run(Clock clock, boolean acceptLoss) throws Exception {
    // As in a process of its own.
    DeltaLog.clearCache();
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      begin(log, clock, acceptLoss).run();
    }
  }

  BatchRun begin(KafkaLog log, Clock clock, boolean acceptLoss) {
    Progress progress =
        new Progress(new PrintStream(terminal, true, StandardCharsets.UTF_8), clock);
    Sleeper never =
        time -> {
          throw new AssertionError("nothing to wait for");
        };
    return new BatchRun(
        project,
        spark,
        log,
        clock,
        progress,
        new BatchRun.Wishes(Duration.ZERO, never, acceptLoss, Optional.empty()));
  }

  BraidException refusal() {
    return catchThrowableOfType(BraidException.class, this::run);
  }

  void awaitEpochsEnd() {
    Epochs epochs = Epochs.of(Shop.EPOCH);
    Clock clock = Clock.systemUTC();
    Frontier next =
        new Frontier(epochs.epochOf(clock.instant().toEpochMilli()) + Shop.EPOCH.toMillis());
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !next.isAfter(epochs.latestFrontier(clock.instant(), Shop.GRACE)));
  }

  ViewDefinition view() {
    return project.view("revenue");
  }

  /** Holds the view to what a plain consumer finds in the log; gives the events in it. */
  long assertExact() {
    DeltaLog.clearCache();
    BatchCommit commit = new BatchView(spark, project, view()).current().orElseThrow().commit();
    List<Object[]> covered =
        shop.ordersBefore(Instant.ofEpochMilli(commit.frontier().epochMillis()));
    Map<List<Object>, List<Object>> found = new HashMap<>();
    for (Row row :
        spark.read().format("delta").load(project.names().viewPath(view())).collectAsList()) {
      found.put(List.of(row.get(0)), List.of(row.get(0), row.get(1), row.get(2)));
    }
    assertThat(found).isEqualTo(new ReferenceInterpreter(view().plan()).rows(covered));
    assertThat(commit.events()).isEqualTo(covered.size());
    return commit.events();
  }

  // The lake.

  Path rawTable() {
    return Path.of(URI.create(project.names().rawPath(shop.source())));
  }

  Path eventsTable() {
    return Path.of(URI.create(project.names().eventsPath(shop.source())));
  }

  Path viewTable() {
    return Path.of(URI.create(project.names().viewPath(view())));
  }

  Path lake() {
    return folder.resolve("lake");
  }

  static List<Path> files(Path table, String pattern) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var files = Files.newDirectoryStream(table, pattern)) {
      files.forEach(found::add);
    }
    found.sort(null);
    assertThat(found).isNotEmpty();
    return found;
  }

  static Path lastCommit(Path table) throws IOException {
    List<Path> commits = files(table.resolve("_delta_log"), "*.json");
    return commits.get(commits.size() - 1);
  }

  static void cut(Path file, double part) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, (int) (content.length * part)));
    // Hadoop checks a file against its sum, where it has written one.
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  void copy(Path from, Path to) throws IOException {
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

  /** As a copy from after the first run. */
  void goesBack(Path table) throws IOException {
    delete(table);
    copy(folder.resolve("older").resolve(lake().relativize(table).toString()), table);
  }

  void restoreFrom(Path copy) throws IOException {
    delete(lake());
    copy(copy, lake());
  }
}
