package dev.braid.batch.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

class DeltaTableTest {
  private static final StructType SCHEMA = new StructType().add("n", DataTypes.IntegerType);

  private final SparkSession spark = TestSpark.session();

  @TempDir Path folder;

  private DeltaTable<Position> table;

  record Position(long next) {}

  @BeforeEach
  void nameATable() {
    table = open();
  }

  /** Users' folders have blanks, and worse. */
  private Path tableFolder() {
    return folder.resolve("my table, 100%20");
  }

  private DeltaTable<Position> open() {
    String path = tableFolder().toUri().toString();
    return new DeltaTable<>(spark, path, SCHEMA, List.of("n"), "dev.braid.test", Position.class);
  }

  private Dataset<Row> rows(int... numbers) {
    List<Row> rows = IntStream.of(numbers).mapToObj(n -> RowFactory.create(n)).toList();
    return spark.createDataFrame(rows, SCHEMA).coalesce(1);
  }

  private List<Integer> numbers(long version) {
    return table.rows(version).collectAsList().stream().map(row -> row.getInt(0)).sorted().toList();
  }

  private Committed<Position> append(long next, int... numbers) {
    DeltaTransaction<Position> transaction = table.begin();
    transaction.write(rows(numbers));
    return transaction.append(new Position(next));
  }

  @Test
  void aTableThatIsNotThereHasNoVersion() {
    assertThat(table.current()).isEmpty();
    assertThat(table.begin().base()).isEmpty();
  }

  @Test
  void dataAndWhatItIsAreOneCommit() {
    assertThat(append(2, 1, 2)).isEqualTo(new Committed<>(0, new Position(2)));
    assertThat(append(3, 3)).isEqualTo(new Committed<>(1, new Position(3)));
    assertThat(open().current()).contains(new Committed<>(1, new Position(3)));
    assertThat(numbers(0)).containsExactly(1, 2);
    assertThat(numbers(1)).containsExactly(1, 2, 3);

    DeltaTransaction<Position> transaction = table.begin();
    assertThat(transaction.base()).contains(new Position(3));
    transaction.write(rows(9));
    assertThat(transaction.rowsWritten()).isEqualTo(1);
    assertThat(transaction.rowsOfFiles().first().getInt(0)).isEqualTo(9);
    transaction.overwrite(new Position(4));
    assertThat(numbers(2)).containsExactly(9);
    assertThat(tableFolder().resolve("_delta_log")).isDirectory();
    assertThat(numbers(1)).containsExactly(1, 2, 3);
  }

  @Test
  void aTransactionThatDiesLeavesTheTableAsItWas() {
    append(1, 1);
    DeltaTransaction<Position> dying = table.begin();
    dying.write(rows(5, 6));
    assertThat(open().current()).contains(new Committed<>(0, new Position(1)));
    assertThat(numbers(0)).containsExactly(1);
  }

  @Test
  void ofTwoAppendsThatBeganOnOneVersionTheSecondLoses() {
    append(1, 1);
    DeltaTransaction<Position> slow = table.begin();
    slow.write(rows(2));
    append(2, 2);
    assertThatThrownBy(() -> slow.append(new Position(2)))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("COMMIT_CONFLICT"));
    assertThat(numbers(1)).containsExactly(1, 2);
    assertThat(open().current()).contains(new Committed<>(1, new Position(2)));
  }

  @Test
  void ofTwoOverwritesThatBeganOnOneVersionTheSecondLoses() {
    append(1, 1);
    DeltaTransaction<Position> slow = table.begin();
    slow.write(rows(2));
    DeltaTransaction<Position> fast = table.begin();
    fast.write(rows(3));
    fast.overwrite(new Position(3));
    assertThatThrownBy(() -> slow.overwrite(new Position(2)))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("COMMIT_CONFLICT"));
    assertThat(numbers(1)).containsExactly(3);
  }

  @Test
  void ofManyThatCreateATableOneWins() throws Exception {
    int runs = 4;
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    CyclicBarrier written = new CyclicBarrier(runs);
    try {
      List<Callable<Boolean>> attempts = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        int number = run;
        attempts.add(
            () -> {
              DeltaTransaction<Position> transaction = open().begin();
              transaction.write(rows(number));
              written.await();
              try {
                transaction.append(new Position(number));
                return true;
              } catch (BraidException lost) {
                assertThat(lost.code()).isEqualTo("COMMIT_CONFLICT");
                return false;
              }
            });
      }
      int winners = 0;
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        winners += attempt.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
      assertThat(table.current().orElseThrow().version()).isZero();
      assertThat(numbers(0)).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatACommitSaysOutlivesTheLogsFiles() throws IOException {
    append(1, 1);
    append(2, 2);
    rows(3).write().format("delta").mode("append").save(table.path());
    DeltaLog deltaLog = DeltaLog.forTable(spark, new org.apache.hadoop.fs.Path(table.path()));
    deltaLog.checkpoint(deltaLog.update(false, Option.empty(), Option.empty()), Option.empty());
    Path log = tableFolder().resolve("_delta_log");
    for (String gone : List.of("00000000000000000000", "00000000000000000001")) {
      Files.delete(log.resolve(gone + ".json"));
      Files.delete(log.resolve(gone + ".crc"));
    }
    Files.delete(log.resolve("00000000000000000002.crc"));
    DeltaLog.clearCache();

    assertThat(open().current()).contains(new Committed<>(2, new Position(2)));
    append(4, 4);
    assertThat(numbers(3)).containsExactly(1, 2, 3, 4);
    assertThat(open().current()).contains(new Committed<>(3, new Position(4)));
  }

  @Test
  void anyReaderOfPlainDeltaCanReadIt() throws IOException {
    append(1, 1);
    String first = Files.readString(tableFolder().resolve("_delta_log/00000000000000000000.json"));
    assertThat(first)
        .contains("\"minReaderVersion\":1")
        .contains("\"delta.enableDeletionVectors\":\"false\"")
        .contains("\"domain\":\"dev.braid.test\"")
        .contains("minValues")
        .doesNotContain("readerFeatures");
  }

  @Test
  void columnsWithoutAnOrderCannotBeIndexed() {
    StructType flags = new StructType().add("flag", DataTypes.BooleanType);
    String path = folder.resolve("flags").toUri().toString();
    DeltaTable<Position> unindexed =
        new DeltaTable<>(spark, path, flags, List.of("flag"), "dev.braid.test", Position.class);
    DeltaTransaction<Position> transaction = unindexed.begin();
    transaction.write(spark.createDataFrame(List.of(RowFactory.create(true)), flags));
    assertThat(transaction.rowsWritten()).isEqualTo(1);
    assertThat(unindexed.rows(transaction.append(new Position(1)).version()).first().getBoolean(0))
        .isTrue();
  }

  @Test
  void aTableOfAnotherKindIsRefused() {
    append(1, 1);
    DeltaTable<Position> otherDomain =
        new DeltaTable<>(
            spark,
            tableFolder().toUri().toString(),
            SCHEMA,
            List.of("n"),
            "dev.braid.other",
            Position.class);
    assertThatThrownBy(otherDomain::current).hasMessageContaining("no metadata dev.braid.other");
    DeltaTable<Position> otherColumns =
        new DeltaTable<>(
            spark,
            tableFolder().toUri().toString(),
            SCHEMA.add("m", DataTypes.StringType),
            List.of("n"),
            "dev.braid.test",
            Position.class);
    assertThatThrownBy(otherColumns::current).hasMessageContaining("other columns");
  }
}
