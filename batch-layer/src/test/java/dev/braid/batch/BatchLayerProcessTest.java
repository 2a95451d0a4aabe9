package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.batch.generations.Orders;
import dev.braid.log.BatchCommit;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The batch layer as the launcher starts it: a process, its output, its exit status, its death. */
class BatchLayerProcessTest {
  @TempDir Path folder;

  private BrokerProcess broker;
  private Shop shop;
  private BatchProcesses processes;

  @BeforeEach
  void openShop() throws Exception {
    processes = new BatchProcesses(folder);
    broker = BrokerProcess.start(folder.resolve("broker"));
    shop = new Shop(broker.bootstrap(), folder.resolve("lake"));
    shop.project("revenue").write(folder.resolve("state/plan.json"));
  }

  @AfterEach
  void closeShop() throws Exception {
    processes.close();
    shop.close();
    broker.close();
  }

  private Process start(String name, String... more) throws IOException {
    return processes.start(name, List.of(), List.of(more));
  }

  private String read(String file) throws IOException {
    return processes.read(file);
  }

  private BatchCommit announced() throws IOException {
    return shop.announced().values().iterator().next().commit();
  }

  @Test
  void oneRunAtATimeAndAKilledOneIsMadeGood() throws Exception {
    try (KafkaProducer<String, String> transactional = shop.transactionalProducer()) {
      shop.produce(20);
      transactional.beginTransaction();
      shop.produce(transactional, 5);
      await().pollDelay(Shop.EPOCH.plus(Shop.GRACE)).until(() -> true);

      Process killed = start("killed", "--wait", "10m");
      await().atMost(Duration.ofMinutes(3)).until(() -> read("killed.out").contains("wait "));
      Process second = start("second");
      assertThat(BatchProcesses.exitStatus(second)).isEqualTo(3);
      assertThat(read("second.err"))
          .contains("process " + killed.pid())
          .contains("[BATCH_RUNNING]")
          .doesNotContain("\tat ");
      killed.destroyForcibly();
      assertThat(BatchProcesses.exitStatus(killed)).isNotZero();

      transactional.commitTransaction();
    }
    Process third = start("third", "--wait", "3m");
    assertThat(BatchProcesses.exitStatus(third)).as(read("third.err")).isZero();
    assertThat(read("third.out"))
        .containsPattern("archive +shop\\w+-orders +25 records")
        .containsPattern("view +revenue +frontier .* 4 groups of 25 events")
        .contains("done in ");
    assertThat(read("third.err")).isEmpty();
    assertThat(announced().events()).isEqualTo(25);
    assertThat(folder.resolve("spark-warehouse")).doesNotExist();
  }

  @Test
  void errorsAreOneLineWithoutATrace() throws Exception {
    shop.deleteTopic(shop.source().topic());
    assertThat(BatchProcesses.exitStatus(start("missing"))).isEqualTo(2);
    assertThat(read("missing.err")).contains("[NO_SUCH_TOPIC]").doesNotContain("\tat ");

    assertThat(BatchProcesses.exitStatus(start("wait", "--wait", "soon"))).isEqualTo(2);
    assertThat(read("wait.err")).contains("soon is not a duration").doesNotContain("\tat ");

    Files.writeString(folder.resolve("lake"), "a file where the lake should be");
    shop.createTopic(shop.source().topic(), "LogAppendTime");
    assertThat(BatchProcesses.exitStatus(start("lake"))).isEqualTo(70);
    assertThat(read("lake.err"))
        .contains("[BATCH_FAILED]")
        .contains("batch-failure.txt")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("state/logs/batch-failure.txt")).content().contains("\tat ");
  }

  @Test
  void aGenerationThatAnswersOtherwiseThanItMustIsRefused() throws Exception {
    shop.produce(20);
    await().pollDelay(Shop.EPOCH.plus(Shop.GRACE)).until(() -> true);
    assertThat(BatchProcesses.exitStatus(start("first"))).as(read("first.err")).isZero();

    // A table that says to be of another query than it was made by.
    CompiledProject made = shop.project("revenue");
    ViewPlan plan = Orders.revenue(shop.source(), Orders.isNot(shop.source(), "fr"));
    Path inUse = folder.resolve("state/in-use.json");
    made.withViews(
            List.of(
                new ViewDefinition(
                    "revenue",
                    Shop.EPOCH.toMillis(),
                    made.view("revenue").definitionHash(),
                    plan,
                    "SELECT …")))
        .write(inUse);
    made.withViews(List.of(Orders.view("revenue", shop.source(), plan, Shop.EPOCH)))
        .write(folder.resolve("state/plan.json"));
    Path report = folder.resolve("state/report.json");

    Process beside = start("beside", "--beside", inUse.toString(), "--report", report.toString());

    assertThat(BatchProcesses.exitStatus(beside)).as(read("beside.err")).isEqualTo(5);
    assertThat(read("beside.err"))
        .contains("answers of revenue are others")
        .contains("[GENERATIONS_DIFFER]")
        .doesNotContain("\tat ");
    assertThat(read("beside.out"))
        .containsPattern(
            "compare +revenue +at .*: 3 groups equal, 0 differ, 0 new, 1 gone; they must be equal");
    assertThat(CompiledProject.json().readTree(report.toFile()).at("/sound").asBoolean(true))
        .isFalse();
  }
}
