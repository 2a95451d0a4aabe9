package dev.braid.batch.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.aggregate.Aggregates;
import dev.braid.batch.delta.TestSpark;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.function.ScalarFunctions;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.random.RandomViews;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the language has, Spark computes as the reference does, native or not. */
class TranslationsTest {
  private static final ColumnRef KEY = new ColumnRef("c0", 0, DataType.BOOLEAN);
  private static final ColumnRef FILTER = new ColumnRef("c1", 1, DataType.BOOLEAN);
  private static final SparkAggregate BRIDGED = new BridgedAggregate();

  private static SparkPlans spark;

  @BeforeAll
  static void start() {
    // In order: the bits of a sum, and what a sketch keeps, depend on it.
    spark =
        SparkPlans.inOrder(
            TestSpark.session(), RandomViews.SOURCE, RandomViews.events(20261124, 200));
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void whatIsNativeIsThere() {
    assertThat(Aggregates.names()).containsAll(SparkAggregates.names());
    assertThat(ScalarFunctions.names()).containsAll(SparkFunctions.names());
  }

  @Test
  void everyFunctionAnswersAsTheReference() {
    SampleCalls samples = new SampleCalls(RandomViews.SOURCE);
    List<Expression> calls = new ArrayList<>();
    for (String name : ScalarFunctions.names()) {
      List<Expression> sample = samples.of(ScalarFunctions.find(name).orElseThrow());
      assertThat(sample).as("calls of %s", name).isNotEmpty();
      calls.addAll(sample);
    }
    assertThat(spark.differences(calls)).isEmpty();
  }

  @Test
  void everyAggregateAnswersAsTheReference() {
    assertThat(spark.differences(everyAggregate(), call -> SparkAggregates.get(call.function())))
        .isEmpty();
  }

  @Test
  void everyAggregateAnswersAsTheReferenceOverTheBridge() {
    assertThat(spark.differences(everyAggregate(), call -> BRIDGED)).isEmpty();
  }

  @Test
  void everyViewAnswersAsTheReferenceOverTheBridge() {
    ViewCase any = ViewCases.all().get(0);
    List<ViewPlan> plans = ViewCases.all().stream().map(ViewCase::plan).toList();
    try (SparkPlans merging = new SparkPlans(TestSpark.session(), any.source(), any.events())) {
      assertThat(merging.differences(plans, call -> BRIDGED)).isEmpty();
    }
  }

  @Test
  void everyViewAnswersAsTheReferenceFromAnEarlierVersion() {
    ViewCase any = ViewCases.all().get(0);
    List<ViewPlan> plans = ViewCases.all().stream().map(ViewCase::plan).toList();
    try (SparkPlans merging = new SparkPlans(TestSpark.session(), any.source(), any.events())) {
      assertThat(merging.differencesIfAdvanced(plans)).isEmpty();
    }
  }

  /** A plan for each aggregate, with and without a FILTER. */
  private static List<ViewPlan> everyAggregate() {
    SampleCalls samples = new SampleCalls(RandomViews.SOURCE);
    List<ViewPlan> plans = new ArrayList<>();
    for (String name : Aggregates.names()) {
      List<AggregateCall> calls = new ArrayList<>(samples.ofAggregate(name, null));
      assertThat(calls).as("calls of %s", name).isNotEmpty();
      calls.addAll(samples.ofAggregate(name, FILTER));
      plans.add(plan(calls));
    }
    return plans;
  }

  private static ViewPlan plan(List<AggregateCall> calls) {
    List<OutputColumn> outputs = new ArrayList<>();
    outputs.add(new OutputColumn("k", new ColumnRef("k", 0, KEY.type())));
    for (AggregateCall call : calls) {
      int index = outputs.size();
      ColumnRef value = new ColumnRef("v" + index, index, call.type());
      outputs.add(new OutputColumn(value.name(), value));
    }
    List<KeyColumn> keys = List.of(new KeyColumn("k", KEY));
    return new ViewPlan(RandomViews.SOURCE.name(), null, keys, calls, outputs);
  }
}
