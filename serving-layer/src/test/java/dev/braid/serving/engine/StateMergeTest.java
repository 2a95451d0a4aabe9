package dev.braid.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.braid.aggregate.State;
import dev.braid.error.BraidException;
import dev.braid.error.TextFile;
import dev.braid.expression.CompiledView;
import dev.braid.log.Frontier;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.serving.TestLake;
import dev.braid.serving.merge.BatchRow;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.Merger;
import dev.braid.serving.merge.SpeedView;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Sha256;
import dev.braid.view.sql.ViewSqlCompiler;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code merge(column)} over a view of fine groups against the same aggregates over coarse ones, by
 * the reference interpreter over the events; and what the speed layer alone has.
 */
class StateMergeTest {
  private static final Source SOURCE =
      new Source(
          "things",
          "things",
          "json",
          1,
          List.of(
              new Column("coarse", DataType.INTEGER, false),
              new Column("fine", DataType.VARCHAR, false),
              new Column("i", DataType.INTEGER, false),
              new Column("l", DataType.BIGINT, false),
              new Column("d", DataType.DOUBLE, false),
              new Column("r", DataType.REAL, false),
              new Column("m", DataType.decimal(9, 2), false),
              new Column("t", DataType.VARCHAR, false),
              new Column("b", DataType.BOOLEAN, false),
              new Column("at", DataType.TIMESTAMP, false),
              new Column("due", DataType.DATE, false),
              new Column("raw", DataType.VARBINARY, false)));

  private static final List<String> OUTPUTS =
      List.of(
          "count(*)",
          "count(l)",
          "count_if(b)",
          "sum(i)",
          "sum(l)",
          "sum(d)",
          "sum(r)",
          "sum(m)",
          "avg(i)",
          "avg(d)",
          "avg(r)",
          "avg(m)",
          "min(l)",
          "max(m)",
          "min(d)",
          "max(d)",
          "max(r)",
          "min(t)",
          "max(at)",
          "min(due)",
          "max(raw)",
          "min(b)",
          "bool_and(b)",
          "bool_or(b)",
          "bitwise_and_agg(i)",
          "bitwise_or_agg(l)",
          "max_by(t, l)",
          "min_by(at, d)",
          "min_by(due, l)",
          "max_by(raw, i)",
          "var_pop(d)",
          "stddev_samp(l)",
          "corr(d, l)",
          "covar_samp(i, d)",
          "approx_distinct(t)",
          "approx_percentile(d, 0.5)",
          "approx_percentile(l, ARRAY[0.1, 0.9])",
          "approx_most_frequent(3, t, 60)",
          "histogram(i % 5)",
          "histogram(due)",
          "sum(l) FILTER (WHERE b)",
          "CAST(sum(i) AS DOUBLE) / count(*)",
          "CASE WHEN count_if(b) > 3 THEN max(t) END",
          "coalesce(max(l) - min(l), -1)");

  private static final ViewDefinition FINE = view("fine_things", "coarse, fine");
  private static final ViewPlan COARSE = view("coarse_things", "coarse").plan();
  private static final int KEYS = 2;

  @TempDir Path folder;
  private DuckDbEngine engine;
  private final List<Object[]> events = new ArrayList<>();
  private int batchEvents;

  private static ViewDefinition view(String name, String keys) {
    StringBuilder sql = new StringBuilder("SELECT " + keys);
    for (int i = 0; i < OUTPUTS.size(); i++) {
      sql.append(",\n  ").append(OUTPUTS.get(i)).append(" AS o").append(i);
    }
    sql.append("\nFROM things GROUP BY ").append(keys);
    ViewPlan plan =
        ViewSqlCompiler.compile(new TextFile("views/v.sql", sql.toString()), List.of(SOURCE));
    return new ViewDefinition(name, 60_000, Sha256.hex(name), plan, sql.toString());
  }

  private static Object[] event(Random random) {
    Object[] event = {
      random.nextInt(4),
      "f" + random.nextInt(12),
      random.nextInt(2000) - 1000,
      random.nextLong() >> 20,
      random.nextGaussian() * 100 + 1000,
      (float) random.nextGaussian(),
      BigDecimal.valueOf(random.nextInt(1_000_000), 2),
      "t\"'\\,\n\u00fc" + (int) Math.abs(random.nextGaussian() * 5),
      random.nextInt(10) > 0,
      random.nextLong() >> 12,
      random.nextInt(40_000) - 10_000,
      Binary.of(("raw" + random.nextInt(500)).getBytes(StandardCharsets.UTF_8))
    };
    for (int i = 2; i < event.length; i++) {
      if (random.nextInt(20) == 0) {
        event[i] = null;
      }
    }
    if (random.nextInt(400) == 0) {
      event[4] = event[0].equals(3) ? Double.NaN : Double.valueOf(-0.0);
    }
    return event;
  }

