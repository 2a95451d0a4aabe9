package dev.braid.batch.view;

import dev.braid.log.BatchCommit;
import dev.braid.project.Refresh;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How one version of a view is made.
 *
 * @param why it is made in full although the view asks for less; else null
 */
public record Making(Refresh refresh, String why) {
  private static final Making FULL = new Making(Refresh.FULL, null);
  private static final Making INCREMENTAL = new Making(Refresh.INCREMENTAL, null);

  /** Counts the events that came too late for a version. */
  @FunctionalInterface
  public interface Stragglers {
    long of(BatchCommit version);
  }

  /**
   * In full whenever a merge would not give what full gives.
   *
   * @param before the version to go on from; a changed definition has another table and so has none
   */
  public static Making choose(Refresh wanted, Optional<BatchCommit> before, Stragglers stragglers) {
    if (wanted == Refresh.FULL) {
      return FULL;
    }
    if (before.isEmpty()) {
      return new Making(Refresh.FULL, "no version of this definition to go on from");
    }
    long late = stragglers.of(before.get());
    return late == 0
        ? INCREMENTAL
        : new Making(Refresh.FULL, "heals " + late + (late == 1 ? " straggler" : " stragglers"));
  }

  /**
   * In full if the version to go on from does not hold what its commit says: a commit that is cut
   * off between two actions looks whole.
   *
   * @param held counts the events in that version's rows
   */
  public Making unlessTorn(Optional<BatchCommit> before, LongSupplier held) {
    if (refresh == Refresh.FULL) {
      return this;
    }
    long events = held.getAsLong();
    long said = before.orElseThrow().events();
    return events == said
        ? this
        : new Making(
            Refresh.FULL,
            "the version before holds " + events + " events, its commit says " + said);
  }

  /** {@code incremental}, {@code full}, or {@code full: } and why. */
  @Override
  public String toString() {
    String how = refresh == Refresh.FULL ? "full" : "incremental";
    return why == null ? how : how + ": " + why;
  }
}
