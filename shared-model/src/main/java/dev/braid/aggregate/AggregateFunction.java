package dev.braid.aggregate;

import dev.braid.type.DataType;
import java.util.List;

/** An aggregate bound to its arguments' types and constants. Immutable. */
public interface AggregateFunction {
  DataType resultType();

  /** What a stored state consists of. */
  List<StateField> stateFields();

  /** A new state that has seen nothing: merge's identity. */
  State empty();

  /**
   * A new state from fields that {@link State#store} gave, or that another engine computed alike.
   */
  State load(Object[] fields, int offset);
}
