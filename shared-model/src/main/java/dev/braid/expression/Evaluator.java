package dev.braid.expression;

/** A compiled expression. Stateless, so safe to share between threads. */
@FunctionalInterface
public interface Evaluator {
  /**
   * The value for one row, in {@link dev.braid.type.DataType}'s Java form; never throws on data.
   */
  Object evaluate(Object[] row);
}
