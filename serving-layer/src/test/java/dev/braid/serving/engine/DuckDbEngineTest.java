package dev.braid.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.log.Frontier;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.SpeedRows;
import dev.braid.serving.TestLake;
import dev.braid.serving.Views;
import dev.braid.serving.access.User;
import dev.braid.serving.http.JsonValues;
import dev.braid.serving.merge.BatchRow;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.SqlType;
import dev.braid.source.QuarantinedEvent;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEngineTest {
  private static final ViewDefinition LEFT = Views.totals("left_view");
  private static final ViewDefinition RIGHT = Views.totals("right view");
  private static final ViewDefinition TYPES = Views.everyType("types");
  private static final ViewDefinition NESTED =
      Views.outputs(
          "nested",
          List.of(
              DataType.array(DataType.DOUBLE),
              DataType.array(DataType.BIGINT),
              DataType.map(DataType.VARCHAR, DataType.BIGINT),
              DataType.map(DataType.DATE, DataType.BIGINT),
              DataType.map(DataType.TIMESTAMP, DataType.BIGINT),
              DataType.map(DataType.TIMESTAMP_TZ, DataType.BIGINT),
              DataType.map(DataType.VARBINARY, DataType.BIGINT),
              DataType.map(DataType.decimal(9, 2), DataType.BIGINT),
              DataType.map(DataType.BOOLEAN, DataType.BIGINT)));

  @TempDir Path folder;
  private DuckDbEngine engine;

  @BeforeEach
  void start() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    engine =
        DuckDbEngine.start(
            List.of(LEFT, RIGHT, TYPES, NESTED),
            new DuckDbEngine.Settings(lake(), temporary, "256MB", 4));
  }

  private Path lake() {
    return folder.resolve("the lake's");
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private Asked query(String sql) {
    return query(sql, QueryLimits.DEFAULT);
  }

  private Asked query(String sql, QueryLimits limits) {
    return Asked.of(engine, List.of(LEFT, RIGHT, TYPES, NESTED), sql, limits);
  }

  /** A version of a totals view that says {@code n} events in each of the groups. */
  private BatchVersion version(ViewDefinition view, long number, int groups, long n) {
    Path file = lake().resolve(view.shortHash() + "-" + number + ".parquet");
    List<TestLake.Row> rows = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      rows.add(
          new TestLake.Row(
              new Object[] {"k" + i, n, n, 1L}, n, new Object[] {n, BigDecimal.valueOf(n), 1L}));
    }
    TestLake.parquet(file, view, rows);
    return new BatchVersion(
        number,
        TestLake.commit(view, new Frontier(number * 1000), Frontier.NONE, groups * n),
        List.of(file.toString()));
  }

  private static Position position(ViewDefinition view, BatchVersion version, long groups, long n) {
    return new Position(
        view.name(), version.version(), version.frontier(), "t", groups, groups * n, 0, null);
  }

  @Test
  void groupsOfEveryTypeAreFoundAgainAndReadBack() throws Exception {
    Random random = new Random(5);
    Map<GroupKey, BatchRow> expected = new HashMap<>();
    List<TestLake.Row> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Object[] key = Values.key(random);
      long events = 1 + random.nextInt(9);
      if (expected.put(new GroupKey(key), new BatchRow(events, new Object[] {events})) == null) {
        Object[] outputs = Arrays.copyOf(key, key.length + 1);
        outputs[key.length] = events;
        rows.add(new TestLake.Row(outputs, events, new Object[] {events}));
      } else {
        expected.remove(new GroupKey(key));
        rows.removeIf(row -> Arrays.equals(Arrays.copyOf(row.outputs(), key.length), key));
      }
    }
    long total = rows.stream().mapToLong(TestLake.Row::events).sum();
    Path file = lake().resolve("types.parquet");
    TestLake.parquet(file, TYPES, rows);
    BatchVersion version =
        new BatchVersion(
            0,
            TestLake.commit(TYPES, new Frontier(0), Frontier.NONE, total),
            List.of(file.toString()));
    assertThat(engine.load("types", version))
        .isEqualTo(new QueryEngine.Loaded(rows.size(), total, 0));

    Set<GroupKey> asked = new HashSet<>(expected.keySet());
    for (int i = 0; i < 100; i++) {
      asked.add(new GroupKey(Values.key(random)));
    }
    try (QueryEngine.Change change = engine.begin()) {
      change.open("types", version);
      Map<GroupKey, BatchRow> taken = change.take("types", asked);
      assertThat(taken.keySet()).isEqualTo(expected.keySet());
      taken.forEach(
          (key, row) -> {
            assertThat(row.events()).isEqualTo(expected.get(key).events());
            assertThat(row.states()).isEqualTo(expected.get(key).states());
          });
      change.put("types", asked, key -> finished(key, 1));
      change.position(position(TYPES, version, asked.size(), 1));
      change.commit();
    }
    assertThat(query("SELECT count(*), sum(n) FROM types").rows())
        .hasToString("[[" + asked.size() + ", " + asked.size() + "]]");

    try (QueryEngine.Change change = engine.begin()) {
      change.put("types", asked, key -> finished(key, 2));
      change.commit();
    }
    assertThat(query("SELECT count(*), sum(n) FROM types").rows())
        .as("every row was found again to be replaced")
        .hasToString("[[" + asked.size() + ", " + 2 * asked.size() + "]]");
  }

  private static MergedRow finished(GroupKey key, long n) {
    Object[] row = Arrays.copyOf(key.values(), key.values().length + 1);
    row[key.values().length] = n;
    return SpeedRows.row(row, n, n);
  }

  @Test
  void valuesOfEveryTypeAreShown() throws Exception {
    Object[] row = {
      true,
      -1,
      Long.MAX_VALUE,
      0.1,
      new BigDecimal("0.5000"),
      new BigDecimal("0.01"),
      "ü",
      -1,
      1L,
      Short.MIN_VALUE,
      0.1f,
      Binary.ofHex("00ff"),
      1769856896500000L
    };
    open(TYPES, List.of(new GroupKey(row), new GroupKey(new Object[row.length])));
    Asked answer = query("SELECT * FROM types ORDER BY k0");
    assertThat(answer.columns().stream().map(column -> column.type().trinoName()))
        .containsExactly(
            "boolean",
            "integer",
            "bigint",
            "double",
            "decimal(38,4)",
            "decimal(9,2)",
            "varchar",
            "date",
            "timestamp(6)",
            "smallint",
            "real",
            "varbinary",
            "timestamp(6) with time zone",
            "bigint");
    assertThat(JsonValues.rows(answer.rows()))
        .hasToString(
            "[[true, -1, 9223372036854775807, 0.1, 0.5000, 0.01, ü, 1969-12-31,"
                + " 1970-01-01T00:00:00.000001, -32768, 0.1, AP8=, 2026-01-31T10:54:56.5Z, 1],"
                + " [null, null, null, null, null, null, null, null, null, null, null, null, null,"
                + " 1]]");
    assertThat(query("SELECT CAST(k12 AS VARCHAR) FROM types WHERE k12 IS NOT NULL").rows())
        .hasToString("[[2026-01-31 11:54:56.500000 Europe/Berlin]]");
  }

  /** Opens a version without rows and puts a finished row for each key. */
  private void open(ViewDefinition view, List<GroupKey> keys) throws EngineException {
    engine.load(view.name(), BatchVersion.NONE);
    try (QueryEngine.Change change = engine.begin()) {
      change.open(view.name(), BatchVersion.NONE);
      change.put(view.name(), keys, key -> finished(key, 1));
      change.position(position(view, BatchVersion.NONE, keys.size(), 1));
      change.commit();
    }
  }

  @Test
  void listsAndMapsAreShown() throws Exception {
    Object[] full = {
      1,
      Arrays.asList(0.5, null, Double.NaN),
      List.of(1L, Long.MAX_VALUE),
      Map.of("it's", 2L),
      Map.of(-1, 2L),
      Map.of(1L, 2L),
      Map.of(0L, 2L),
      Map.of(Binary.ofHex("00ff"), 2L),
      Map.of(new BigDecimal("0.50"), 2L),
      Map.of(true, 2L)
    };
    Object[] empty = {
      2, List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of()
    };
    Object[] none = new Object[full.length];
    none[0] = 3;
    List<Object[]> rows = List.of(full, empty, none);
    engine.load(NESTED.name(), BatchVersion.NONE);
    try (QueryEngine.Change change = engine.begin()) {
      change.open(NESTED.name(), BatchVersion.NONE);
      for (Object[] row : rows) {
        change.put(
            NESTED.name(),
            List.of(new GroupKey(new Object[] {row[0]})),
            key -> SpeedRows.row(row, 1));
      }
      change.position(position(NESTED, BatchVersion.NONE, rows.size(), 1));
      change.commit();
    }
    Asked answer = query("SELECT * FROM nested ORDER BY key");
    assertThat(answer.columns().get(1).type()).hasToString("array(double)");
    assertThat(answer.columns().get(3).type()).hasToString("map(varchar, bigint)");
    assertThat(JsonValues.row(answer.rows().get(0)))
        .hasToString(
            "[1, [0.5, null, NaN], [1, 9223372036854775807], {it's=2}, {1969-12-31=2},"
                + " {1970-01-01T00:00:00.000001=2}, {1970-01-01T00:00:00Z=2}, {AP8==2}, {0.50=2},"
                + " {true=2}]");
    assertThat(answer.rows().get(1)).hasToString("[2, [], [], {}, {}, {}, {}, {}, {}, {}]");
    assertThat(answer.rows().get(2))
        .hasToString("[3, null, null, null, null, null, null, null, null, null]");
  }

  @Test
  void listsAndMapsOfABatchViewAreShown() throws Exception {
    ViewDefinition view =
        Views.outputs(
            "nested",
            NESTED.plan().outputs().subList(1, 4).stream().map(output -> output.type()).toList());
    Map<String, Long> inOrder = new LinkedHashMap<>();
    List.of("a", "c", "b").forEach(key -> inOrder.put(key, 1L));
    Path file = lake().resolve("nested.parquet");
    TestLake.parquet(
        file,
        view,
        List.of(
            new TestLake.Row(
                new Object[] {1, List.of(0.5, 1.5), List.of(7L), inOrder}, 1, new Object[0]),
            new TestLake.Row(new Object[] {2, null, null, null}, 1, new Object[0])));
    Path temporary = Files.createDirectories(folder.resolve("tmp2"));
    try (DuckDbEngine other =
        DuckDbEngine.start(
            List.of(view), new DuckDbEngine.Settings(lake(), temporary, "256MB", 1))) {
      BatchVersion version =
          new BatchVersion(
              0,
              TestLake.commit(view, new Frontier(0), Frontier.NONE, 2),
              List.of(file.toString()));
      other.load(view.name(), version);
      try (QueryEngine.Change change = other.begin()) {
        change.open(view.name(), version);
        change.position(position(view, version, 2, 1));
        change.commit();
      }
      assertThat(
              Asked.of(
                      other,
                      List.of(view),
                      "SELECT * FROM nested ORDER BY key",
                      QueryLimits.DEFAULT)
                  .rows())
          .hasToString("[[1, [0.5, 1.5], [7], {a=1, c=1, b=1}], [2, null, null, null]]");
    }
  }

  @Test
  void everyAnswerDuringHandOffsIsExplainedByItsPositions() throws Exception {
    int groups = 200;
    for (ViewDefinition view : List.of(LEFT, RIGHT)) {
      BatchVersion first = version(view, 1, groups, 1);
      engine.load(view.name(), first);
      try (QueryEngine.Change change = engine.begin()) {
        change.open(view.name(), first);
        change.position(position(view, first, groups, 1));
        change.commit();
      }
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong reads = new AtomicLong();
    ExecutorService readers = Executors.newFixedThreadPool(3);
    List<Future<?>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      results.add(
          readers.submit(
              () -> {
                while (!done.get()) {
                  check(groups);
                  reads.incrementAndGet();
                }
              }));
    }
    Random random = new Random(1);
    for (int number = 2; number < 35; number++) {
      BatchVersion left = version(LEFT, number, groups, number);
      BatchVersion right = version(RIGHT, number, groups, number);
      engine.load(LEFT.name(), left);
      engine.load(RIGHT.name(), right);
      try (QueryEngine.Change change = engine.begin()) {
        move(change, LEFT, left, number, groups, random);
        move(change, RIGHT, right, number, groups, random);
        if (number % 7 != 0) {
          change.commit();
        }
      }
    }
    done.set(true);
    for (Future<?> result : results) {
      result.get(20, TimeUnit.SECONDS);
    }
    readers.shutdown();
    assertThat(reads.get()).isGreaterThan(50);
  }

  /** Moves to the version, a third of whose groups are finished anew with the same content. */
  private static void move(
      QueryEngine.Change change,
      ViewDefinition view,
      BatchVersion version,
      long n,
      int groups,
      Random random)
      throws EngineException {
    List<GroupKey> touched = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      if (random.nextInt(3) == 0) {
        touched.add(new GroupKey(new Object[] {"k" + i}));
      }
    }
    change.open(view.name(), version);
    assertThat(change.take(view.name(), touched)).hasSameSizeAs(touched);
    change.put(
        view.name(),
        touched,
        key ->
            SpeedRows.row(
                new Object[] {key.values()[0], n, n, 1L}, n, n, BigDecimal.valueOf(n), 1L));
    change.position(position(view, version, groups, n));
  }

  private void check(int groups) {
    Asked answer =
        query(
            "SELECT count(*), min(l.n), max(l.n), min(r.n), max(r.n), sum(l.n) FROM left_view l"
                + " JOIN \"right view\" r USING (key)");
    assertThat(answer.positions()).hasSize(2);
    long n = answer.positions().get(0).batchVersion();
    assertThat(answer.positions()).allSatisfy(at -> assertThat(at.batchVersion()).isEqualTo(n));
    assertThat(answer.rows())
        .hasToString("[[%d, %d, %d, %d, %d, %d]]".formatted(groups, n, n, n, n, groups * n));
  }

  @Test
  void valuesInAnswersKeepTheirDigits() {
    Asked answer =
        query(
            "SELECT 1 AS i, 9223372036854775807 AS l, DOUBLE '1.5' AS d, nan() AS nan,"
                + " CAST(12.30 AS DECIMAL(9,2)) AS m, DATE '2026-01-31' AS day,"
                + " TIMESTAMP '2026-01-31 10:20:30.000001' AS t, NULL AS nothing, true AS b,"
                + " 'ü' AS s, ARRAY[1, 2] AS list,"
                + " 1701411834604692317316873037158841057.2 AS large");
    assertThat(answer.rows().get(0))
        .map(String::valueOf)
        .containsExactly(
            "1",
            "9223372036854775807",
            "1.5",
            "NaN",
            "12.30",
            "2026-01-31",
            "2026-01-31T10:20:30.000001",
            "null",
            "true",
            "ü",
            "[1, 2]",
            "1701411834604692317316873037158841057.2");
    assertThat(answer.columns().get(4)).isEqualTo(new Column("m", SqlType.decimal(9, 2)));
  }

  @Test
  void rowsArePulledPageByPage() {
    SqlCatalog catalog = new SqlCatalog(List.of(LEFT), SqlCatalog.Moments.NONE);
    String sql = "SELECT * FROM UNNEST(sequence(1, 5)) AS t(i)";
    try (Rows rows =
        engine.open(
            catalog.translate(sql, QuerySession.of(User.trusted("test", "127.0.0.1"), "test")),
            QueryLimits.DEFAULT)) {
      assertThat(rows.next(3)).hasToString("[[1], [2], [3]]");
      assertThat(rows.next(3)).hasToString("[[4], [5]]");
      assertThat(rows.next(3)).isEmpty();
    }
  }

  @Test
  void aQueryOutOfTimeIsStoppedAndTheNextOneRuns() {
    QueryLimits limits = QueryLimits.DEFAULT.with(Duration.ofMillis(300), 10);
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(
              () ->
                  query(
                      "WITH n AS (SELECT i FROM UNNEST(sequence(1, 100000)) AS t(i)) SELECT count(*)"
                          + " FROM n a, n b WHERE a.i * b.i = 7 OR a.i = b.i + 1",
                      limits))
          .isInstanceOfSatisfying(
              BraidException.class, e -> assertThat(e.code()).isEqualTo("QUERY_TIMEOUT"));
    }
    assertThat(query("SELECT 1").rows()).hasSize(1);
  }

  @Test
  void wrongSqlIsToldWithItsPlace() {
    assertThatThrownBy(() -> query("SELECT\n  1 +"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("SYNTAX_ERROR");
              assertThat(e.location()).hasToString("Optional[sql:2:6]");
            });
    assertThatThrownBy(() -> query("SELECT\n  nonsense FROM quarantine"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("COLUMN_NOT_FOUND");
              assertThat(e.location()).hasToString("Optional[sql:2:3]");
              assertThat(e.getMessage()).contains("nonsense").doesNotContain("LINE");
            });
    assertThatThrownBy(() -> query("SELECT * FROM lefd_view"))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("TABLE_NOT_FOUND");
              assertThat(e.getMessage()).contains("did you mean 'left_view'?");
              assertThat(e.location()).hasToString("Optional[sql:1:15]");
            });
  }

  @Test
  void aVersionThatHoldsOtherEventsThanItSaysIsRefused() {
    BatchVersion version = version(LEFT, 9, 3, 1);
    BatchVersion lying =
        new BatchVersion(
            9, TestLake.commit(LEFT, new Frontier(9), Frontier.NONE, 4), version.files());
    assertThatThrownBy(() -> engine.load(LEFT.name(), lying))
        .isInstanceOf(EngineException.class)
        .hasMessage("its rows hold 3 events, its commit says 4");
    BatchVersion gone =
        new BatchVersion(9, version.commit(), List.of(lake().resolve("gone.parquet").toString()));
    assertThatThrownBy(() -> engine.load(LEFT.name(), gone))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("gone.parquet");
  }

  @Test
  void quarantinedEventsAreATableAndAReplayAddsNone() throws Exception {
    QuarantinedEvent event =
        new QuarantinedEvent(
            "orders", 1, 7, 1000, "NOT_JSON", "no JSON", "{oops".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 2; i++) {
      try (QueryEngine.Change change = engine.begin()) {
        change.quarantine(List.of(event, event));
        change.commit();
      }
    }
    assertThat(JsonValues.rows(query("SELECT * FROM quarantine").rows()))
        .hasToString("[[orders, 1, 7, 1970-01-01T00:00:01, NOT_JSON, no JSON, {oops, e29vcHM=]]");
    assertThat(engine.quarantined()).containsExactly(Map.entry("orders", 1L));
  }
}
