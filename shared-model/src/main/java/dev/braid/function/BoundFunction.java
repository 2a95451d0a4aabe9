package dev.braid.function;

import dev.braid.type.DataType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A function bound to the types, and the constants, of its arguments.
 *
 * @param parameters the types to which the arguments are coerced
 * @param inputs which arguments the body is given, by index: not the constants that binding has
 *     used up
 * @param body of as many values; of two, it takes more than two from left to right
 */
public record BoundFunction(
    List<DataType> parameters, DataType result, List<Integer> inputs, Body body) {
  public BoundFunction {
    parameters = List.copyOf(parameters);
    inputs = List.copyOf(inputs);
  }

  /** One whose body is given all arguments. */
  public BoundFunction(List<DataType> parameters, DataType result, Body body) {
    this(parameters, result, IntStream.range(0, parameters.size()).boxed().toList(), body);
  }
}
