package dev.braid.expression;

import dev.braid.type.Cell;
import dev.braid.type.NullFlag;

/**
 * What expressions are evaluated over: the values of an event's columns, or of a group. One
 * thread's, which sets it anew for each.
 */
public final class InputRow extends NullFlag {
  private Object[] values;

  /** Where aggregates are handed their arguments. */
  private Cell[] arguments = new Cell[0];

  /** Over no values, for constants. */
  public InputRow() {
    this(new Object[0]);
  }

  public InputRow(Object[] values) {
    this.values = values;
  }

  /**
   * Goes to other values.
   *
   * @param newValues in their types' Java form; looked at until the next are set, never kept
   */
  public void set(Object[] newValues) {
    values = newValues;
  }

  Object value(int index) {
    return values[index];
  }

  Cell[] arguments(int count) {
    if (arguments.length < count) {
      arguments = Cell.row(count);
    }
    return arguments;
  }
}
