package dev.braid.generation;

import java.util.Objects;
import java.util.TreeSet;

/**
 * What shall become of a project's generations. A pure state machine: each method gives the state
 * that follows.
 *
 * @param current answers queries
 * @param next its batch views are computed and compared; its speed and serving parts are built
 *     beside the current one's and take over once they have caught up; null if none is built
 * @param previous answered before; all it needs to answer again is kept; null if none is kept
 */
public record Generations(long current, Long next, Long previous) {

  public Generations {
    if (Objects.equals(current, next) || Objects.equals(current, previous)) {
      throw new IllegalArgumentException("generation " + current + " in two places");
    }
  }

  public static Generations first(long generation) {
    return new Generations(generation, null, null);
  }

  /** This one is to take over once it has caught up. One that was to before is given up. */
  public Generations build(long generation) {
    return new Generations(current, generation, previous);
  }

  /** The one being built answers from now on. */
  public Generations swapped() {
    return new Generations(Objects.requireNonNull(next, "next"), null, current);
  }

  /** The one being built is given up; the current one stays. */
  public Generations abandoned() {
    return new Generations(current, null, previous);
  }

  /** Nothing is kept to go back to. One that is being built anew is no longer only kept. */
  public Generations cleaned() {
    return new Generations(current, next, null);
  }

  /** Those whose speed layers have to run. */
  public TreeSet<Long> running() {
    TreeSet<Long> running = new TreeSet<>();
    running.add(current);
    if (next != null) {
      running.add(next);
    }
    return running;
  }
}
