package dev.braid.function;

import dev.braid.type.DataType;
import java.util.List;

/**
 * A function bound to the types, and the constants, of its arguments.
 *
 * @param parameters the types to which the arguments are coerced
 */
public record BoundFunction(List<DataType> parameters, DataType result, Body body) {
  public BoundFunction {
    parameters = List.copyOf(parameters);
  }
}
