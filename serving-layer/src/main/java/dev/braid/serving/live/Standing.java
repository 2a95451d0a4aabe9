package dev.braid.serving.live;

import dev.braid.log.Frontier;
import dev.braid.serving.merge.ViewState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A view's freshness, and what is amiss with it.
 *
 * @param speedLagMillis how long the oldest event not counted yet has been waiting at most; 0 if
 *     none is, null if that is unknown
 * @param batchAgeMillis since when a batch run could have covered more; null if nothing can be said
 * @param reason why the answer is not all it could be; null if it is
 * @param warnings what to see to although the answer is all it could be
 */
record Standing(Long speedLagMillis, Long batchAgeMillis, String reason, List<String> warnings) {
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration LATE = Duration.ofSeconds(30);

  static Standing of(Seen seen) {
    Long lag = lag(seen);
    Long age = batchAge(seen);
    List<String> reasons = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    obstacle(seen).or(() -> late(lag)).ifPresent(reasons::add);
    if (age != null && age > seen.batch().errorAfterMillis()) {
      reasons.add(behind(seen, age) + "; run `braid batch run`, see its log");
    } else if (age != null && age > seen.batch().warnAfterMillis()) {
      warnings.add(behind(seen, age) + "; run `braid batch run`");
    }
    long stragglers = seen.status().uncounted();
    if (stragglers > 0) {
      warnings.add(
          (stragglers == 1 ? "1 event" : stragglers + " events")
              + " fell behind the frontier, not counted until the next batch run");
    }
    String reason = reasons.isEmpty() ? null : String.join("; ", reasons);
    return new Standing(lag, age, reason, List.copyOf(warnings));
  }

  boolean degraded() {
    return reason != null;
  }

  private static Long lag(Seen seen) {
    if (!seen.sourceKnown()) {
      return null;
    }
    if (seen.newestEvent().isEmpty()) {
      return 0L;
    }
    if (seen.processedTo() == null) {
      return null;
    }
    return seen.processedTo() >= seen.newestEvent().getAsLong()
        ? 0L
        : Math.max(0, seen.at() - seen.processedTo());
  }

  /**
   * Counts from the end of the first epoch that the batch version does not cover. A view that has
   * events and no batch version yet has aged since this process began to look: the log does not
   * tell when the view was declared, and its events may be far older than the project. So a new
   * project has all the time that a late one has, and a restart grants it again.
   */
  private static Long batchAge(Seen seen) {
    if (seen.status().position() == null || seen.status().state() == ViewState.EMPTY) {
      return null;
    }
    Frontier frontier = seen.status().frontier();
    long from =
        frontier.equals(Frontier.NONE) ? seen.since() : frontier.epochMillis() + seen.epochMillis();
    return Math.max(0, seen.at() - from);
  }

  private static String behind(Seen seen, long age) {
    Frontier frontier = seen.status().frontier();
    return frontier.equals(Frontier.NONE)
        ? "no batch run has computed the view in " + Spans.of(age)
        : "the batch view is " + Spans.of(age) + " behind: frontier " + frontier;
  }

  /** Why the rows do not hold all they should but for a late batch layer; empty if they do. */
  static Optional<String> obstacle(Seen seen) {
    Optional<String> known =
        Optional.ofNullable(seen.status().problem())
            .or(seen::speedProblem)
            .or(seen::sourcesProblem);
    if (known.isPresent()) {
      return known;
    }
    if (seen.status().heardAt() == null) {
      return Optional.of("the speed layer has not been heard of yet");
    }
    long silent = seen.at() - seen.status().heardAt();
    return silent > SILENCE.toMillis()
        ? Optional.of("the speed layer has been silent for " + silent / 1000 + " s")
        : Optional.empty();
  }

  private static Optional<String> late(Long lag) {
    return lag != null && lag > LATE.toMillis()
        ? Optional.of("the speed layer is " + lag / 1000 + " s behind the source's topic")
        : Optional.empty();
  }
}
