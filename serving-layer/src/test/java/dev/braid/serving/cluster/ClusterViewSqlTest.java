package dev.braid.serving.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Golden;
import dev.braid.aggregate.Aggregates;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.error.BraidException;
import dev.braid.log.Frontier;
import dev.braid.plan.AggregateCall;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.TestLake;
import dev.braid.serving.Views;
import dev.braid.serving.merge.BatchVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of the cluster's views; what the text answers is {@link ContractOnClusterTest}'s. */
class ClusterViewSqlTest {
  private static final ClusterNames NAMES = new ClusterNames("lake", "braid", "kafka", "default");

  private static void golden(String name, String sql) {
    Golden.check("dev/braid/serving/cluster/" + name + ".sql", sql + "\n");
  }

  private static ClusterViewSql sql(ViewDefinition view) {
    return new ClusterViewSql(view, NAMES, "braid.shop.speed." + view.name() + ".0123abcd.g3");
  }

  private static ViewDefinition view(String name) {
    ViewCase viewCase =
        ViewCases.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return new SplitStates(viewCase, viewCase.plan()).view();
  }

  private static BatchVersion version(ViewDefinition view) {
    Frontier frontier = Frontier.parse("2026-11-24T00:00:00Z");
    return new BatchVersion(
        12, TestLake.commit(view, frontier, Frontier.NONE, 1000), List.of("part-0.parquet"));
  }

  @Test
  void answersFromABatchVersionAndTheSpeedTopic() {
    ViewDefinition view = Views.totals("totals");
    golden("totals", sql(view).replaceBy(version(view)));
  }

  @Test
  void answersFromTheSpeedTopicAloneBeforeTheFirstBatchRun() {
    golden("totals-speed-alone", sql(Views.totals("totals")).replaceBy(BatchVersion.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "averages",
        "conditions",
        "variances",
        "covariances",
        "distinct_counts_by_error",
        "percentiles",
        "many_keys",
        "date_trunc_timestamp",
        "output_expressions"
      })
  void mergesAndFinishes(String name) {
    ViewDefinition view = view(name);
    golden(name, sql(view).query(version(view)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          histograms|histogram keeps states that no function of Trino's merges
          most_frequent|approx_most_frequent keeps states that no function of Trino's merges
          key_timestamp|Trino reads a Delta table's times to the millisecond, and the key k may have
          minima|and an argument of min may have microseconds; write date_trunc('millisecond', …)
          """)
  void refusesWhatWouldAnswerOtherwise(String name, String why) {
    assertThatThrownBy(() -> sql(view(name)))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("NOT_ON_CLUSTER"))
        .hasMessageStartingWith("view " + name + " is not kept in the Trino cluster: ")
        .hasMessageContaining(why);
  }

  @Test
  void everyAggregateIsMergedOrRefused() {
    Set<String> met = new TreeSet<>();
    for (ViewCase each : ViewCases.all()) {
      for (int i = 0; i < each.plan().aggregates().size(); i++) {
        AggregateCall call = each.plan().aggregates().get(i);
        met.add(call.function());
        try {
          assertThat(MergedAggregate.of(each.plan(), i).result()).isNotBlank();
        } catch (Unsayable e) {
          assertThat(call.function()).isIn("histogram", "approx_most_frequent");
        }
      }
    }
    assertThat(met).isEqualTo(Aggregates.names());
  }
}
