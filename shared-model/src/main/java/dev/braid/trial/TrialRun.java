package dev.braid.trial;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Cases with their splits: what to ask of each layer, and what follows from the answers. The first
 * events of a case are asked of Spark once, however many splits share them.
 */
public final class TrialRun {
  private record Start(Trial trial, int events) {}

  private record Parts(Trial trial, Split split, Integer batch, Integer speed) {}

  private final CompiledProject project;
  private final List<List<Parts>> cases = new ArrayList<>();
  private final List<TrialRequest.Part> batch = new ArrayList<>();
  private final List<TrialRequest.Part> speed = new ArrayList<>();

  /**
   * Draws the splits.
   *
   * @param cuts of each case, beside all to Spark and all to Flink
   * @param seed the same gives a case the same splits, whatever other cases there are
   */
  public TrialRun(CompiledProject project, List<Trial> trials, int cuts, long seed) {
    this.project = project;
    Map<Start, Integer> starts = new HashMap<>();
    for (Trial trial : trials) {
      Random random = new Random(seed * 31 + trial.name().hashCode());
      List<Parts> parts = new ArrayList<>();
      for (Split split : Split.of(trial.events().size(), cuts, random)) {
        parts.add(
            new Parts(
                trial,
                split,
                split.batchEvents() == 0
                    ? null
                    : starts.computeIfAbsent(new Start(trial, split.batchEvents()), this::add),
                split.places().isEmpty() ? null : add(trial, split)));
      }
      cases.add(parts);
    }
  }

  private int add(Start start) {
    List<TrialRequest.Event> events = new ArrayList<>();
    for (byte[] value : start.trial().events().subList(0, start.events())) {
      events.add(new TrialRequest.Event(0, 0, value));
    }
    batch.add(new TrialRequest.Part(start.trial().view().name(), events));
    return batch.size() - 1;
  }

  private int add(Trial trial, Split split) {
    List<TrialRequest.Event> events = new ArrayList<>();
    for (int i = 0; i < split.places().size(); i++) {
      Split.Place place = split.places().get(i);
      events.add(
          new TrialRequest.Event(
              place.partition(), place.epoch(), trial.events().get(split.batchEvents() + i)));
    }
    speed.add(new TrialRequest.Part(trial.view().name(), events));
    return speed.size() - 1;
  }

  public TrialRequest batchRequest() {
    return new TrialRequest(project, batch);
  }

  public TrialRequest speedRequest() {
    return new TrialRequest(project, speed);
  }

  /** How many splits all cases have together. */
  public int splits() {
    return cases.stream().mapToInt(List::size).sum();
  }

  /**
   * The outcomes of each case, split by split, in the order of the cases.
   *
   * @throws IOException if an answer is not one to the request
   */
  public List<List<Outcome>> outcomes(TrialAnswer batchAnswer, TrialAnswer speedAnswer)
      throws IOException {
    ByPart ofBatch = new ByPart(batchAnswer);
    ByPart ofSpeed = new ByPart(speedAnswer);
    List<List<Outcome>> outcomes = new ArrayList<>();
    for (List<Parts> splits : cases) {
      List<Outcome> ofCase = new ArrayList<>();
      for (Parts parts : splits) {
        ofCase.add(outcome(parts, ofBatch, ofSpeed));
      }
      outcomes.add(ofCase);
    }
    return outcomes;
  }

  private static Outcome outcome(Parts parts, ByPart batch, ByPart speed) throws IOException {
    Merge merge = new Merge(parts.trial());
    List<Outcome.Rejected> rejected = new ArrayList<>();
    if (parts.batch() != null) {
      merge.add(batch.groups(parts.batch()));
      rejected.addAll(batch.rejected(parts.batch(), 0));
    }
    if (parts.speed() != null) {
      merge.add(speed.groups(parts.speed()));
      rejected.addAll(speed.rejected(parts.speed(), parts.split().batchEvents()));
    }
    return new Outcome(parts.split(), merge.rows(), List.copyOf(rejected));
  }

  private static final class ByPart {
    private final Map<Integer, List<TrialAnswer.Group>> groups = new HashMap<>();
    private final Map<Integer, List<TrialAnswer.Rejected>> rejected = new HashMap<>();

    ByPart(TrialAnswer answer) {
      for (TrialAnswer.Group group : answer.groups()) {
        groups.computeIfAbsent(group.part(), part -> new ArrayList<>()).add(group);
      }
      for (TrialAnswer.Rejected event : answer.rejected()) {
        rejected.computeIfAbsent(event.part(), part -> new ArrayList<>()).add(event);
      }
    }

    List<TrialAnswer.Group> groups(int part) {
      return groups.getOrDefault(part, List.of());
    }

    /**
     * @param before how many events of the case are not the part's but come before it
     */
    List<Outcome.Rejected> rejected(int part, int before) {
      return rejected.getOrDefault(part, List.of()).stream()
          .map(
              event ->
                  new Outcome.Rejected(before + event.event() + 1, event.code(), event.reason()))
          .sorted((a, b) -> Integer.compare(a.event(), b.event()))
          .toList();
    }
  }

  /** As serving does: the highest version of each record, all records of a group merged. */
  private static final class Merge {
    private final CompiledView view;
    private final SpeedRecordCodec codec;
    private final Map<List<Object>, State[]> groups = new LinkedHashMap<>();

    Merge(Trial trial) {
      this.view = new CompiledView(trial.view().plan());
      this.codec = new SpeedRecordCodec(trial.view().plan());
    }

    void add(List<TrialAnswer.Group> records) throws IOException {
      Map<String, SpeedUpsert> newest = new LinkedHashMap<>();
      for (TrialAnswer.Group record : records) {
        SpeedUpsert upsert = read(record);
        newest.merge(
            record.key(),
            upsert,
            (held, next) -> next.version().supersedes(held.version()) ? next : held);
      }
      for (SpeedUpsert upsert : newest.values()) {
        view.merge(
            groups.computeIfAbsent(Arrays.asList(upsert.key()), key -> view.empty()),
            view.load(upsert.states()));
      }
    }

    private SpeedUpsert read(TrialAnswer.Group record) throws IOException {
      SpeedUpsert[] found = new SpeedUpsert[1];
      codec.read(
          record.key().getBytes(StandardCharsets.UTF_8),
          record.value().getBytes(StandardCharsets.UTF_8),
          new SpeedRecordCodec.Reader() {
            @Override
            public void upsert(SpeedUpsert upsert) {
              found[0] = upsert;
            }

            @Override
            public void heartbeat(SpeedHeartbeat heartbeat) {}
          });
      if (found[0] == null) {
        throw new IOException("no upsert: " + record);
      }
      return found[0];
    }

    Map<List<Object>, List<Object>> rows() {
      Map<List<Object>, List<Object>> rows = new LinkedHashMap<>();
      groups.forEach(
          (key, states) -> rows.put(key, Arrays.asList(view.result(key.toArray(), states))));
      return rows;
    }
  }
}
