package dev.braid.expression;

import dev.braid.type.Carrier;
import dev.braid.type.Cell;
import dev.braid.type.DataType;

/**
 * A compiled expression. Never throws on data. Immutable and safe to share.
 *
 * <p>There is a typed call for each {@link Carrier}; an expression answers that of its type's.
 * After one, {@link InputRow#wasNull} says whether the value is NULL; what was returned is then 0,
 * 0.0 or false.
 */
public abstract class Evaluator {
  private final DataType type;

  Evaluator(DataType type) {
    this.type = type;
  }

  public final DataType type() {
    return type;
  }

  public long evaluateLong(InputRow row) {
    throw notCarriedIn(Carrier.LONG);
  }

  public double evaluateDouble(InputRow row) {
    throw notCarriedIn(Carrier.DOUBLE);
  }

  public boolean evaluateBoolean(InputRow row) {
    throw notCarriedIn(Carrier.BOOLEAN);
  }

  private IllegalStateException notCarriedIn(Carrier carrier) {
    return new IllegalStateException("no value of " + type + " is carried in a " + carrier);
  }

  /** The value of whatever type in its Java form, null for NULL; leaves the flag undefined. */
  public abstract Object evaluate(InputRow row);

  /** Whether the value is NULL; leaves the flag undefined. */
  abstract boolean isNull(InputRow row);

  /** Evaluates into a cell; leaves the flag undefined. */
  abstract void store(InputRow row, Cell into);
}
