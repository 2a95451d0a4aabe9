package dev.braid.simulator;

import dev.braid.log.Frontier;
import dev.braid.serving.generation.Swap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A serving process that follows the generations: the one that answers and, while there is one, the
 * next. It carries out what {@link Swap} decides, as the product's does, and sees to it that
 * whoever asks sees no count fall.
 *
 * <p>A count may fall where DESIGN lets it: when the process begins anew, when the table has gone
 * back to an earlier version, while answers say that they are degraded, where clocks break their
 * bound, and by what {@link Expectation#mayLack} names.
 */
final class Front {
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final World world;
  private Reader current;
  private Reader next;
  private long nextNumber;
  private Swap swap;
  private boolean holding;

  // What has been seen of the answers.
  private final Map<String, Integer> counts = new TreeMap<>();
  private Frontier frontier = Frontier.NONE;

  Front(World world) {
    this.world = world;
    start();
  }

  /** A new process: the one recorded answers, whatever the process before it was about to do. */
  void start() {
    current = reader(world.deployments().current());
    next = null;
    holding = false;
    counts.clear();
    frontier = Frontier.NONE;
  }

  private Reader reader(SpeedJob job) {
    return new Reader(world, "generation " + job.number(), job.topic());
  }

  /** The one that answers first. */
  List<Reader> readers() {
    return next == null ? List.of(current) : List.of(current, next);
  }

  List<Reader> answering() {
    return List.of(current);
  }

  boolean holds() {
    return holding;
  }

  void buildOn() {
    if (next != null) {
      next.turn(false);
    }
  }

  /** Follows the record, and the swap's decisions. */
  void look(Dice dice) {
    Optional<SpeedJob> wanted = world.deployments().next();
    if (next != null && (wanted.isEmpty() || wanted.get().number() != nextNumber)) {
      release();
      next = null;
    }
    if (next == null && wanted.isPresent()) {
      swap = new Swap(LONGEST_HOLD, PAUSE);
      nextNumber = wanted.get().number();
      next = reader(wanted.get());
    }
    if (next != null) {
      step(dice);
    }
  }

  private void step(Dice dice) {
    Swap.Move move =
        swap.decide(
            world.time().now(), List.of(current.facts()), List.of(next.facts()), current.held());
    if (move instanceof Swap.Move.Hold) {
      holding = true;
      current.hold();
      world.happened(Happening.HELD);
    } else if (move instanceof Swap.Move.Release) {
      release();
      world.happened(Happening.HOLD_RELEASED);
    } else if (move instanceof Swap.Move.TakeOver) {
      takeOver(dice);
    }
  }

  private void release() {
    holding = false;
    current.release();
  }

  private void takeOver(Dice dice) {
    if (dice.oneIn(10)) {
      swap.release(world.time().now(), "so the dice say");
      release();
      world.happened(Happening.SWAP_NOT_RECORDED);
      return;
    }
    world.deployments().swapped();
    if (dice.oneIn(8)) {
      start();
      world.happened(Happening.CRASHED_BETWEEN_RECORD_AND_SWAP);
      return;
    }
    check();
    checkSwap();
    current = next;
    next = null;
    holding = false;
  }

  /** What the one that leaves shows is in what the one that comes shows. */
  private void checkSwap() {
    Expectation leaving = current.expected();
    Expectation coming = next.expected();
    if (leaving.shown() == null) {
      return;
    }
    if (coming.shown() == null) {
      throw new Violation(Invariant.COUNT_NEVER_FALLS, "a generation without an answer takes over");
    }
    if (leaving.shownFrontier().isAfter(coming.shownFrontier())) {
      throw new Violation(
          Invariant.SHARED_TABLE_GOES_ON,
          "from " + leaving.shownFrontier() + " to " + coming.shownFrontier());
    }
    leaving
        .shown()
        .forEach(
            (key, events) -> {
              EventSet missing = events.minus(coming.shown().getOrDefault(key, EventSet.NONE));
              if (!missing.isEmpty()) {
                lacks(key, missing);
              }
            });
  }

  private void lacks(String key, EventSet missing) {
    for (Event event : world.log().events()) {
      if (missing.contains(event.id()) && !next.expected().mayLack(event)) {
        throw new Violation(
            Invariant.COUNT_NEVER_FALLS,
            "generation "
                + nextNumber
                + " takes over at "
                + next.facts()
                + " from "
                + current.facts()
                + " held at "
                + current.held()
                + " and lacks event "
                + event.id()
                + " of "
                + event.appendTime());
      }
    }
    counts.remove(key);
    world.happened(Happening.CLAIMED_BEFORE_READABLE);
  }

  /** After each step. */
  void check() {
    Map<String, EventSet> shown = current.expected().shown();
    if (shown == null || current.isDegraded() || world.shape().stragglers()) {
      return;
    }
    world.happened(Happening.COUNT_CHECKED);
    Frontier now = current.expected().shownFrontier();
    if (frontier.isAfter(now)) {
      counts.clear();
    }
    frontier = now;
    counts.forEach(
        (key, count) -> {
          int size = shown.getOrDefault(key, EventSet.NONE).size();
          if (size < count) {
            throw new Violation(
                Invariant.COUNT_NEVER_FALLS, key + " had " + count + " events and has " + size);
          }
        });
    shown.forEach((key, events) -> counts.put(key, events.size()));
  }

  /** Whatever is held moves on or is taken over. */
  void settle() {
    Dice dice = new Dice(world.time().now());
    while (holding) {
      readers().forEach(reader -> reader.turn(false));
      world.time().pass(500);
      look(dice);
    }
  }
}
