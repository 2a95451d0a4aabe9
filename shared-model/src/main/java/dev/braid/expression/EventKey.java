package dev.braid.expression;

import dev.braid.type.Cell;
import java.util.Arrays;

/**
 * The group key of an event, and what else a caller groups by, without boxes: equal as the values
 * are. Mutable, so that one serves to look up every event; a copy of it is what a map keeps.
 */
public final class EventKey {
  private final Cell[] cells;

  EventKey(Cell[] cells) {
    this.cells = cells;
  }

  public Cell cell(int index) {
    return cells[index];
  }

  public EventKey copy() {
    Cell[] copies = Cell.row(cells.length);
    for (int i = 0; i < cells.length; i++) {
      copies[i].set(cells[i]);
    }
    return new EventKey(copies);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventKey that && Arrays.equals(cells, that.cells);
  }

  /** Spread: times cut to whole hours have many low bits in common. */
  @Override
  public int hashCode() {
    return Arrays.hashCode(cells) * 0x9E3779B9;
  }
}
