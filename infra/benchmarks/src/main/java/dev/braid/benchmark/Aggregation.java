package dev.braid.benchmark;

import dev.braid.benchmark.byhand.LoadByHour;
import dev.braid.benchmark.byhand.Outcomes;
import dev.braid.benchmark.byhand.PaidByCountry;
import dev.braid.benchmark.byhand.RevenueByDay;
import dev.braid.benchmark.byhand.Spread;
import dev.braid.contract.TypicalViews;
import java.util.List;
import java.util.Map;

/** A view at work on events, one after the other. */
public interface Aggregation {
  /** Takes one event, as the decoder gives it. */
  void add(Object[] event);

  /** The view's rows so far, by group key. */
  Map<List<Object>, List<Object>> rows();

  /** A typical view's, by the compiled evaluator. */
  static Aggregation compiled(String view) {
    return new CompiledAggregation(TypicalViews.plan(view, TypicalViews.TIMED.get(view)));
  }

  /** A typical view's, in Java as one would write it for this view alone. */
  static Aggregation byHand(String view) {
    return switch (view) {
      case "paid_by_country" -> new PaidByCountry();
      case "revenue_by_day" -> new RevenueByDay();
      case "outcomes" -> new Outcomes();
      case "load_by_hour" -> new LoadByHour();
      case "spread" -> new Spread();
      default -> throw new IllegalArgumentException("nobody wrote " + view + " by hand");
    };
  }
}
