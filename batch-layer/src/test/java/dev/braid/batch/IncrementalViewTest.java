package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.batch.archive.ArchivedEvents;
import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.TestSpark;
import dev.braid.batch.delta.WireRows;
import dev.braid.batch.view.BatchView;
import dev.braid.error.BraidException;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.Refresh;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.project.ViewOptions;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A view that goes on from its version before, on real Delta; its events' place in the log is made
 * up.
 */
class IncrementalViewTest {
  private static final long START = Instant.parse("2026-11-23T10:00:00Z").toEpochMilli();
  private static final long EPOCH = 60_000;
  private static final int PARTITIONS = 2;
  private static final DataType AMOUNT = DataType.decimal(18, 2);
  private static final Source SOURCE =
      new Source(
          "orders",
          "orders",
          "json",
          PARTITIONS,
          List.of(
              new Column("country", DataType.VARCHAR, false),
              new Column("amount", AMOUNT, false),
              new Column("weight", DataType.DOUBLE, false),
              new Column("customer", DataType.BIGINT, false)));

  @TempDir Path lake;
  private final SparkSession spark = TestSpark.session();
  private final Random random = new Random(20261124);
  private final List<Row> log = new ArrayList<>();
  private final Map<Integer, Long> ends = new TreeMap<>(Map.of(0, 0L, 1, 0L));
  private CompiledProject project;

  @BeforeEach
  void makeProject() {
    project = project(Refresh.INCREMENTAL);
  }

  private CompiledProject project(Refresh refresh) {
    ViewPlan plan = plan();
    ViewDefinition view =
        new ViewDefinition(
            "statistics",
            EPOCH,
            CompiledProject.hash(plan),
            plan,
            "SELECT …",
            new ViewOptions(null, null, refresh, Map.of()));
    return new CompiledProject(
        CompiledProject.FORMAT,
        "shop",
        1,
        0,
        new KafkaSettings("127.0.0.1:1", null, Map.of()),
        lake.toUri().toString(),
        new ServingSettings("127.0.0.1", 0),
        List.of(SOURCE),
        List.of(view));
  }

  private static ViewPlan plan() {
    Expression country = new ColumnRef("country", 0, DataType.VARCHAR);
    Expression amount = new ColumnRef("amount", 1, AMOUNT);
    Expression weight = new ColumnRef("weight", 2, DataType.DOUBLE);
    Expression customer = new ColumnRef("customer", 3, DataType.BIGINT);
    List<AggregateCall> calls =
        List.of(
            new AggregateCall("count", List.of(), null),
            new AggregateCall("sum", List.of(amount), null),
            new AggregateCall("sum", List.of(weight), null),
            new AggregateCall("avg", List.of(amount), null),
            new AggregateCall("min", List.of(weight), null),
            new AggregateCall("max", List.of(customer), null),
            new AggregateCall("approx_distinct", List.of(customer), null),
            new AggregateCall("histogram", List.of(customer), null),
            new AggregateCall("max_by", List.of(customer, amount), null));
    List<OutputColumn> outputs = new ArrayList<>();
    outputs.add(new OutputColumn("country", new ColumnRef("country", 0, DataType.VARCHAR)));
    for (AggregateCall call : calls) {
      int index = outputs.size();
      String name = call.function() + index;
      outputs.add(new OutputColumn(name, new ColumnRef(name, index, call.type())));
    }
    return new ViewPlan("orders", null, List.of(new KeyColumn("country", country)), calls, outputs);
  }

  private static Frontier frontier(int epochs) {
    return new Frontier(START + epochs * EPOCH);
  }

  /** Events of one epoch: one at its first and one at its last instant, others in between. */
  private void append(int epoch, int events, String... countries) {
    for (int i = 0; i < events; i++) {
      long within = i == 0 ? 0 : i == 1 ? EPOCH - 1 : random.nextInt((int) EPOCH);
      Instant appended = Instant.ofEpochMilli(START + epoch * EPOCH + within);
      int partition = random.nextInt(PARTITIONS);
      long offset = ends.merge(partition, 1L, Long::sum) - 1;
      log.add(
          RowFactory.create(
              partition,
              offset,
              appended,
              countries[random.nextInt(countries.length)],
              random.nextInt(9) == 0 ? null : new BigDecimal(random.nextInt(9999)).movePointLeft(2),
              random.nextInt(9) == 0 ? null : random.nextGaussian(),
              random.nextInt(9) == 0 ? null : (long) random.nextInt(300)));
    }
  }

