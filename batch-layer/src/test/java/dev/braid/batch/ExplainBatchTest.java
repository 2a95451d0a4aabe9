package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.delta.TestSpark;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.Literal;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainBatchTest {
  private static final DataType AMOUNT = DataType.decimal(18, 2);
  private static final Source SOURCE =
      new Source(
          "orders",
          "orders",
          "json",
          1,
          List.of(
              new Column("country", DataType.VARCHAR, false),
              new Column("amount", AMOUNT, false),
              new Column("unused", DataType.DOUBLE, false)));

  @TempDir Path scratch;

  private Path temporary() {
    return scratch.resolve("a folder");
  }

  private static ViewPlan plan() {
    Expression country = new ColumnRef("country", 0, DataType.VARCHAR);
    Expression amount = new ColumnRef("amount", 1, AMOUNT);
    List<AggregateCall> calls =
        List.of(
            new AggregateCall("count", List.of(), null),
            new AggregateCall("avg", List.of(amount), null),
            new AggregateCall("approx_distinct", List.of(country), null));
    Expression mean = new ColumnRef("_a1", 3, calls.get(1).type());
    return new ViewPlan(
        "orders",
        new Comparison(
            Comparison.Operator.GREATER, amount, new Literal(AMOUNT, new BigDecimal("0.00"))),
        List.of(
            new KeyColumn("country", country),
            new KeyColumn(
                "lower_case", new FunctionCall("lower", List.of(country), DataType.VARCHAR))),
        calls,
        List.of(
            new OutputColumn("country", new ColumnRef("country", 0, DataType.VARCHAR)),
            new OutputColumn("lower_case", new ColumnRef("lower_case", 1, DataType.VARCHAR)),
            new OutputColumn("orders", new ColumnRef("_a0", 2, DataType.BIGINT)),
            new OutputColumn("size", new FunctionCall("abs", List.of(mean), mean.type())),
            new OutputColumn("countries", new ColumnRef("_a2", 4, DataType.BIGINT))));
  }

  private List<String> lines(Refresh refresh) throws Exception {
    ViewPlan plan = plan();
    ViewDefinition view =
        new ViewDefinition(
            "sizes",
            60_000,
            CompiledProject.hash(plan),
            plan,
            "SELECT …",
            new ViewOptions(null, null, refresh, Map.of()));
    CompiledProject project =
        new CompiledProject(
            CompiledProject.FORMAT,
            "shop",
            1,
            0,
            new KafkaSettings("127.0.0.1:1", null, Map.of()),
            "file:/nowhere",
            new ServingSettings("127.0.0.1", 0),
            List.of(SOURCE),
            List.of(view));
    return ExplainBatch.lines(
        TestSpark.session(), project, view, Files.createDirectories(temporary()));
  }

  @Test
  void namesWhatIsNativeAndWhatIsNotAndWhy() throws Exception {
    List<String> lines = lines(Refresh.FULL);
    assertThat(
            String.join(
                "\n", lines.subList(0, lines.indexOf("SPARK: the physical plan, refresh full"))))
        .isEqualTo(
            """
            SPARK: what Spark runs natively, and what by the code that all layers share

              native       filter     amount > DECIMAL(18,2) '0.00'
              native       key        country := country
              shared code  key        lower_case := lower(country)
                                        Spark has no function that is equal everywhere
              native       aggregate  count(*)
              in part      aggregate  avg(amount)
                                        the division, once a group: Spark rounds a quotient of DECIMALs twice
              shared code  aggregate  approx_distinct(country)
                                        Spark has no aggregate with an equal state to merge
              native       output     size := abs(_a1)
            """);
  }

  @Test
  void printsThePhysicalPlanWithoutNoise() throws Exception {
    List<String> lines = lines(Refresh.FULL);
    List<String> physical =
        lines.subList(lines.indexOf("SPARK: the physical plan, refresh full"), lines.size());
    assertThat(String.join("\n", physical))
        .containsSubsequence(
            "AdaptiveSparkPlan",
            "Sort",
            "Exchange",
            "ObjectHashAggregate",
            "Exchange",
            "Scan parquet",
            "partial_approx_distinct(argument2_0, shared code,",
            "hashpartitioning(key0, key1",
            "rangepartitioning(key0 ASC")
        .contains("ReadSchema: struct<country:string,amount:decimal(18,2)>")
        .contains("PushedFilters: [IsNotNull(amount), GreaterThan(amount,0.00)]")
        .contains("lower(country)")
        .doesNotContain("#", "unused", scratch.toString());
    try (Stream<Path> left = Files.list(temporary())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void printsAlsoWhatAnIncrementalRefreshDoes() throws Exception {
    List<String> lines = lines(Refresh.INCREMENTAL);
    assertThat(String.join("\n", lines))
        .containsSubsequence(
            "SPARK: the physical plan, refresh full",
            "SPARK: the physical plan, refresh incremental",
            "SortMergeJoin FullOuter",
            "merge_states(");
  }
}
