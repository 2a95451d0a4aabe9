package dev.braid.batch.log;

import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Runs the {@link FrontierPlanner} against the log: captures its ends, waits, and cuts. */
public final class LogCutter {
  private static final Duration POLL = Duration.ofMillis(250);

  private final Log log;
  private final Duration grace;
  private final Duration wait;
  private final Clock clock;
  private final Sleeper sleeper;

  /**
   * @param wait how long a run may wait for open transactions, all topics together
   */
  public LogCutter(Log log, Duration grace, Duration wait, Clock clock, Sleeper sleeper) {
    this.log = log;
    this.grace = grace;
    this.wait = wait;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Cuts each topic's log at one instant.
   *
   * @param current each topic's views' epoch lengths with the least frontier they have reached. A
   *     topic none of whose views can move is not waited for
   * @param waiting told of a topic with open transactions, before waiting for them
   */
  public List<LogCut> cut(
      Map<String, Map<Epochs, Frontier>> current, BiConsumer<String, SortedSet<Integer>> waiting)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(wait);
    Map<String, String> ids = new HashMap<>();
    for (String topic : current.keySet()) {
      ids.put(topic, log.checkSource(topic));
    }
    Map<String, FrontierPlanner> planners = new TreeMap<>();
    for (String topic : current.keySet()) {
      Instant capturedAt = clock.instant();
      planners.put(topic, new FrontierPlanner(grace, capturedAt, log.ends(topic), deadline));
    }
    List<LogCut> cuts = new ArrayList<>();
    for (Map.Entry<String, FrontierPlanner> entry : planners.entrySet()) {
      String topic = entry.getKey();
      FrontierPlanner planner = entry.getValue();
      Offsets stableEnds = awaitStable(topic, planner, current.get(topic), waiting);
      cuts.add(
          new LogCut(
              topic,
              ids.get(topic),
              log.earliest(topic),
              stableEnds,
              frontiers(topic, planner, current.get(topic).keySet(), stableEnds),
              planner.unstable(stableEnds)));
    }
    return cuts;
  }

  private Offsets awaitStable(
      String topic,
      FrontierPlanner planner,
      Map<Epochs, Frontier> current,
      BiConsumer<String, SortedSet<Integer>> waiting)
      throws InterruptedException {
    boolean canMove =
        current.entrySet().stream()
            .anyMatch(view -> planner.aim(view.getKey()).isAfter(view.getValue()));
    Offsets stableEnds = log.stableEnds(topic);
    boolean told = false;
    while (canMove && planner.next(clock.instant(), stableEnds) == FrontierPlanner.Step.WAIT) {
      if (!told) {
        waiting.accept(topic, planner.unstable(stableEnds));
        told = true;
      }
      sleeper.sleep(POLL);
      stableEnds = log.stableEnds(topic);
    }
    return stableEnds;
  }

  private Map<Epochs, Frontier> frontiers(
      String topic, FrontierPlanner planner, Set<Epochs> lengths, Offsets stableEnds) {
    List<Instant> appendTimes =
        planner.unstable(stableEnds).stream()
            .map(partition -> log.appendTime(topic, partition, stableEnds.nextOr(partition, 0)))
            .toList();
    return lengths.stream()
        .collect(
            Collectors.toMap(epochs -> epochs, epochs -> planner.fallback(epochs, appendTimes)));
  }
}
