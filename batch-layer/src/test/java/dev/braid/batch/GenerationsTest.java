package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.TestSpark;
import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.generations.GenerationsReport;
import dev.braid.batch.generations.GenerationsReport.Example;
import dev.braid.batch.generations.GenerationsReport.OfView;
import dev.braid.batch.generations.GenerationsReport.Values;
import dev.braid.batch.generations.GenerationsReport.Verdict;
import dev.braid.batch.generations.Orders;
import dev.braid.batch.log.KafkaLog;
import dev.braid.batch.steps.BatchEffect;
import dev.braid.batch.view.BatchView;
import dev.braid.error.BraidException;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.Logical;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A generation built beside another, on a real broker, real Spark and real Delta tables. */
class GenerationsTest {
  private static final Column CHANNEL = new Column("channel", DataType.VARCHAR, false);

  @TempDir static Path brokerFolder;
  private static BrokerProcess broker;

  @TempDir Path lake;
  private final SparkSession spark = TestSpark.session();
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private Clock clock = Clock.systemUTC();
  private Shop shop;
  private Source source;

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
    shop = new Shop(broker.bootstrap(), lake);
    source = shop.source();
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  private CompiledProject project(Source of, ViewDefinition... views) {
    CompiledProject project = shop.project();
    return new CompiledProject(
        project.format(),
        project.name(),
        project.generation(),
        project.graceMillis(),
        project.kafka(),
        project.storage(),
        project.serving(),
        List.of(of),
        List.of(views));
  }

  private CompiledProject revenue(ViewPlan plan) {
    return project(source, Orders.view("revenue", source, plan, Shop.EPOCH));
  }

  /** The revenue of all countries but one. */
  private ViewPlan without(String country) {
    return Orders.revenue(source, Orders.isNot(source, country));
  }

  private ViewPlan all() {
    return Orders.revenue(source, null);
  }

  private void run(CompiledProject project) throws Exception {
    runWhile(project, Optional.empty(), next -> true);
  }

  /** Builds a generation beside the old one, and compares. */
  private GenerationsReport build(CompiledProject project, CompiledProject old) throws Exception {
    return runWhile(project, Optional.of(old), next -> true).compareWith(old);
  }

  /** Drops the run before the first step that is not to be taken, as if it had been killed. */
  private BatchRun runWhile(
      CompiledProject project, Optional<CompiledProject> old, Predicate<BatchEffect> goesOn)
      throws Exception {
    try (KafkaLog log = new KafkaLog(project.kafka())) {
      BatchRun run = begin(project, old, log);
      while (run.next().filter(goesOn).isPresent()) {
        run.advance();
      }
      return run;
    }
  }

  private BatchRun begin(CompiledProject project, Optional<CompiledProject> old, KafkaLog log) {
    Progress progress =
        new Progress(new PrintStream(terminal, true, StandardCharsets.UTF_8), clock);
    BatchRun.Wishes wishes =
        new BatchRun.Wishes(
            Duration.ZERO,
            time -> {
              throw new AssertionError("nothing to wait for");
            },
            false,
            old);
    return new BatchRun(project, spark, log, clock, progress, wishes);
  }

  private String printed() {
    return terminal.toString(StandardCharsets.UTF_8);
  }

