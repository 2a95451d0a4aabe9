package dev.braid.serving.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.contract.Answers;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.error.BraidException;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.InputColumns;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.serving.merge.BatchVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every contract case as a view of a real Trino, before and after a hand-off. Of a case that the
 * cluster refuses, as much as it takes. {@code infra/trino/start} starts a Trino; {@code
 * -Dbraid.trino.url} names it.
 */
@EnabledIfSystemProperty(named = RealCluster.URL, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractOnClusterTest {
  private static final List<String> REFUSED_AS_A_WHOLE = List.of("key_timestamp");

  private static final AggregateCall COUNT = new AggregateCall("count", List.of(), null);

  private static final String DISTINCT = "many_distinct";
  private static final String NANS = "some_nans";

  private enum Outcome {
    EQUAL,
    EQUAL_BUT_FOR_REFUSED_COLUMNS,
    REFUSED,
    DIFFERENT
  }

  @TempDir static Path folder;
  private final Map<Outcome, List<String>> outcomes = new TreeMap<>();
  private RealCluster cluster;
  private int columns;
  private int refusedColumns;

  @BeforeAll
  void start() throws Exception {
    List<String> topics =
        Stream.concat(cases().stream().map(ViewCase::name), Stream.of(DISTINCT, NANS))
            .map(ContractOnClusterTest::topic)
            .toList();
    cluster = new RealCluster(folder, topics);
    cluster.create(topics);
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
    int all = outcomes.values().stream().mapToInt(List::size).sum();
    System.out.printf("%d views of the contract on Trino 476:%n", all);
    outcomes.forEach(
        (outcome, views) -> System.out.printf("  %s %d %s%n", outcome, views.size(), views));
    System.out.printf("  %d columns, %d of them refused%n", columns, refusedColumns);
  }

  static List<ViewCase> cases() {
    return ViewCases.all();
  }

  private static String topic(String view) {
    return "braid.contract.speed." + view + ".0123abcd.g7";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void answersAsTheReferenceDoes(ViewCase viewCase) throws Exception {
    ViewPlan plan = viewCase.plan();
    columns += plan.outputs().size();
    Outcome outcome = Outcome.EQUAL;
    if (!isTaken(viewCase, plan)) {
      outcome = Outcome.EQUAL_BUT_FOR_REFUSED_COLUMNS;
      plan = taken(viewCase);
      refusedColumns += viewCase.plan().outputs().size() - plan.outputs().size();
      if (!isTaken(viewCase, plan)) {
        outcomes.computeIfAbsent(Outcome.REFUSED, o -> new ArrayList<>()).add(viewCase.name());
        assertThat(REFUSED_AS_A_WHOLE).contains(viewCase.name());
        return;
      }
    }
    List<String> differences = differences(viewCase, plan);
    outcomes
        .computeIfAbsent(
            differences.isEmpty() ? outcome : Outcome.DIFFERENT, o -> new ArrayList<>())
        .add(viewCase.name());
    assertThat(differences).isEmpty();
  }

  private List<String> differences(ViewCase viewCase, ViewPlan plan) throws Exception {
    SplitStates split = new SplitStates(viewCase, plan);
    String table = ClusterNames.batchTable(split.view());
    Path files = cluster.lake().resolve(viewCase.name());
    split.publish(cluster.producer(), topic(viewCase.name()));
    Map<List<Object>, List<Object>> expected = split.expected();
    ClusterViewSql sql = new ClusterViewSql(split.view(), cluster.names(), topic(viewCase.name()));
    List<String> differences = new ArrayList<>();

    cluster.execute(sql.replaceBy(BatchVersion.NONE));
    differences.addAll(Answers.differences(plan, expected, rows(split)));
    BatchVersion first = split.write(files, 0, 1);
    cluster.register(table, viewCase.name());
    cluster.execute(sql.replaceBy(first));
    differences.addAll(Answers.differences(plan, expected, rows(split)));
    BatchVersion second = split.write(files, 1, 3);
    differences.addAll(Answers.differences(plan, expected, rows(split)));
    cluster.execute(sql.replaceBy(second));
    differences.addAll(Answers.differences(plan, expected, rows(split)));
    return differences;
  }

  private Map<List<Object>, List<Object>> rows(SplitStates split) throws Exception {
    return ClusterAnswer.rows(
        cluster.connection(), cluster.names().view(split.view().name()), split.view().plan());
  }

  private boolean isTaken(ViewCase viewCase, ViewPlan plan) {
    try {
      new ClusterViewSql(new SplitStates(viewCase, plan).view(), cluster.names(), "topic");
      return true;
    } catch (BraidException e) {
      assertThat(e.code()).isEqualTo("NOT_ON_CLUSTER");
      assertThat(e.getMessage()).startsWith("view " + viewCase.name() + " is not kept");
      return false;
    }
  }

  /** The case without the outputs that are refused, one by one. */
  private ViewPlan taken(ViewCase viewCase) {
    ViewPlan plan = viewCase.plan();
    int keys = plan.keys().size();
    List<AggregateCall> calls = new ArrayList<>(plan.aggregates());
    List<OutputColumn> outputs = new ArrayList<>();
    for (OutputColumn output : plan.outputs()) {
      List<Integer> read =
          InputColumns.of(output.expression()).stream()
              .map(column -> column.index() - keys)
              .filter(index -> index >= 0)
              .toList();
      List<AggregateCall> only = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        only.add(read.contains(i) ? calls.get(i) : COUNT);
      }
      if (isTaken(viewCase, plan(plan, only, List.of(output)))) {
        outputs.add(output);
      }
    }
    for (int i = 0; i < calls.size(); i++) {
      int index = i + keys;
      boolean read =
          outputs.stream()
              .flatMap(output -> InputColumns.of(output.expression()).stream())
              .anyMatch(column -> column.index() == index);
      if (!read) {
        calls.set(i, COUNT);
      }
    }
    return plan(plan, calls, outputs.isEmpty() ? plan.outputs() : outputs);
  }

  private static ViewPlan plan(
      ViewPlan plan, List<AggregateCall> calls, List<OutputColumn> outputs) {
    return new ViewPlan(plan.source(), plan.filter(), plan.keys(), calls, outputs);
  }

  /** Around the number of values at which a list of them gives way to buckets. */
  @Test
  void countsDifferentValuesAsTheStatesDo() throws Exception {
    List<Object[]> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      for (Boolean flag : i < 252 ? List.of(true, false) : List.of(true)) {
        Object[] event = new Object[cases().get(0).source().columns().size()];
        event[0] = (long) i * i;
        event[2] = flag;
        events.add(event);
      }
    }
    assertSame(DISTINCT, named("distinct_counts_by_error"), events);
  }

  /** Where some of a group's states are NaN and others are not. */
  @Test
  void takesNaNForTheGreatest() throws Exception {
    List<Object[]> events = new ArrayList<>();
    for (int bucket = 0; bucket < 10; bucket++) {
      for (double ratio : new double[] {0, 1}) {
        Object[] event = new Object[cases().get(0).source().columns().size()];
        event[0] = (long) events.size();
        event[1] = bucket;
        event[5] = ratio;
        events.add(event);
      }
    }
    assertSame(NANS, named("maxima"), events);
  }

  private void assertSame(String name, ViewCase like, List<Object[]> events) throws Exception {
    ViewCase viewCase = new ViewCase(name, like.sql(), like.source(), like.plan(), events);
    assertThat(differences(viewCase, taken(viewCase))).isEmpty();
  }

  private static ViewCase named(String name) {
    return cases().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