  private BatchView.Recomputed recompute(int epochs) {
    ArchivedEvents events =
        new ArchivedEvents(spark.createDataFrame(List.copyOf(log), EventArchive.schema(SOURCE)));
    return view().recompute(frontier(epochs), events);
  }

  private BatchView view() {
    return new BatchView(spark, project, project.view("statistics"));
  }

  private Committed<BatchCommit> commit(BatchView.Recomputed recomputed) {
    return recomputed.commit(Offsets.of(ends), Offsets.of(ends), Instant.ofEpochMilli(START));
  }

  /** Makes and checks a version; says how it was made. */
  private String run(int epochs) {
    BatchView.Recomputed recomputed = recompute(epochs);
    commit(recomputed);
    assertIsWhatFullGives(epochs);
    return recomputed.making().toString();
  }

  private void assertIsWhatFullGives(int epochs) {
    List<Object[]> covered = new ArrayList<>();
    for (Row event : log) {
      if (frontier(epochs).covers(event.<Instant>getAs(2).toEpochMilli())) {
        covered.add(new Object[] {event.get(3), event.get(4), event.get(5), event.get(6)});
      }
    }
    ViewPlan plan = plan();
    List<List<Object>> rows =
        WireRows.collect(
            spark.read().format("delta").load(project.names().viewPath(project.view("statistics"))),
            WireRows.types(plan));
    assertThat(new ViewAnswer(plan, rows).differences(covered)).isEmpty();
    assertThat(rows.stream().mapToLong(row -> (Long) row.get(plan.outputs().size())).sum())
        .isEqualTo(covered.size());
    assertThat(view().current().orElseThrow().commit().events()).isEqualTo(covered.size());
  }

  @Test
  void everyVersionIsWhatFullGives() {
    append(0, 60, "at", "ch", null);
    append(1, 10, "at");
    assertThat(run(1)).isEqualTo("full: no version of this definition to go on from");
    append(1, 30, "at", "de");
    append(2, 30, "de", "fr");
    assertThat(run(3)).isEqualTo("incremental");
    append(3, 400, "fr", null);
    append(4, 5, "li");
    assertThat(run(4)).isEqualTo("incremental");
    assertThat(run(5)).isEqualTo("incremental");
    assertThat(run(6)).as("nothing new").isEqualTo("incremental");
  }

  @Test
  void aStragglerForcesFullAndIsHealed() {
    append(0, 20, "at", "ch");
    append(1, 20, "at", "ch");
    run(2);
    append(0, 1, "at");
    append(2, 20, "at", "de");
    assertThat(run(3)).isEqualTo("full: heals 1 straggler");
    append(3, 20, "at", "de");
    assertThat(run(4)).isEqualTo("incremental");
  }

  @Test
  void aStragglerInANewPartitionIsOne() {
    append(0, 20, "at", "ch");
    run(1);
    ends.put(2, 1L);
    log.add(RowFactory.create(2, 0L, Instant.ofEpochMilli(START), "at", null, 1.5, 1L));
    append(1, 20, "at", "de");
    assertThat(run(2)).isEqualTo("full: heals 1 straggler");
  }

  @Test
  void aRunKilledBeforeItsCommitIsMadeGoodByTheNext() {
    append(0, 20, "at", "ch");
    run(1);
    append(1, 20, "at", "ch");
    recompute(2);
    assertIsWhatFullGives(1);
    assertThat(run(2)).isEqualTo("incremental");
    assertThat(view().current().orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void ofTwoRunsAtOnceOneCommits() {
    append(0, 20, "at", "ch");
    run(1);
    append(1, 20, "at", "ch");
    BatchView.Recomputed slow = recompute(2);
    run(2);
    assertThatThrownBy(() -> commit(slow))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("COMMIT_CONFLICT"));
    assertIsWhatFullGives(2);
  }

  @Test
  void theViewMayChangeHowItIsMade() {
    project = project(Refresh.FULL);
    append(0, 20, "at", "ch");
    assertThat(run(1)).isEqualTo("full");
    append(1, 20, "at", "ch");
    project = project(Refresh.INCREMENTAL);
    assertThat(run(2)).isEqualTo("incremental");
    append(2, 20, "at", "ch");
    project = project(Refresh.FULL);
    assertThat(run(3)).isEqualTo("full");
  }
}