  @BeforeEach
  void start() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      events.add(event(random));
    }
    batchEvents = 1800;
    engine =
        DuckDbEngine.start(
            List.of(FINE),
            new DuckDbEngine.Settings(
                folder.resolve("lake"),
                Files.createDirectories(folder.resolve("tmp")),
                "512MB",
                2));
    load();
  }

  /** Some groups are the batch version's alone, some the speed layer's, most are both's. */
  private void load() throws EngineException {
    CompiledView view = new CompiledView(FINE.plan());
    Map<List<Object>, State[]> batch =
        new ReferenceInterpreter(FINE.plan())
            .states(
                events.subList(0, batchEvents).stream().filter(e -> !e[1].equals("f1")).toList());
    List<TestLake.Row> rows = new ArrayList<>();
    long[] counted = {0};
    batch.forEach(
        (key, states) -> {
          Object[] outputs = view.result(key.toArray(), states);
          long n = (Long) outputs[KEYS];
          for (int i = 0; i < outputs.length; i++) {
            outputs[i] = FINE.plan().outputs().get(i).type().isNested() ? null : outputs[i];
          }
          counted[0] += n;
          rows.add(new TestLake.Row(outputs, n, view.store(states)));
        });
    events.subList(0, batchEvents).removeIf(event -> event[1].equals("f1"));
    batchEvents = Math.toIntExact(counted[0]);
    events.subList(batchEvents, events.size()).removeIf(event -> event[1].equals("f2"));

    Path file = folder.resolve("lake").resolve("fine.parquet");
    TestLake.parquet(file, FINE, rows);
    BatchVersion version =
        new BatchVersion(
            0,
            TestLake.commit(FINE, new Frontier(60_000), Frontier.NONE, batchEvents),
            List.of(file.toString()));
    engine.load(FINE.name(), version);

    SpeedView speed = new SpeedView();
    Map<List<Object>, State[]> recent =
        new ReferenceInterpreter(FINE.plan()).states(events.subList(batchEvents, events.size()));
    recent.forEach(
        (key, states) ->
            speed.apply(
                new SpeedUpsert(
                    new Version(0, (Long) view.result(key.toArray(), states)[KEYS]),
                    60_000,
                    key.toArray(),
                    60_000,
                    view.store(states))));
    Merger merger = new Merger(FINE.plan());
    List<GroupKey> touched = speed.groupsFrom(version.frontier());
    try (QueryEngine.Change change = engine.begin()) {
      change.open(FINE.name(), version);
      Map<GroupKey, BatchRow> taken = change.take(FINE.name(), touched);
      change.put(
          FINE.name(),
          touched,
          key ->
              merger.merge(key, taken.getOrDefault(key, BatchRow.NONE), speed, version.frontier()));
      change.position(
          new Position(FINE.name(), 0L, version.frontier(), "t", 0, batchEvents, 0, null));
      change.commit();
    }
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private Asked query(String sql) {
    return Asked.of(engine, List.of(FINE), sql, QueryLimits.DEFAULT);
  }

  @Test
  void mergedOverTheCoarseGroupsIsWhatTheEventsSay() {
    compare("merged", events);
  }

  @Test
  void theBatchVersionAloneIsMergedToo() {
    compare("batch", events.subList(0, batchEvents));
  }

  private void compare(String schema, List<Object[]> of) {
    StringBuilder sql = new StringBuilder("SELECT coarse");
    for (int i = 0; i < OUTPUTS.size(); i++) {
      sql.append(", merge(o").append(i).append(")");
    }
    sql.append(" FROM ").append(schema).append(".fine_things GROUP BY coarse ORDER BY coarse");
    Asked answer = query(sql.toString());
    Map<List<Object>, List<Object>> expected =
        new TreeMap<>((a, b) -> Integer.compare((Integer) a.get(0), (Integer) b.get(0)));
    expected.putAll(new ReferenceInterpreter(COARSE).rows(of));
    assertThat(answer.rows()).hasSize(4).hasSameSizeAs(expected.values());
    int row = 0;
    for (List<Object> wanted : expected.values()) {
      check(answer.rows().get(row++), wanted);
    }
  }

  private static void check(List<Object> actual, List<Object> wanted) {
    for (int i = 0; i < OUTPUTS.size(); i++) {
      DataType type = COARSE.outputs().get(i + 1).type();
      Object shown = shown(wanted.get(i + 1), type);
      if (shown instanceof Double d && Double.isFinite(d)) {
        assertThat((Double) actual.get(i + 1))
            .as(OUTPUTS.get(i))
            .isCloseTo(
                d, within(Math.abs(d) * 1e-9 + (OUTPUTS.get(i).startsWith("approx") ? 5 : 0)));
      } else if (shown instanceof Float f) {
        assertThat((Float) actual.get(i + 1)).as(OUTPUTS.get(i)).isCloseTo(f, within(1e-5f));
      } else if (OUTPUTS.get(i).startsWith("approx_percentile")) {
        assertThat((List<?>) actual.get(i + 1)).hasSize(2).doesNotContainNull();
      } else {
        assertThat(actual.get(i + 1)).as(OUTPUTS.get(i)).isEqualTo(shown);
      }
    }
  }

  /** A value as answers have it. */
  private static Object shown(Object value, DataType type) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay((Integer) value);
      case TIMESTAMP ->
          LocalDateTime.ofInstant(
              Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS), ZoneOffset.UTC);
      case VARBINARY -> ((Binary) value).bytes();
      case MAP -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        ((Map<?, ?>) value)
            .forEach((key, n) -> entries.put(shown(key, type.parameters().get(0)), n));
        yield entries;
      }
      default -> value;
    };
  }

  @Test
  void anAverageOfAveragesIsNotTheAverage() {
    int average = OUTPUTS.indexOf("avg(i)");
    List<Object> row =
        query("SELECT merge(o%1$d), avg(o%1$d) FROM fine_things".formatted(average)).rows().get(0);
    double sum = 0;
    long count = 0;
    for (Object[] event : events) {
      if (event[2] != null) {
        sum += (Integer) event[2];
        count++;
      }
    }
    assertThat((Double) row.get(0)).isCloseTo(sum / count, within(1e-9));
    assertThat((Double) row.get(1)).isNotCloseTo(sum / count, within(1e-9));
  }

  @Test
  void mergesStandWhereAggregatesMay() {
    long all = events.size();
    assertThat(
            query(
                    "SELECT t.coarse IS NULL, merge(t.o0), merge(o0) FILTER (WHERE coarse > 9) + 1"
                        + " FROM fine_things AS t GROUP BY ROLLUP (t.coarse)"
                        + " HAVING merge(o0) > 0 ORDER BY merge(o0) DESC LIMIT 1")
                .rows())
        .hasToString("[[true, " + all + ", 1]]");
    assertThat(query("SELECT merge(o0), merge(o3) FROM fine_things WHERE fine = 'none'").rows())
        .hasToString("[[0, null]]");
    assertThat(
            query("SELECT sum(n) FROM (SELECT coarse, merge(o0) AS n FROM fine_things GROUP BY 1)")
                .rows())
        .hasToString("[[" + all + "]]");
  }

  @Test
  void whatHasNoStatesIsRefused() {
    for (String wrong :
        List.of(
            "SELECT merge(coarse) FROM fine_things",
            "SELECT merge(o0 + 1) FROM fine_things",
            "SELECT merge(n) FROM (SELECT o0 AS n FROM fine_things)",
            "SELECT merge(o0) FROM speed.fine_things",
            "SELECT merge(DISTINCT o0) FROM fine_things",
            "SELECT merge(o0, o1) FROM fine_things",
            "SELECT * FROM fine_things WHERE merge(o0) > 1",
            "SELECT _a0_count FROM fine_things")) {
      assertThatThrownBy(() -> query(wrong)).as(wrong).isInstanceOf(BraidException.class);
    }
  }

  @Test
  void theSpeedLayerAlone() {
    List<Object[]> recent = events.subList(batchEvents, events.size());
    int groups = new ReferenceInterpreter(FINE.plan()).rows(recent).size();
    assertThat(query("SELECT count(*), sum(o0) FROM speed.fine_things").rows())
        .hasToString("[[" + groups + ", " + recent.size() + "]]");
    assertThat(
            query(
                    "SELECT sum(m.o0 - coalesce(b.o0, 0) - coalesce(s.o0, 0))"
                        + " FROM fine_things m LEFT JOIN batch.fine_things b USING (coarse, fine)"
                        + " LEFT JOIN speed.fine_things s USING (coarse, fine)")
                .rows())
        .hasToString("[[0]]");
  }
}
