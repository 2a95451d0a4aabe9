package dev.braid.batch.log;

import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiConsumer;

/** Cuts the log, sleeping between two looks at it. */
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

  /** Cuts each topic's log at one instant; the parameters are {@link LogCutting}'s. */
  public List<LogCut> cut(
      Map<String, Map<Epochs, Frontier>> current, BiConsumer<String, SortedSet<Integer>> waiting)
      throws InterruptedException {
    LogCutting cutting = new LogCutting(log, grace, wait, clock, current, waiting);
    Optional<List<LogCut>> cuts = cutting.look();
    while (cuts.isEmpty()) {
      sleeper.sleep(POLL);
      cuts = cutting.look();
    }
    return cuts.get();
  }
}
