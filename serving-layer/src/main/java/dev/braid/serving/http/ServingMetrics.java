package dev.braid.serving.http;

import dev.braid.serving.live.Answers;
import dev.braid.serving.merge.ViewState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What Prometheus reads: {@code braid_*}, times in seconds, labelled by view. */
public final class ServingMetrics implements MeterBinder, Answers.QueryTimes {
  private final Clock clock;
  private final Map<String, List<Meter>> meters = new HashMap<>();
  private volatile Supplier<List<Answers.ViewReport>> status;
  private volatile MeterRegistry registry;

  public ServingMetrics(Clock clock) {
    this.clock = clock;
  }

  /** What to measure; before the registry asks. */
  public void watch(Supplier<List<Answers.ViewReport>> watched) {
    this.status = watched;
  }

  @Override
  public void bindTo(MeterRegistry bound) {
    registry = bound;
    viewsChanged();
  }

  /** Other views may be there than before. */
  public synchronized void viewsChanged() {
    MeterRegistry bound = registry;
    if (bound == null) {
      return;
    }
    Set<String> views = new HashSet<>();
    status.get().forEach(report -> views.add(report.view()));
    for (String gone : Set.copyOf(meters.keySet())) {
      if (!views.contains(gone)) {
        meters.remove(gone).forEach(bound::remove);
      }
    }
    for (String view : views) {
      if (!meters.containsKey(view)) {
        meters.put(view, new ArrayList<>());
        bind(bound, view);
      }
    }
  }

  private void bind(MeterRegistry bound, String view) {
    gauge(
        bound,
        view,
        "braid.frontier.age",
        "Time since the frontier of the batch version in use",
        "seconds",
        report ->
            report.position() == null || report.position().batchVersion() == null
                ? Double.NaN
                : (clock.millis() - report.position().frontier().epochMillis()) / 1000.0);
    gauge(
        bound,
        view,
        "braid.batch.age",
        "Time since a batch run could have covered more",
        "seconds",
        report -> report.batchAgeMillis() == null ? Double.NaN : report.batchAgeMillis() / 1000.0);
    gauge(
        bound,
        view,
        "braid.warnings",
        "What to see to although nothing is missing yet",
        null,
        report -> report.warnings().size());
    gauge(
        bound,
        view,
        "braid.uncounted.stragglers",
        "Stragglers that the batch version in use may not have counted",
        null,
        Answers.ViewReport::uncounted);
    for (ViewState state : ViewState.values()) {
      meters
          .get(view)
          .add(
              Gauge.builder("braid.view.state", () -> is(view, state) ? 1 : 0)
                  .description("1 for the state that the view is in")
                  .tag("view", view)
                  .tag("state", state.text())
                  .register(bound));
    }
    gauge(
        bound,
        view,
        "braid.speed.lag",
        "How long the oldest event not counted yet has been waiting",
        "seconds",
        report -> report.speedLagMillis() == null ? Double.NaN : report.speedLagMillis() / 1000.0);
    gauge(
        bound,
        view,
        "braid.degraded",
        "1 if a layer is missing, else 0",
        null,
        report -> report.degraded() ? 1 : 0);
    gauge(
        bound,
        view,
        "braid.groups",
        "Rows of the merged view",
        null,
        report -> report.position() == null ? 0 : report.position().groups());
    gauge(
        bound,
        view,
        "braid.events.counted",
        "Events counted in the merged view",
        null,
        report -> report.position() == null ? 0 : report.position().events());
    gauge(
        bound,
        view,
        "braid.stragglers",
        "Events that appeared behind a frontier",
        null,
        Answers.ViewReport::stragglers);
    gauge(
        bound,
        view,
        "braid.overflowed.groups",
        "Groups with a sum that is NULL because its total has no place in its type",
        null,
        Answers.ViewReport::overflowed);
    counter(
        bound,
        view,
        "braid.upserts.applied",
        "Upserts read from the speed topic",
        Answers.ViewReport::upserts);
    counter(
        bound,
        view,
        "braid.hand.offs",
        "Moves from one batch version to another",
        Answers.ViewReport::handOffs);
  }

  private void gauge(
      MeterRegistry bound,
      String view,
      String name,
      String description,
      String unit,
      ToDoubleFunction<Answers.ViewReport> value) {
    meters
        .get(view)
        .add(
            Gauge.builder(name, () -> measured(view, value))
                .description(description)
                .baseUnit(unit)
                .tag("view", view)
                .register(bound));
  }

  private void counter(
      MeterRegistry bound,
      String view,
      String name,
      String description,
      ToDoubleFunction<Answers.ViewReport> value) {
    meters
        .get(view)
        .add(
            FunctionCounter.builder(name, this, self -> self.measured(view, value))
                .description(description)
                .tag("view", view)
                .register(bound));
  }

  private boolean is(String view, ViewState state) {
    return report(view).filter(report -> report.state() == state).isPresent();
  }

  /** Not a number for a view that another generation has just taken away. */
  private double measured(String view, ToDoubleFunction<Answers.ViewReport> value) {
    return report(view).map(value::applyAsDouble).orElse(Double.NaN);
  }

  private Optional<Answers.ViewReport> report(String view) {
    return status.get().stream().filter(report -> report.view().equals(view)).findFirst();
  }

  @Override
  public void took(Set<String> views, String outcome, Duration time) {
    MeterRegistry bound = registry;
    if (bound == null) {
      return;
    }
    for (String view : views) {
      Timer.builder("braid.query")
          .description("Time that queries of the view took")
          .tag("view", view)
          .tag("outcome", outcome)
          .publishPercentileHistogram()
          .register(bound)
          .record(time);
    }
  }
}
