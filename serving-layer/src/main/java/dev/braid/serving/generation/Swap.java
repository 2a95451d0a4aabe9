package dev.braid.serving.generation;

import dev.braid.serving.live.Spans;
import dev.braid.serving.live.ViewFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when the generation that is built takes the place of the one that answers, so that no
 * reader sees a count fall: the current one is held still once the next is close behind it, and the
 * next takes over when it holds every event that the held one may hold. Pure: time and facts come
 * in with {@link #decide}, the move goes out of it. Owned by one thread.
 */
public final class Swap {
  /** What to do now. */
  public sealed interface Move {
    /** Nothing yet, and why. */
    record Wait(String why) implements Move {}

    /** Hold the current generation's rows as they are, and say what they hold. */
    record Hold() implements Move {}

    /** Let the current generation's rows move on: the next one did not reach them in time. */
    record Release(String why) implements Move {}

    /** Let the next generation answer. */
    record TakeOver() implements Move {}
  }

  /** So near, the rest of the way is a moment's. */
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private static final Optional<String> LATE =
      Optional.of("the current generation does not stand still yet");

  private final Duration longestHold;
  private final Duration pause;
  private long heldSince;
  private boolean holding;
  private long notBefore = Long.MIN_VALUE;
  private String lastFailure;

  /**
   * @param longestHold how long answers may stand still
   * @param pause between two holds
   */
  public Swap(Duration longestHold, Duration pause) {
    this.longestHold = longestHold;
    this.pause = pause;
  }

  /**
   * @param now in milliseconds
   * @param current facts of the generation that answers
   * @param next facts of the generation that is built
   * @param held by view the newest event that the held rows may hold; empty while they are not held
   */
  public Move decide(
      long now, List<ViewFacts> current, List<ViewFacts> next, Optional<Map<String, Long>> held) {
    Map<String, ViewFacts> answering = new HashMap<>();
    current.forEach(view -> answering.put(view.view(), view));
    if (!holding) {
      Optional<String> obstacle = obstacle(answering, next, newest(current), CLOSE.toMillis());
      if (obstacle.isPresent()) {
        return new Move.Wait(obstacle.get());
      }
      if (now < notBefore) {
        return new Move.Wait(lastFailure);
      }
      holding = true;
      heldSince = now;
      return new Move.Hold();
    }
    Optional<String> missing = held.map(reached -> missing(answering, next, reached)).orElse(LATE);
    if (missing.isEmpty()) {
      return new Move.TakeOver();
    }
    if (now - heldSince < longestHold.toMillis()) {
      return new Move.Wait(missing.get());
    }
    return release(now, missing.get());
  }

  /** The current generation could not be left, for a reason of the caller's. */
  public Move.Release release(long now, String why) {
    holding = false;
    notBefore = now + pause.toMillis();
    lastFailure = why;
    return new Move.Release(why);
  }

  /**
   * @param newest by view the newest event that the next generation has to hold
   * @param slack how far it may still be behind, in milliseconds
   */
  private static Optional<String> obstacle(
      Map<String, ViewFacts> answering,
      List<ViewFacts> next,
      Map<String, Long> newest,
      long slack) {
    return next.stream()
        .flatMap(
            view ->
                obstacle(view, answering.get(view.view()), newest.get(view.view()), slack)
                    .map(why -> view.view() + ": " + why)
                    .stream())
        .findFirst();
  }

  /**
   * @param current null if the view is new
   * @param newest null if there is nothing to hold
   */
  private static Optional<String> obstacle(
      ViewFacts view, ViewFacts current, Long newest, long slack) {
    if (view.obstacle() != null) {
      return Optional.of(view.obstacle());
    }
    if (newest != null && !holds(view, newest - slack)) {
      return Optional.of(behind(view, newest));
    }
    return current != null && isBehindInBatch(view, current)
        ? Optional.of(waitsForBatch(view, current))
        : Optional.empty();
  }

  /** Once the current generation stands still. */
  private static Optional<String> missing(
      Map<String, ViewFacts> answering, List<ViewFacts> next, Map<String, Long> held) {
    return obstacle(answering, next, held, 0)
        .or(
            () ->
                next.stream()
                    .filter(view -> lacksEvents(view, answering.get(view.view())))
                    .map(view -> view.view() + ": " + counts(view, answering.get(view.view())))
                    .findFirst());
  }

  /**
   * The same definition counts the same events. What the speed layer says it has processed does not
   * speak of a record that its partition, idle till then, did not show yet.
   */
  private static boolean lacksEvents(ViewFacts view, ViewFacts held) {
    return held != null
        && view.definitionHash().equals(held.definitionHash())
        && view.events() < held.events();
  }

  private static String counts(ViewFacts view, ViewFacts held) {
    return "it counts " + view.events() + " events, the current generation " + held.events();
  }

  private static Map<String, Long> newest(List<ViewFacts> views) {
    Map<String, Long> newest = new HashMap<>();
    views.forEach(view -> newest.put(view.view(), view.newestEvent()));
    return newest;
  }

  /** Whether the rows hold every event appended at or before this. */
  private static boolean holds(ViewFacts view, long appendTime) {
    return view.frontier().covers(appendTime)
        || (view.processedTo() != null && view.processedTo() >= appendTime);
  }

  /** The same table: a reader must not see its version fall. */
  private static boolean isBehindInBatch(ViewFacts view, ViewFacts current) {
    return view.definitionHash().equals(current.definitionHash())
        && current.frontier().isAfter(view.frontier());
  }

  private static String waitsForBatch(ViewFacts view, ViewFacts current) {
    return "at frontier " + view.frontier() + ", the current generation at " + current.frontier();
  }

  private static String behind(ViewFacts view, long newest) {
    return view.processedTo() == null
        ? "the speed layer has not said yet how far it is"
        : "the speed layer is " + Spans.of(Math.max(0, newest - view.processedTo())) + " behind";
  }
}
