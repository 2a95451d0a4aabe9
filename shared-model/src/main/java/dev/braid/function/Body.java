package dev.braid.function;

import dev.braid.type.NullFlag;

/**
 * What a bound function computes from its inputs' values, none of them NULL; in the form that costs
 * no box where values of fixed width go in or come out. {@code Long}, {@code Double} and {@code
 * Object} stand for {@link dev.braid.type.Carrier}s; an object may be any value in its type's Java
 * form, as which a BOOLEAN costs nothing.
 *
 * <p>What cannot be computed is null, or {@link NullFlag#nullLong} and {@link NullFlag#nullDouble}
 * of the flag that comes with the values and is clear. Stateless and never throws on data.
 */
public sealed interface Body {
  /** From a long to a long. */
  @FunctionalInterface
  non-sealed interface LongToLong extends Body {
    long apply(long value, NullFlag nulls);
  }

  /** From a long to a double. */
  @FunctionalInterface
  non-sealed interface LongToDouble extends Body {
    double apply(long value);
  }

  /** From a long to an object. */
  @FunctionalInterface
  non-sealed interface LongToObject extends Body {
    Object apply(long value);
  }

  /** From a double to a long. */
  @FunctionalInterface
  non-sealed interface DoubleToLong extends Body {
    long apply(double value, NullFlag nulls);
  }

  /** From a double to a double. */
  @FunctionalInterface
  non-sealed interface DoubleToDouble extends Body {
    double apply(double value);
  }

  /** From a double to an object. */
  @FunctionalInterface
  non-sealed interface DoubleToObject extends Body {
    Object apply(double value);
  }

  /** From an object to a long. */
  @FunctionalInterface
  non-sealed interface ObjectToLong extends Body {
    long apply(Object value, NullFlag nulls);
  }

  /** From an object to a double. */
  @FunctionalInterface
  non-sealed interface ObjectToDouble extends Body {
    double apply(Object value, NullFlag nulls);
  }

  /** From an object to an object. */
  @FunctionalInterface
  non-sealed interface Unary extends Body {
    Object apply(Object value);
  }

  /** From two longs to a long. */
  @FunctionalInterface
  non-sealed interface LongsToLong extends Body {
    long apply(long first, long second, NullFlag nulls);
  }

  /** From two doubles to a double. */
  @FunctionalInterface
  non-sealed interface DoublesToDouble extends Body {
    double apply(double first, double second);
  }

  /** From a double and a long to a double. */
  @FunctionalInterface
  non-sealed interface DoubleLongToDouble extends Body {
    double apply(double first, long second);
  }

  /** From two objects to a long. */
  @FunctionalInterface
  non-sealed interface ObjectsToLong extends Body {
    long apply(Object first, Object second, NullFlag nulls);
  }

  /** From two objects to an object. */
  @FunctionalInterface
  non-sealed interface Binary extends Body {
    Object apply(Object first, Object second);
  }

  /** From three objects to an object. */
  @FunctionalInterface
  non-sealed interface Ternary extends Body {
    Object apply(Object first, Object second, Object third);
  }
}
