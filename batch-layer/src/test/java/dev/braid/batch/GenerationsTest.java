package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.TestSpark;
import dev.braid.batch.generations.CompareGenerations;
import dev.braid.batch.generations.ComparisonText;
import dev.braid.batch.generations.GenerationsReport;
import dev.braid.batch.generations.GenerationsReport.Example;
import dev.braid.batch.generations.GenerationsReport.GroupCounts;
import dev.braid.batch.generations.GenerationsReport.OfView;
import dev.braid.batch.generations.GenerationsReport.Values;
import dev.braid.batch.generations.GenerationsReport.Verdict;
import dev.braid.batch.generations.Orders;
import dev.braid.batch.log.KafkaLog;
import dev.braid.batch.steps.BatchEffect;
import dev.braid.batch.view.BatchView;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generation built beside another, on a real broker, real Spark and real Delta tables. */
class GenerationsTest {
  private static final Column CHANNEL = new Column("channel", DataType.VARCHAR, false);

  @TempDir static Path folder;
  private static final SparkSession SPARK = TestSpark.session();
  private static BrokerProcess broker;
  private static Shop shop;
  private static Source source;

  /** In use while the tests build others: revenue without fr, kept, and gone, which never ran. */
  private static CompiledProject inUse;

  private static Committed<BatchCommit> standing;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private Clock clock = Clock.systemUTC();

  /** Orders, some in epochs that the generation in use covers, some beyond. */
  @BeforeAll
  static void openShop() throws Exception {
    broker = BrokerProcess.start(folder.resolve("broker"));
    shop = new Shop(broker.bootstrap(), folder.resolve("lake"));
    source = shop.source();
    CompiledProject ran =
        project(source, view("revenue", without("fr")), view("kept", without("at")));
    inUse = project(source, ran.view("revenue"), ran.view("kept"), view("gone", without("ch")));
    GenerationsTest test = new GenerationsTest();
    shop.produce(40);
    test.awaitEpochsEnd();
    test.run(ran);
    standing = current(ran, "revenue");
    shop.produce(12);
    test.awaitEpochsEnd();
  }

  @AfterAll
  static void closeShop() {
    shop.close();
    broker.close();
  }

