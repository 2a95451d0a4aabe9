package dev.braid.speed.merge;

import dev.braid.speed.codec.Totals;
import java.util.function.Consumer;

/** The totals that one merge subtask keeps, and that outlive it in checkpoints. */
public interface TotalsStore {
  /** Null if nothing is kept of the slot. */
  Totals get(Slot slot);

  void put(Slot slot, Totals totals);

  void clear(Slot slot);

  /** Tells of every slot that something is kept of. */
  void forEachSlot(Consumer<Slot> visitor);
}
