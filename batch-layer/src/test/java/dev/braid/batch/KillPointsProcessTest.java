package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch run that dies at each kill point leaves what is said there, and the next makes it good.
 */
class KillPointsProcessTest {
  /** The project's one view is the third table that a run writes, after raw and events. */
  private static final int VIEW = 3;

  @TempDir Path folder;

  @Test
  void theNextRunMakesEveryDeathGood() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"));
        Shop shop = new Shop(broker.bootstrap(), folder.resolve("lake"));
        BatchProcesses processes = new BatchProcesses(folder)) {
      shop.project("revenue").write(folder.resolve("state/plan.json"));
      shop.produce(20);
      await().pollDelay(Shop.EPOCH.plus(Shop.GRACE)).until(() -> true);

      dieAt("before-writing:" + VIEW, processes);
      assertThat(viewFiles("*.parquet")).isZero();

      dieAt("after-files:1", processes);
      assertThat(viewFiles("*.parquet")).isPositive();
      assertThat(viewFiles("0*.json")).isZero();

      dieAt("during-log-commit:1", processes);
      assertThat(viewFiles(".0*.tmp")).isEqualTo(1);
      assertThat(viewFiles("0*.json")).isZero();

      dieAt("before-announcement:1", processes);
      assertThat(viewFiles("0*.json")).isEqualTo(1);
      assertThat(shop.announced()).isEmpty();

      Process last = processes.start("last", List.of(), List.of());
      assertThat(BatchProcesses.exitStatus(last)).as(processes.read("last.err")).isZero();
      assertThat(shop.announced().values())
          .singleElement()
          .satisfies(told -> assertThat(told.commit().events()).isEqualTo(20));
    }
  }

  private static void dieAt(String point, BatchProcesses processes) throws Exception {
    String name = point.replace(':', '-');
    Process run = processes.start(name, List.of("-Dbraid.batch.killPoint=" + point), List.of());
    await()
        .atMost(Duration.ofMinutes(3))
        .failFast(name, () -> assertThat(run.isAlive()).as(processes.read(name + ".err")).isTrue())
        .until(() -> processes.read(name + ".out").contains("at kill point " + point));
    run.destroyForcibly();
    assertThat(BatchProcesses.exitStatus(run)).isNotZero();
  }

  private long viewFiles(String glob) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      return files
          .filter(file -> file.toString().contains("/views/"))
          .filter(file -> matches(file, glob))
          .count();
    }
  }

  private static boolean matches(Path file, String glob) {
    return file.getFileSystem().getPathMatcher("glob:" + glob).matches(file.getFileName());
  }
}