  private static CompiledProject project(Source of, ViewDefinition... views) {
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

  private static ViewDefinition view(String name, ViewPlan plan) {
    return Orders.view(name, source, plan, Shop.EPOCH);
  }

  /** The revenue of all countries but one. */
  private static ViewPlan without(String country) {
    return Orders.revenue(source, Orders.isNot(source, country));
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
    return new BatchRun(project, SPARK, log, clock, progress, wishes);
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

  private static Committed<BatchCommit> current(CompiledProject project, String view) {
    return new BatchView(SPARK, project, project.view(view)).current().orElseThrow();
  }

  /** Holds a view and its announcement to what a plain consumer finds in the log. */
  private BatchCommit assertExact(CompiledProject project, String view) throws Exception {
    Committed<BatchCommit> at = current(project, view);
    ViewDefinition definition = project.view(view);
    Instant frontier = Instant.ofEpochMilli(at.commit().frontier().epochMillis());
    Map<List<Object>, List<Object>> found = new HashMap<>();
    for (Row row :
        SPARK.read().format("delta").load(project.names().viewPath(definition)).collectAsList()) {
      found.put(List.of(row.get(0)), List.of(row.get(0), row.get(1), row.get(2)));
    }
    assertThat(found)
        .isEqualTo(new ReferenceInterpreter(definition.plan()).rows(shop.ordersBefore(frontier)));
    assertThat(at.commit().resume()).isEqualTo(resume(at.commit()));
    String key = FrontierAnnouncement.key(view, definition.definitionHash());
    assertThat(shop.announced().get(key))
        .isEqualTo(new FrontierAnnouncement(at.version(), at.commit(), shop.sourceTopicId()));
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

  private static void damage(CompiledProject project, String sql) {
    String path = project.names().viewPath(project.view("revenue"));
    SPARK.sql(sql.formatted("delta.`" + Path.of(URI.create(path)) + "`"));
  }

  @Test
  void aChangedViewIsBuiltWhereTheOldStandsAndCompared() throws Exception {
    CompiledProject project =
        project(
            source,
            view(
                "revenue",
                Orders.revenue(
                    source,
                    new Logical(
                        Logical.Operator.AND,
                        List.of(Orders.isNot(source, "at"), Orders.idFrom(source, 3))))));

    OfView view = only(build(project, inUse));

    BatchCommit built = assertExact(project, "revenue");
    assertThat(built.frontier()).isEqualTo(standing.commit().frontier());
    assertThat(built.previousFrontier()).isEqualTo(built.frontier());
    assertThat(built.previousResume()).isEqualTo(built.resume());
    assertThat(built.resume()).isEqualTo(standing.commit().resume());
    assertThat(built.offsets().nextOr(0, 0))
        .isGreaterThan(standing.commit().offsets().nextOr(0, 0));
    assertThat(current(inUse, "revenue")).as("the old stays").isEqualTo(standing);

    assertThat(view.verdict()).isEqualTo(Verdict.COMPARED);
    assertThat(view.changes()).hasSize(1).allMatch(reason -> reason.startsWith("WHERE "));
    assertThat(view.expectedEqual()).isFalse();
    assertThat(view.sound()).isTrue();
    assertThat(view.columns().compared()).containsExactly("orders", "revenue");
    assertThat(view.groups())
        .isEqualTo(new GroupCounts(1, 1, 1, 1, Map.of("orders", 1L, "revenue", 1L)));
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
                + ": 1 group equal, 1 differ (orders 1, revenue 1), 1 new, 1 gone; WHERE ");
  }

  @Test
  void aNewColumnOfTheSourceLeavesAnswersAsTheyWere() throws Exception {
    Source wider = Orders.with(source, CHANNEL);
    ViewPlan plan = Orders.revenue(wider, Orders.isNot(wider, "fr"));
    CompiledProject project = project(wider, Orders.view("revenue", wider, plan, Shop.EPOCH));

    BatchRun run = runWhile(project, Optional.of(inUse), next -> true);
    OfView view = only(run.compareWith(inUse));

    assertThat(view.expectedEqual()).isTrue();
    assertThat(view.changes()).contains("source orders: column channel added: VARCHAR");
    assertThat(view.groups()).isEqualTo(new GroupCounts(3, 0, 0, 0, Map.of()));
    assertThat(view.now().frontier()).isEqualTo(view.before().frontier());
    Dataset<Row> events = SPARK.read().format("delta").load(project.names().eventsPath(wider));
    assertThat(events.columns()).contains("channel");
    assertThat(events.count()).isEqualTo(shop.committed().size());

    damage(project, "UPDATE %s SET revenue = revenue + 1 WHERE country = 'de'");
    damage(project, "DELETE FROM %s WHERE country = 'at'");
    assertADifferenceIsFound(run.compareWith(inUse));
    assertStragglersExplain(project);
  }

  private void assertADifferenceIsFound(GenerationsReport report) throws Exception {
    assertThat(report.sound()).isFalse();
    assertThat(report.unsound()).containsExactly("revenue");
    OfView view = only(report);
    assertThat(view.groups()).isEqualTo(new GroupCounts(1, 1, 0, 1, Map.of("revenue", 1L)));
    assertThat(view.examples().get(0))
        .isEqualTo(
            new Example(
                Example.Kind.DIFFERS, "de", List.of(new Values("revenue", "202.50", "203.50"))));
    assertThat(printed()).contains("1 differ (revenue 1), 0 new, 1 gone; they must be equal");

    Path file = folder.resolve("report/generations.json");
    report.write(file);
    JsonNode json = CompiledProject.json().readTree(file.toFile());
    assertThat(json.at("/sound").booleanValue()).isFalse();
    assertThat(json.at("/views/0/groups/differing_by_column/revenue").intValue()).isEqualTo(1);
    assertThat(json.at("/views/0/examples/0/columns/0/now").textValue()).isEqualTo("203.50");
  }

  private static void assertStragglersExplain(CompiledProject project) {
    CompareGenerations.Stragglers two =
        (of, version) -> of.equals("orders") && version.equals(standing.commit()) ? 2 : 0;
    OfView view = only(new CompareGenerations(SPARK, inUse, project, two).compare(compared -> {}));
    assertThat(view.stragglers()).isEqualTo(2);
    assertThat(view.sound()).isTrue();
    assertThat(ComparisonText.of(view)).contains("2 events came too late for the old version");
  }

  @Test
  void aChangedEpoch() throws Exception {
    Epochs days = Epochs.of(Duration.ofDays(1));
    Instant tomorrow =
        Instant.ofEpochMilli(days.epochOf(Instant.now().toEpochMilli()) + days.lengthMillis());
    Instant three = tomorrow.plus(Duration.ofHours(3));
    clock = Clock.fixed(three.plus(Duration.ofMinutes(10)), ZoneOffset.UTC);
    ViewPlan plan = without("at");
    CompiledProject old =
        project(
            source,
            Orders.view("half", source, plan, Duration.ofHours(1)),
            Orders.view("twice", source, plan, Duration.ofHours(1)));
    run(old);
    clock = Clock.offset(clock, Duration.ofHours(5));
    CompiledProject project =
        project(
            source,
            Orders.view("half", source, plan, Duration.ofMinutes(30)),
            Orders.view("twice", source, plan, Duration.ofHours(2)));

    List<OfView> views = build(project, old).views();

    assertThat(views.get(0).verdict()).isEqualTo(Verdict.COMPARED);
    assertThat(views.get(0).changes()).containsExactly("epoch 1h → 30m");
    assertThat(views.get(0).expectedEqual()).isTrue();
    assertThat(views.get(0).groups().equal()).isEqualTo(3);
    assertThat(views.get(0).now().frontier()).isEqualTo(three.toString());
    Instant two = three.minus(Duration.ofHours(1));
    assertThat(views.get(1).verdict()).isEqualTo(Verdict.NOT_COMPARED);
    assertThat(views.get(1).now().frontier()).isEqualTo(two.toString());
    assertThat(views.get(1).why()).isEqualTo("it stands at " + two + ", the old at " + three);
    assertThat(views.get(1).sound()).isTrue();
  }

  @Test
  void newKeptAndDroppedViewsAndAnotherGroupKey() throws Exception {
    ViewPlan plan = without("fr");
    ViewPlan byLand =
        new ViewPlan(
            plan.source(),
            plan.filter(),
            List.of(new KeyColumn("land", Orders.column(source, "country"))),
            plan.aggregates(),
            List.of(
                new OutputColumn("land", new ColumnRef("land", 0, DataType.VARCHAR)),
                plan.outputs().get(1)));
    CompiledProject project =
        project(source, view("revenue", byLand), inUse.view("kept"), view("fresh", plan));

    GenerationsReport report = build(project, inUse);

    assertThat(report.dropped()).containsExactly("gone");
    assertThat(report.views())
        .extracting(OfView::view, OfView::verdict, OfView::why)
        .containsExactly(
            tuple("revenue", Verdict.NOT_COMPARED, "its group key is another"),
            tuple("kept", Verdict.KEPT, null),
            tuple("fresh", Verdict.NEW, null));
    assertThat(report.sound()).isTrue();
    assertThat(current(project, "kept").version()).isZero();
    assertExact(project, "kept");
    Frontier at = standing.commit().frontier();
    BatchCommit built = assertExact(project, "fresh");
    assertThat(built.frontier().isAfter(at)).as("the newest there is").isTrue();
    assertThat(built.previousResume()).isEqualTo(built.resume());
    assertThat(printed())
        .contains("stays at frontier " + at + ": that is where the generation in use stands");
  }

  @Test
  void aBuildThatWasKilledIsMadeGoodByTheNext() throws Exception {
    CompiledProject old = project(source, view("moving", without("fr")));
    CompiledProject project = project(source, view("moving", without("at")));
    run(old);
    String key = FrontierAnnouncement.key("moving", project.view("moving").definitionHash());

    killedBefore(BatchEffect.Commit.class, project, old);
    assertThat(new BatchView(SPARK, project, project.view("moving")).current()).isEmpty();
    killedBefore(BatchEffect.Announce.class, project, old);
    BatchCommit first = current(project, "moving").commit();
    assertThat(first.frontier()).isEqualTo(current(old, "moving").commit().frontier());
    assertThat(shop.announced()).doesNotContainKey(key);

    shop.produce(8);
    awaitEpochsEnd();
    run(old);
    assertThat(only(build(project, old)).groups().equal()).isEqualTo(2);

    BatchCommit second = assertExact(project, "moving");
    assertThat(second.frontier().isAfter(first.frontier())).isTrue();
    assertThat(second.frontier()).isEqualTo(assertExact(old, "moving").frontier());
    assertThat(second.previousFrontier()).isEqualTo(first.frontier());
    assertThat(second.previousResume()).isEqualTo(first.resume());
  }

  private void killedBefore(
      Class<? extends BatchEffect> effect, CompiledProject project, CompiledProject old)
      throws Exception {
    BatchRun killed = runWhile(project, Optional.of(old), next -> !effect.isInstance(next));
    assertThat(killed.next()).get().isInstanceOf(effect);
  }
}
