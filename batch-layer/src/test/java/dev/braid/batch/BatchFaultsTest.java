package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.braid.batch.log.KafkaLog;
import dev.braid.batch.steps.BatchEffect;
import dev.braid.batch.view.BatchView;
import dev.braid.error.BraidException;
import dev.braid.fault.SmallDisk;
import dev.braid.log.BatchCommit;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.Refresh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;

/** What Kafka, clocks and a full disk can do to a batch run. */
class BatchFaultsTest extends FaultyRuns {
  @Test
  void aPartitionThatIsAddedIsArchivedAndCounted() throws Exception {
    project = shop.project(Refresh.INCREMENTAL, "revenue");
    shop.produce(9);
    awaitEpochsEnd();
    run();
    String topic = shop.source().topic();
    shop.admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all().get();
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      await().until(() -> log.ends(topic).next().size() == 4);
    }
    shop.produceTo(3, 7);
    shop.produce(9);
    awaitEpochsEnd();
    run();
    BatchCommit commit = new BatchView(spark, project, view()).current().orElseThrow().commit();
    assertThat(commit.events()).isEqualTo(25);
    assertThat(commit.offsets().next()).containsEntry(3, 7L);
  }

  /** The run's clock goes before the broker's by more than the grace. */
  @Test
  void stragglersOfASkewedClockAreHealedByTheNextRun() throws Exception {
    project = shop.project(Refresh.INCREMENTAL, "revenue");
    shop.produce(10);
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5));
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      BatchRun run = begin(log, ahead, false);
      while (!(run.next().orElseThrow() instanceof BatchEffect.Archive)) {
        run.advance();
      }
      shop.produce(10);
      run.run();
    }
    BatchCommit early = new BatchView(spark, project, view()).current().orElseThrow().commit();
    assertThat(early.events()).isEqualTo(10);
    assertThat(shop.ordersBefore(Instant.ofEpochMilli(early.frontier().epochMillis())))
        .as("with the stragglers")
        .hasSize(20);

    await().until(() -> System.currentTimeMillis() > early.frontier().epochMillis());
    awaitEpochsEnd();
    run();
    assertThat(assertExact()).isEqualTo(20);
    assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("heals 10 stragglers");
  }

  @Test
  void aFullDiskUnderTheLakeFailsTheRunAndCostsNothing() throws Exception {
    shop.close();
    try (SmallDisk disk = SmallDisk.mount(lake(), 4 << 20)) {
      openShop();
      shop.produce(20);
      awaitEpochsEnd();
      run();
      shop.produce(20);
      awaitEpochsEnd();
      disk.fill();
      Exception failure = catchThrowableOfType(Exception.class, this::run);
      assertThat(failure).rootCause().hasMessageContaining("No space left on device");
      disk.free();
      assertThat(assertExact()).isEqualTo(20);
      run();
      assertThat(assertExact()).isEqualTo(40);
      DeltaLog.clearCache();
    }
  }

  @Test
  void aBrokerThatGoesAwayMidRunFailsItAndTheNextGoesOn() throws Exception {
    shop.close();
    Path log = folder.resolve("kafka");
    BrokerProcess second = BrokerProcess.start(log);
    try {
      open(second, lake());
      shop.produce(20);
      awaitEpochsEnd();
      impatient(second);
      try (KafkaLog kafka = new KafkaLog(project.kafka())) {
        BatchRun run = begin(kafka, Clock.systemUTC(), false);
        while (!(run.next().orElseThrow() instanceof BatchEffect.Announce)) {
          run.advance();
        }
        second.kill();
        BraidException failure = catchThrowableOfType(BraidException.class, run::run);
        assertThat(failure.code()).isEqualTo("KAFKA_UNREACHABLE");
        assertThat(failure.getMessage()).contains("The run can be started again at any time");
      }
      assertThat(refusal().code()).isEqualTo("KAFKA_UNREACHABLE");

      second = BrokerProcess.start(log, second.port());
      run();
      assertThat(assertExact()).isEqualTo(20);
      assertThat(shop.announced()).hasSize(1);
    } finally {
      second.kill();
    }
  }

  private void impatient(BrokerProcess at) {
    Map<String, String> timeouts =
        Map.of(
            "default.api.timeout.ms", "4000",
            "request.timeout.ms", "2000",
            "delivery.timeout.ms", "3000",
            "max.block.ms", "3000");
    project =
        new CompiledProject(
            project.format(),
            project.name(),
            project.generation(),
            project.graceMillis(),
            new KafkaSettings(at.bootstrap(), null, timeouts),
            project.storage(),
            project.serving(),
            project.sources(),
            project.views());
  }

  /** What the broker has acknowledged survives; what it has not the producer is told. */
  @Test
  void aFullDiskUnderKafkaLosesNothingThatWasAcknowledged() throws Exception {
    shop.close();
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("kafka"), 160 << 20)) {
      BrokerProcess second = BrokerProcess.start(disk.folder());
      try {
        open(second, lake());
        shop.produce(30);
        disk.fill();
        shop.produceUntilRefused();
        disk.free();
        second.kill();
        second = BrokerProcess.start(disk.folder(), second.port());
        long acknowledged = shop.acknowledged();
        await().until(() -> shop.committed().size() >= acknowledged);
        awaitEpochsEnd();
        run();
        assertThat(assertExact()).isGreaterThanOrEqualTo(acknowledged);
      } finally {
        second.kill();
      }
    }
  }
}
