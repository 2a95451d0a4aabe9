package dev.braid.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Frontier;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.SpeedRows;
import dev.braid.serving.TestLake;
import dev.braid.serving.Views;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlType;
import dev.braid.serving.sql.Translation;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {
  private static final ViewDefinition VIEW = Views.totals("totals");
  private static final int GROUPS = 2_000;
  private static final Compaction OFTEN = new Compaction(300, 0.1, 0.1);

  @TempDir Path folder;

  private final Random random = new Random(11);
  private final Set<GroupKey> touched = new HashSet<>();

  private DuckDbEngine start(Compaction compaction) throws Exception {
    return DuckDbEngine.start(
        List.of(VIEW),
        new DuckDbEngine.Settings(
            folder, Files.createDirectories(folder.resolve("temporary")), "256MB", 4, compaction));
  }

  private BatchVersion version(long number) {
    Path file = folder.resolve(number + ".parquet");
    List<TestLake.Row> rows = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      rows.add(
          new TestLake.Row(
              new Object[] {"k" + i, 1L, 1L, 1L}, 1, new Object[] {1L, BigDecimal.ONE, 1L}));
    }
    TestLake.parquet(file, VIEW, rows);
    return new BatchVersion(
        number,
        TestLake.commit(VIEW, new Frontier(number * 1000), Frontier.NONE, GROUPS),
        List.of(file.toString()));
  }

  private void open(DuckDbEngine engine, long number) throws Exception {
    BatchVersion version = version(number);
    engine.load(VIEW.name(), version);
    try (QueryEngine.Change change = engine.begin()) {
      change.open(VIEW.name(), version);
      change.take(VIEW.name(), touched);
      change.put(VIEW.name(), touched, key -> row(key, number));
      change.position(
          new Position(VIEW.name(), number, version.frontier(), "t", GROUPS, GROUPS, 0, null));
      change.commit();
    }
  }

  /** Finishes some groups anew, each with one event as before. */
  private void change(DuckDbEngine engine, int keys, int of, long value, boolean commit)
      throws Exception {
    Set<GroupKey> changed = new HashSet<>();
    while (changed.size() < keys) {
      changed.add(new GroupKey(new Object[] {"k" + random.nextInt(of)}));
    }
    Set<GroupKey> unknown = new HashSet<>(changed);
    unknown.removeAll(touched);
    try (QueryEngine.Change change = engine.begin()) {
      assertThat(change.take(VIEW.name(), unknown)).hasSameSizeAs(unknown);
      change.put(VIEW.name(), changed, key -> row(key, value));
      if (commit) {
        change.commit();
        touched.addAll(unknown);
      }
    }
  }

  private static MergedRow row(GroupKey key, long value) {
    return SpeedRows.row(
        new Object[] {key.values()[0], 1L, value, value}, 1, 1L, BigDecimal.valueOf(value), value);
  }

  /** Rows in the tables behind the view, those included that nobody sees any more. */
  private static long stored(DuckDbEngine engine, String tables) {
    return number(
        engine,
        "SELECT coalesce(sum(estimated_size), 0)::BIGINT FROM duckdb_tables() WHERE table_name"
            + " SIMILAR TO '"
            + tables
            + "_[0-9]+'");
  }

  private static long number(DuckDbEngine engine, String sql) {
    Translation query = new Translation(sql, List.of(new Column("n", SqlType.BIGINT)), Set.of());
    try (Rows rows = engine.open(query, QueryLimits.DEFAULT)) {
      return (Long) rows.next(1).get(0).get(0);
    }
  }

  @Test
  void changesOfTheSameKeysTakeNoMoreAndMoreRoom() throws Exception {
    try (DuckDbEngine engine = start(OFTEN)) {
      open(engine, 1);
      long most = 0;
      for (int i = 0; i < 200; i++) {
        change(engine, 100, 200, i, true);
        most = Math.max(most, stored(engine, "(overlay|sorted)"));
      }
      AtomicLong value = new AtomicLong(1000);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                change(engine, 1, 200, value.incrementAndGet(), true);
                return stored(engine, "(overlay|sorted)") < 2 * 300;
              });
      assertThat(most).isLessThan(10_000);
      assertThat(number(engine, "SELECT count(*) FROM braid.merged.totals")).isEqualTo(GROUPS);
    }
  }

  @Test
  void aBatchVersionsTouchedRowsAreClearedAway() throws Exception {
    try (DuckDbEngine engine = start(OFTEN)) {
      open(engine, 1);
      for (int i = 0; i < 10; i++) {
        change(engine, 100, 1000, i, true);
      }
      AtomicLong value = new AtomicLong(1000);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                change(engine, 1, 1000, value.incrementAndGet(), true);
                return stored(engine, "batch") < GROUPS - 250;
              });
      assertThat(number(engine, "SELECT count(*) FROM braid.merged.totals")).isEqualTo(GROUPS);
    }
  }

  /**
   * Whatever is compacted, handed over or taken back meanwhile: no row twice, none missing, none
   * old.
   */
  @Test
  void readersSeeEveryGroupOnceAndNeverGoBack() throws Exception {
    try (DuckDbEngine engine = start(OFTEN)) {
      open(engine, 1);
      AtomicBoolean done = new AtomicBoolean();
      AtomicLong reads = new AtomicLong();
      ExecutorService threads = Executors.newFixedThreadPool(3);
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(
            threads.submit(
                () -> {
                  long before = 0;
                  while (!done.get()) {
                    List<Object> row = read(engine);
                    assertThat(row.subList(0, 3)).isEqualTo(Collections.nCopies(3, (long) GROUPS));
                    assertThat((Long) row.get(3)).isGreaterThanOrEqualTo(before);
                    before = (Long) row.get(3);
                    reads.incrementAndGet();
                  }
                }));
      }
      Set<String> tables = new HashSet<>();
      for (int i = 2; i < 150; i++) {
        if (i % 40 == 0) {
          open(engine, i);
        } else {
          change(engine, 100, GROUPS, i, i % 7 != 0);
        }
        tables.add(tableNames(engine));
      }
      done.set(true);
      for (Future<?> reader : readers) {
        reader.get();
      }
      threads.shutdown();
      assertThat(reads.get()).isGreaterThan(20);
      assertThat(tables).as("tables made anew").hasSizeGreaterThan(5);
      assertThat(number(engine, "SELECT max(largest) FROM braid.merged.totals")).isEqualTo(149);
    }
  }

  private static List<Object> read(DuckDbEngine engine) {
    Column column = new Column("n", SqlType.BIGINT);
    Translation query =
        new Translation(
            "SELECT count(*), count(DISTINCT key), sum(n)::BIGINT, max(largest) FROM"
                + " braid.merged.totals",
            List.of(column, column, column, column),
            Set.of(VIEW.name()));
    try (Rows rows = engine.open(query, QueryLimits.DEFAULT)) {
      return rows.next(1).get(0);
    }
  }

  private static String tableNames(DuckDbEngine engine) {
    Translation query =
        new Translation(
            "SELECT string_agg(table_name, ' ' ORDER BY table_name) FROM duckdb_tables() WHERE"
                + " schema_name = 'store'",
            List.of(new Column("names", SqlType.VARCHAR)),
            Set.of());
    try (Rows rows = engine.open(query, QueryLimits.DEFAULT)) {
      return (String) rows.next(1).get(0).get(0);
    }
  }
}
