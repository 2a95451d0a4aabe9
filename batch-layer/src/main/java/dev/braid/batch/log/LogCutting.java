package dev.braid.batch.log;

import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * One cut of the log by the {@link FrontierPlanner}, a look at a time. The ends of all topics are
 * captured first; every look then sees how far the open transactions are decided.
 */
public final class LogCutting {
  private final Log log;
  private final Clock clock;
  private final Map<String, Map<Epochs, Frontier>> current;
  private final BiConsumer<String, SortedSet<Integer>> waiting;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, FrontierPlanner> planners = new TreeMap<>();
  private final Set<String> waitedFor = new HashSet<>();
  private final List<LogCut> cuts = new ArrayList<>();

  /**
   * Captures the ends of the topics' logs.
   *
   * @param wait how long the open transactions of all topics together are waited for
   * @param current each topic's views' epoch lengths with the least frontier they have reached. A
   *     topic none of whose views can move is not waited for
   * @param waiting told of a topic with open transactions, before waiting for them
   */
  public LogCutting(
      Log log,
      Duration grace,
      Duration wait,
      Clock clock,
      Map<String, Map<Epochs, Frontier>> current,
      BiConsumer<String, SortedSet<Integer>> waiting) {
    this.log = log;
    this.clock = clock;
    this.current = new TreeMap<>(current);
    this.waiting = waiting;
    Instant deadline = clock.instant().plus(wait);
    for (String topic : current.keySet()) {
      ids.put(topic, log.checkSource(topic));
    }
    for (String topic : current.keySet()) {
      Instant capturedAt = clock.instant();
      planners.put(topic, new FrontierPlanner(grace, capturedAt, log.ends(topic), deadline));
    }
  }

  /** The cuts of all topics; empty as long as transactions are to be waited for. */
  public Optional<List<LogCut>> look() {
    for (String topic : List.copyOf(current.keySet())) {
      Optional<LogCut> cut = cut(topic);
      if (cut.isEmpty()) {
        return Optional.empty();
      }
      cuts.add(cut.get());
      current.remove(topic);
    }
    return Optional.of(cuts);
  }

  private Optional<LogCut> cut(String topic) {
    FrontierPlanner planner = planners.get(topic);
    Offsets stableEnds = log.stableEnds(topic);
    if (canMove(topic) && planner.next(clock.instant(), stableEnds) == FrontierPlanner.Step.WAIT) {
      if (waitedFor.add(topic)) {
        waiting.accept(topic, planner.unstable(stableEnds));
      }
      return Optional.empty();
    }
    return Optional.of(
        new LogCut(
            topic,
            ids.get(topic),
            log.earliest(topic),
            stableEnds,
            frontiers(topic, stableEnds),
            planner.unstable(stableEnds)));
  }

  private boolean canMove(String topic) {
    FrontierPlanner planner = planners.get(topic);
    return current.get(topic).entrySet().stream()
        .anyMatch(view -> planner.aim(view.getKey()).isAfter(view.getValue()));
  }

  private Map<Epochs, Frontier> frontiers(String topic, Offsets stableEnds) {
    FrontierPlanner planner = planners.get(topic);
    List<Instant> appendTimes =
        planner.unstable(stableEnds).stream()
            .map(partition -> log.appendTime(topic, partition, stableEnds.nextOr(partition, 0)))
            .toList();
    return current.get(topic).keySet().stream()
        .collect(
            Collectors.toMap(epochs -> epochs, epochs -> planner.fallback(epochs, appendTimes)));
  }
}
