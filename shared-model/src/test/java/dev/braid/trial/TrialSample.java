package dev.braid.trial;

import dev.braid.aggregate.State;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.error.Location;
import dev.braid.expression.CompiledView;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.source.EventDecoder;
import dev.braid.source.Rejection;
import dev.braid.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Cases over contract views, with events that are good, broken and of all kinds; and what a layer
 * must answer. An engine's test lets the engine answer one of the two requests and {@link
 * #reference} the other.
 */
public final class TrialSample {
  private static final List<String> VIEWS =
      List.of("many_keys", "maxima", "key_nan", "distinct_counts", "filter_condition");
  private static final int CUTS = 3;

  public static final TrialSample SAMPLE = new TrialSample(42);

  private final List<Trial> trials = new ArrayList<>();
  private final TrialRun run;

  private TrialSample(long seed) {
    List<ViewCase> views =
        ViewCases.all().stream().filter(view -> VIEWS.contains(view.name())).toList();
    List<ViewDefinition> definitions = views.stream().map(TrialSample::definition).toList();
    for (int i = 0; i < views.size(); i++) {
      trials.add(trial(views.get(i), definitions.get(i)));
    }
    this.run = new TrialRun(project(views.get(0).source(), definitions), trials, CUTS, seed);
  }

  private static ViewDefinition definition(ViewCase view) {
    String hash = CompiledProject.hash(view.plan());
    return new ViewDefinition(view.name(), 60_000, hash, view.plan(), view.sql());
  }

  private static CompiledProject project(Source source, List<ViewDefinition> views) {
    return new CompiledProject(
        CompiledProject.FORMAT,
        "sample",
        3,
        0,
        new KafkaSettings("127.0.0.1:1", null, Map.of()),
        "file:/nowhere",
        new ServingSettings("127.0.0.1", 1),
        List.of(source),
        views);
  }

  /** Two broken events stand in every case, one of them its last. */
  private static Trial trial(ViewCase view, ViewDefinition definition) {
    List<byte[]> events = new ArrayList<>();
    view.events().forEach(event -> events.add(view.json(event)));
    events.add(events.size() / 2, "{\"id\": ".getBytes(StandardCharsets.UTF_8));
    events.add("[1]".getBytes(StandardCharsets.UTF_8));
    List<Integer> all = IntStream.range(0, view.plan().outputs().size()).boxed().toList();
    return new Trial(
        Location.of("tests/" + view.name() + ".yml"),
        "",
        definition,
        events,
        new ExpectedRows(all, view.expected()),
        List.of("NOT_JSON", "NOT_AN_OBJECT"),
        Tolerance.DEFAULT);
  }

  public TrialRun run() {
    return run;
  }

  /** What differs from what is expected; empty if the answers are right. */
  public List<String> differences(TrialAnswer batch, TrialAnswer speed) throws IOException {
    List<String> differences = new ArrayList<>();
    List<List<Outcome>> outcomes = run.outcomes(batch, speed);
    for (int i = 0; i < trials.size(); i++) {
      Comparison comparison = new Comparison(trials.get(i));
      for (Outcome outcome : outcomes.get(i)) {
        String where = trials.get(i).name() + ", " + outcome.split() + ": ";
        comparison.differences(outcome).forEach(d -> differences.add(where + d));
        comparison.unexpectedlyRejected(outcome).forEach(r -> differences.add(where + r));
        comparison.notRejected(outcome).forEach(r -> differences.add(where + "accepted " + r));
      }
    }
    return differences;
  }

  /** The right answer to a request: every part by the reference interpreter. */
  public static TrialAnswer reference(TrialRequest request) {
    List<TrialAnswer.Group> groups = new ArrayList<>();
    List<TrialAnswer.Rejected> rejected = new ArrayList<>();
    for (int part = 0; part < request.parts().size(); part++) {
      TrialRequest.Part asked = request.parts().get(part);
      ViewPlan plan = request.project().view(asked.view()).plan();
      EventDecoder decoder = new EventDecoder(request.project().source(plan.source()));
      int columns = request.project().source(plan.source()).columns().size();
      Map<Integer, List<Object[]>> byEpoch = new TreeMap<>();
      for (int i = 0; i < asked.events().size(); i++) {
        Object[] row = new Object[columns];
        Rejection rejection = decoder.decode(asked.events().get(i).value(), row);
        if (rejection == null) {
          byEpoch
              .computeIfAbsent(asked.events().get(i).epoch(), epoch -> new ArrayList<>())
              .add(row);
        } else {
          rejected.add(new TrialAnswer.Rejected(part, i, rejection.code(), rejection.reason()));
        }
      }
      for (Map.Entry<Integer, List<Object[]>> epoch : byEpoch.entrySet()) {
        groups.addAll(groups(part, plan, epoch.getKey(), epoch.getValue()));
      }
    }
    return new TrialAnswer(groups, rejected);
  }

  private static List<TrialAnswer.Group> groups(
      int part, ViewPlan plan, int epoch, List<Object[]> events) {
    CompiledView view = new CompiledView(plan);
    SpeedRecordCodec codec = new SpeedRecordCodec(plan);
    Map<List<Object>, State[]> states =
        new LinkedHashMap<>(new ReferenceInterpreter(plan).states(events));
    List<TrialAnswer.Group> groups = new ArrayList<>();
    states.forEach(
        (key, state) -> {
          Object[] values = key.toArray();
          SpeedUpsert upsert =
              new SpeedUpsert(new Version(3, 1), epoch, values, 0, view.store(state));
          groups.add(
              new TrialAnswer.Group(
                  part,
                  new String(codec.key(epoch, values), StandardCharsets.UTF_8),
                  new String(codec.value(upsert), StandardCharsets.UTF_8)));
        });
    return groups;
  }
}
