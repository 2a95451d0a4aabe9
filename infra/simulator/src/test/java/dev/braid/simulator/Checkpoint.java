package dev.braid.simulator;

import dev.braid.speed.codec.Totals;
import dev.braid.speed.merge.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the speed layer can be restored from. */
final class Checkpoint {
  private final int[] offsets;
  private final int frontiers;
  private final long generation;
  private final boolean last;
  private final Map<Slot, Totals> totals = new HashMap<>();
  private final List<long[]> positions = new ArrayList<>();
  private long stragglers;
  private long step = Long.MAX_VALUE;

  /**
   * @param offsets of the source's partitions, the next to read
   * @param frontiers the next announcement to read
   * @param last whether the job ends with it
   */
  Checkpoint(int[] offsets, int frontiers, long generation, boolean last) {
    this.offsets = offsets;
    this.frontiers = frontiers;
    this.generation = generation;
    this.last = last;
  }

  int[] offsets() {
    return offsets;
  }

  int frontiers() {
    return frontiers;
  }

  long generation() {
    return generation;
  }

  boolean last() {
    return last;
  }

  void add(Map<Slot, Totals> ofSubtask, long[] position, long stragglersOfSubtask, long claimStep) {
    ofSubtask.forEach((slot, held) -> totals.put(slot, held.copy(SimView.VIEW)));
    positions.add(position);
    stragglers += stragglersOfSubtask;
    step = Math.min(step, claimStep);
  }

  Map<Slot, Totals> totals() {
    return totals;
  }

  List<long[]> positions() {
    return positions;
  }

  /** The step whose readable events are in it, as far as it claims. */
  long step() {
    return step;
  }

  long stragglers() {
    return stragglers;
  }
}
