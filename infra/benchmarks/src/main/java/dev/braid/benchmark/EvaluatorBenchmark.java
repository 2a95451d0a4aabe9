package dev.braid.benchmark;

import dev.braid.contract.TypicalViews;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Filter, group key, look-up and aggregates of one decoded event, compiled and by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EvaluatorBenchmark {
  static final int EVENTS = 20_000;

  @Param({"paid_by_country", "revenue_by_day", "outcomes", "load_by_hour", "spread"})
  public String view;

  private Object[][] events;
  private Aggregation compiled;
  private Aggregation byHand;

  /** Every group is known before the clock starts. */
  @Setup
  public void prepare() {
    events = TypicalViews.events(EVENTS).toArray(Object[][]::new);
    compiled = Aggregation.compiled(view);
    byHand = Aggregation.byHand(view);
    addAll(compiled);
    addAll(byHand);
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Object compiled() {
    return addAll(compiled);
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public Object byHand() {
    return addAll(byHand);
  }

  private Aggregation addAll(Aggregation aggregation) {
    for (Object[] event : events) {
      aggregation.add(event);
    }
    return aggregation;
  }
}
