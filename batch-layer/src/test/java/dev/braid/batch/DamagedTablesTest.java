package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.view.BatchView;
import dev.braid.error.BraidException;
import dev.braid.project.Refresh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.Test;
import scala.Option;

/** Delta tables that are torn, damaged, gone or older than they were, as a batch run meets them. */
class DamagedTablesTest extends FaultyRuns {
  /** Two runs, and events for a third. */
  private Path aLakeWithTwoRuns() throws Exception {
    shop.produce(20);
    awaitEpochsEnd();
    run();
    copy(lake(), folder.resolve("older"));
    shop.produce(20);
    awaitEpochsEnd();
    run();
    shop.produce(20);
    awaitEpochsEnd();
    Path good = folder.resolve("good");
    copy(lake(), good);
    return good;
  }

  private void assertDamaged(Path table) {
    BraidException refusal = refusal();
    assertThat(refusal).as("refused").isNotNull();
    assertThat(refusal.code()).isEqualTo("TABLE_DAMAGED");
    assertThat(refusal.getMessage())
        .contains(table.toString())
        .contains("Restore it from a copy")
        .contains("can be moved away instead")
        .doesNotContain("Exception");
  }

  @Test
  void aDamagedTableIsRefusedAndMadeAnew() throws Exception {
    Path good = aLakeWithTwoRuns();

    for (Path table : List.of(rawTable(), eventsTable(), viewTable())) {
      cut(lastCommit(table), 0.97);
      assertDamaged(table);
      restoreFrom(good);
      Path first = files(table.resolve("_delta_log"), "*.json").get(0);
      Files.delete(first);
      assertDamaged(table);
      restoreFrom(good);
    }

    for (Path table : List.of(rawTable(), eventsTable())) {
      cut(files(table, "part-*.parquet").get(0), 0.5);
      if (table.equals(rawTable())) {
        delete(eventsTable());
      }
      assertDamaged(table);
      restoreFrom(good);
      Files.delete(files(table, "part-*.parquet").get(0));
      if (table.equals(rawTable())) {
        delete(eventsTable());
      }
      assertDamaged(table);
      delete(eventsTable());
      restoreFrom(good);
    }

    // As the words say.
    cut(lastCommit(eventsTable()), 0.5);
    assertDamaged(eventsTable());
    delete(eventsTable());
    cut(lastCommit(viewTable()), 0.5);
    assertDamaged(viewTable());
    delete(viewTable());
    run();
    assertThat(assertExact()).isEqualTo(60);
  }

  /** Cut between two actions a commit is whole to any reader, yet says something else. */
  @Test
  void aCommitCutBetweenTwoActionsIsNeverWrong() throws Exception {
    project = shop.project(Refresh.INCREMENTAL, "revenue");
    Path good = aLakeWithTwoRuns();
    for (Path table : List.of(rawTable(), eventsTable(), viewTable())) {
      List<String> actions = Files.readAllLines(lastCommit(table));
      assertThat(actions.get(actions.size() - 1)).startsWith("{\"domainMetadata\"");
      Files.write(lastCommit(table), actions.subList(0, actions.size() - 1));
      if (table.equals(viewTable())) {
        run();
        assertThat(assertExact()).isEqualTo(60);
        assertThat(terminal.toString(StandardCharsets.UTF_8))
            .contains("full: the version before holds 40 events, its commit says 20");
      } else {
        BraidException refusal = refusal();
        assertThat(refusal).as("refused").isNotNull();
        assertThat(refusal.code()).isEqualTo("TABLE_DAMAGED");
        assertThat(refusal.getMessage()).contains("records beyond the offsets");
      }
      restoreFrom(good);
    }
  }

  @Test
  void aDamagedCheckpointOfDeltaIsRefusedAndADamagedPointerToItIsNot() throws Exception {
    aLakeWithTwoRuns();
    List<Path> checkpoints = new ArrayList<>();
    for (Path table : List.of(rawTable(), eventsTable(), viewTable())) {
      DeltaLog log = DeltaLog.forTable(spark, table.toString());
      log.checkpoint(log.update(false, Option.empty(), Option.empty()), Option.empty());
      checkpoints.add(files(table.resolve("_delta_log"), "*.checkpoint.parquet").get(0));
    }
    cut(viewTable().resolve("_delta_log/_last_checkpoint"), 0.4);
    run();
    assertThat(assertExact()).isEqualTo(60);

    for (Path checkpoint : checkpoints) {
      cut(checkpoint, 0.5);
    }
    shop.produce(5);
    awaitEpochsEnd();
    assertDamaged(viewTable());
    for (Path checkpoint : checkpoints) {
      Files.delete(checkpoint);
    }
    run();
    assertThat(assertExact()).isEqualTo(65);
  }

  @Test
  void tablesThatGoBackOrAreGoneAreMadeGoodAsLongAsTheLogHasAll() throws Exception {
    Path good = aLakeWithTwoRuns();

    goesBack(rawTable());
    run();
    assertThat(assertExact()).as("raw is older").isEqualTo(60);
    restoreFrom(good);

    goesBack(eventsTable());
    delete(viewTable());
    run();
    assertThat(assertExact()).as("events are older, the view is gone").isEqualTo(60);
    restoreFrom(good);

    delete(rawTable());
    goesBack(viewTable());
    run();
    assertThat(assertExact()).as("raw is gone, the view is older").isEqualTo(60);
    restoreFrom(good);

    delete(eventsTable());
    run();
    assertThat(assertExact()).as("events are gone").isEqualTo(60);
    restoreFrom(good);

    // What only raw has.
    shop.admin()
        .deleteRecords(
            Map.of(new TopicPartition(shop.source().topic(), 0), RecordsToDelete.beforeOffset(3)))
        .all()
        .get();
    delete(rawTable());
    BraidException refusal = refusal();
    assertThat(refusal.code()).isEqualTo("RAW_LOST");
    assertThat(refusal.getMessage())
        .contains(rawTable().toString())
        .contains("partition 0")
        .contains("--accept-loss");
    restoreFrom(good);
    run();
    assertThat(new BatchView(spark, project, view()).current().orElseThrow().commit().events())
        .isEqualTo(60);
  }
}