  private void awaitEpochsEnd() {
    Epochs epochs = Epochs.of(Shop.EPOCH);
    long start = epochs.epochOf(clock.millis());
    Frontier next = new Frontier(start + Shop.EPOCH.toMillis());
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !next.isAfter(epochs.latestFrontier(clock.instant(), Shop.GRACE)));
  }

  /** Orders, some in epochs that the frontier of the old generation's run covers, some beyond. */
  private void produceAndRun(CompiledProject old) throws Exception {
    shop.produce(40);
    awaitEpochsEnd();
    run(old);
    shop.produce(12);
    awaitEpochsEnd();
  }

  private Committed<BatchCommit> current(CompiledProject project, String view) {
    return new BatchView(spark, project, project.view(view)).current().orElseThrow();
  }

  /** Holds a view and its announcement to what a plain consumer finds in the log. */
  private BatchCommit assertExact(CompiledProject project, String view) throws Exception {
    Committed<BatchCommit> at = current(project, view);
    ViewDefinition definition = project.view(view);
    Instant frontier = Instant.ofEpochMilli(at.commit().frontier().epochMillis());
    Map<List<Object>, List<Object>> found = new HashMap<>();
    for (Row row :
        spark.read().format("delta").load(project.names().viewPath(definition)).collectAsList()) {
      found.put(List.of(row.get(0)), List.of(row.get(0), row.get(1), row.get(2)));
    }
    assertThat(found)
        .isEqualTo(new ReferenceInterpreter(definition.plan()).rows(shop.ordersBefore(frontier)));
    assertThat(at.commit().resume()).isEqualTo(resume(at.commit()));
    String key = FrontierAnnouncement.key(view, definition.definitionHash());
    assertThat(shop.announced().get(key))
        .isEqualTo(new FrontierAnnouncement(at.version(), at.commit()));
    return at.commit();
  }

  private Offsets resume(BatchCommit commit) {
    Map<Integer, Long> first = new TreeMap<>(commit.offsets().next());
    for (ConsumerRecord<String, byte[]> found : shop.committed()) {
      if (found.timestamp() >= commit.frontier().epochMillis()) {
        first.merge(found.partition(), found.offset(), Math::min);
      }
    }
    return Offsets.of(first);
  }

  private static OfView only(GenerationsReport report) {
    assertThat(report.views()).hasSize(1);
    return report.views().get(0);
  }

  private void damage(CompiledProject project, String sql) {
    String path = project.names().viewPath(project.view("revenue"));
    spark.sql(sql.formatted("delta.`" + Path.of(URI.create(path)) + "`"));
  }

  @Test
  void aChangedViewIsBuiltWhereTheOldStandsAndCompared() throws Exception {
    CompiledProject old = revenue(without("fr"));
    produceAndRun(old);
    BatchCommit standing = assertExact(old, "revenue");
    ViewPlan plan =
        Orders.revenue(
            source,
            new Logical(
                Logical.Operator.AND,
                List.of(Orders.isNot(source, "at"), Orders.idFrom(source, 3))));
    CompiledProject project = revenue(plan);

    OfView view = only(build(project, old));

    BatchCommit built = assertExact(project, "revenue");
    assertThat(built.frontier()).isEqualTo(standing.frontier());
    assertThat(built.previousFrontier()).isEqualTo(built.frontier());
    assertThat(built.previousResume()).isEqualTo(built.resume());
    assertThat(built.resume()).isEqualTo(standing.resume());
    assertThat(built.offsets().nextOr(0, 0)).isGreaterThan(standing.offsets().nextOr(0, 0));
    assertThat(assertExact(old, "revenue")).as("the old stays").isEqualTo(standing);

    assertThat(view.verdict()).isEqualTo(Verdict.COMPARED);
    assertThat(view.changes()).containsExactly("its definition has changed");
    assertThat(view.expectedEqual()).isFalse();
    assertThat(view.sound()).isTrue();
    assertThat(view.columns().compared()).containsExactly("orders", "revenue");
    assertThat(view.groups())
        .isEqualTo(
            new GenerationsReport.GroupCounts(1, 1, 1, 1, Map.of("orders", 1L, "revenue", 1L)));
    assertThat(view.examples())
        .extracting(Example::kind, Example::group)
        .containsExactly(
            tuple(Example.Kind.DIFFERS, "de"),
            tuple(Example.Kind.ONLY_OLD, "at"),
            tuple(Example.Kind.ONLY_NEW, "fr"));
    assertThat(view.examples().get(0).columns())
        .containsExactly(
            new Values("orders", "10", "9"), new Values("revenue", "202.50", "200.25"));
    assertThat(printed())
        .contains(
            "at "
                + built.frontier()
                + ": 1 group equal, 1 differ (orders 1, revenue 1), 1 new, 1 gone; its definition"
                + " has changed");

    run(project);
    BatchCommit next = assertExact(project, "revenue");
    assertThat(next.frontier().isAfter(built.frontier())).isTrue();
    assertThat(next.previousResume()).isEqualTo(built.resume());
  }

  @Test
  void aNewColumnOfTheSourceLeavesAnswersAsTheyWere() throws Exception {
    CompiledProject old = revenue(all());
    produceAndRun(old);
    Source wider = Orders.with(source, CHANNEL);
    CompiledProject project =
        project(wider, Orders.view("revenue", wider, Orders.revenue(wider, null), Shop.EPOCH));

    OfView view = only(build(project, old));

    assertThat(view.expectedEqual()).isTrue();
    assertThat(view.changes()).containsExactly("column channel of its source changed");
    assertThat(view.groups()).isEqualTo(new GenerationsReport.GroupCounts(4, 0, 0, 0, Map.of()));
    assertThat(view.now().frontier()).isEqualTo(view.before().frontier());
    assertThat(spark.read().format("delta").load(project.names().eventsPath(wider)).columns())
        .contains("channel");
    assertThat(spark.read().format("delta").load(project.names().eventsPath(wider)).count())
        .isEqualTo(52);
  }

  @Test
  void aDifferenceThatMustNotBeIsFound() throws Exception {
    CompiledProject old = revenue(all());
    produceAndRun(old);
    Source wider = Orders.with(source, CHANNEL);
    CompiledProject project =
        project(wider, Orders.view("revenue", wider, Orders.revenue(wider, null), Shop.EPOCH));
    assertThat(build(project, old).sound()).isTrue();
    damage(old, "UPDATE %s SET revenue = revenue + 1 WHERE country = 'de'");
    damage(old, "DELETE FROM %s WHERE country = 'fr'");

    GenerationsReport report = build(project, old);

    assertThat(report.sound()).isFalse();
    assertThat(report.unsound()).containsExactly("revenue");
    OfView view = only(report);
    assertThat(view.groups())
        .isEqualTo(new GenerationsReport.GroupCounts(2, 1, 1, 0, Map.of("revenue", 1L)));
    assertThat(view.examples().get(0))
        .isEqualTo(
            new Example(
                Example.Kind.DIFFERS, "de", List.of(new Values("revenue", "203.50", "202.50"))));
    assertThat(printed()).contains("1 differ (revenue 1), 1 new, 0 gone; they must be equal");
    assertThat(BatchErrors.generationsDiffer(report.unsound()))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("GENERATIONS_DIFFER"));

    Path file = lake.resolve("report/generations.json");
    report.write(file);
    JsonNode json = CompiledProject.json().readTree(file.toFile());
    assertThat(json.at("/sound").booleanValue()).isFalse();
    assertThat(json.at("/views/0/groups/differing_by_column/revenue").intValue()).isEqualTo(1);
    assertThat(json.at("/views/0/examples/0/columns/0/before").textValue()).isEqualTo("203.50");
  }

  @Test
  void whatCameTooLateForTheOldVersionIsNoError() throws Exception {
    CompiledProject old = revenue(all());
    shop.produce(20);
    // Farther ahead of the broker than grace allows.
    clock = Clock.fixed(Instant.now().plusSeconds(3600), ZoneOffset.UTC);
    run(old);
    shop.produce(2);
    Source wider = Orders.with(source, CHANNEL);
    CompiledProject project =
        project(wider, Orders.view("revenue", wider, Orders.revenue(wider, null), Shop.EPOCH));

    OfView view = only(build(project, old));

    assertThat(view.groups().differing()).isEqualTo(2);
    assertThat(view.stragglers()).isEqualTo(2);
    assertThat(view.expectedEqual()).isFalse();
    assertThat(printed()).contains("2 events came too late for the old version");
  }

  @ParameterizedTest(name = "1 h to {0}, the old at hour {1}: {2}")
  @CsvSource({"PT30M, 2, COMPARED", "PT2H, 2, COMPARED", "PT2H, 3, NOT_COMPARED"})
  void aChangedEpoch(Duration epoch, int hour, Verdict verdict) throws Exception {
    shop.produce(20);
    Epochs days = Epochs.of(Duration.ofDays(1));
    long tomorrow = days.epochOf(Instant.now().toEpochMilli()) + days.lengthMillis();
    Instant end = Instant.ofEpochMilli(tomorrow).plus(Duration.ofHours(hour));
    clock = Clock.fixed(end.plus(Duration.ofMinutes(10)), ZoneOffset.UTC);
    ViewPlan plan = all();
    CompiledProject old =
        project(source, Orders.view("revenue", source, plan, Duration.ofHours(1)));
    run(old);
    CompiledProject project = project(source, Orders.view("revenue", source, plan, epoch));
    clock = Clock.offset(clock, Duration.ofHours(5));

    OfView view = only(build(project, old));

    assertThat(view.verdict()).isEqualTo(verdict);
    assertThat(view.before().frontier()).isEqualTo(end.toString());
    Instant stop = hour == 3 ? end.minus(Duration.ofHours(1)) : end;
    assertThat(view.now().frontier()).isEqualTo(stop.toString());
    if (verdict == Verdict.COMPARED) {
      assertThat(view.expectedEqual()).isTrue();
      assertThat(view.groups().equal()).isEqualTo(4);
    } else {
      assertThat(view.why()).isEqualTo("it stands at " + stop + ", the old at " + end);
    }
  }

  @Test
  void newKeptAndDroppedViews() throws Exception {
    ViewDefinition kept = Orders.view("kept", source, without("at"), Shop.EPOCH);
    ViewDefinition gone = Orders.view("gone", source, all(), Shop.EPOCH);
    CompiledProject old = project(source, kept, gone);
    produceAndRun(old);
    Frontier standing = current(old, "kept").commit().frontier();
    ViewDefinition fresh = Orders.view("fresh", source, all(), Shop.EPOCH);
    CompiledProject project = project(source, kept, fresh);

    GenerationsReport report = build(project, old);

    assertThat(report.dropped()).containsExactly("gone");
    assertThat(report.views())
        .extracting(OfView::view, OfView::verdict)
        .containsExactly(tuple("kept", Verdict.KEPT), tuple("fresh", Verdict.NEW));
    assertThat(current(project, "kept").version()).isZero();
    assertExact(project, "kept");
    BatchCommit built = assertExact(project, "fresh");
    assertThat(built.frontier().isAfter(standing)).as("the newest there is").isTrue();
    assertThat(built.previousResume()).isEqualTo(built.resume());
    assertThat(printed())
        .contains("stays at frontier " + standing + ": that is where the generation in use stands");
  }

  @ParameterizedTest
  @ValueSource(classes = {BatchEffect.Recompute.class, BatchEffect.Commit.class})
  void aBuildThatWasKilledIsMadeGoodByTheNext(Class<? extends BatchEffect> before)
      throws Exception {
    CompiledProject old = revenue(all());
    CompiledProject project = revenue(without("at"));
    produceAndRun(old);
    runWhile(project, Optional.of(old), next -> !before.isInstance(next));
    assertThat(new BatchView(spark, project, project.view("revenue")).current()).isEmpty();
    run(old);

    OfView view = only(build(project, old));

    assertThat(view.groups().equal()).isEqualTo(3);
    assertThat(assertExact(project, "revenue").frontier())
        .isEqualTo(assertExact(old, "revenue").frontier());
  }

  @Test
  void aBuildThatWasKilledAfterItsCommitCatchesUp() throws Exception {
    CompiledProject old = revenue(all());
    CompiledProject project = revenue(without("at"));
    produceAndRun(old);
    runWhile(project, Optional.of(old), next -> !(next instanceof BatchEffect.Announce));
    BatchCommit first = current(project, "revenue").commit();
    assertThat(shop.announced()).hasSize(1);
    run(old);

    assertThat(only(build(project, old)).verdict()).isEqualTo(Verdict.COMPARED);

    BatchCommit second = assertExact(project, "revenue");
    assertThat(second.frontier()).isEqualTo(assertExact(old, "revenue").frontier());
    assertThat(second.previousFrontier()).isEqualTo(first.frontier());
    assertThat(second.previousResume()).isEqualTo(first.resume());
  }

  @Test
  void anotherGroupKeyCannotBeCompared() throws Exception {
    CompiledProject old = revenue(all());
    shop.produce(8);
    awaitEpochsEnd();
    run(old);
    ViewPlan plan = all();
    ViewPlan other =
        new ViewPlan(
            plan.source(),
            null,
            List.of(new KeyColumn("land", Orders.column(source, "country"))),
            plan.aggregates(),
            List.of(
                new OutputColumn("land", new ColumnRef("land", 0, DataType.VARCHAR)),
                plan.outputs().get(1)));
    OfView view = only(build(revenue(other), old));
    assertThat(view.verdict()).isEqualTo(Verdict.NOT_COMPARED);
    assertThat(view.why()).isEqualTo("its group key is another");
    assertThat(view.sound()).isTrue();
  }
}
