package dev.braid.function;

/**
 * What a bound function computes from its arguments' values, none of them null; null if it cannot
 * be computed. Stateless and never throws on data.
 */
@FunctionalInterface
public interface Body {
  Object apply(Object[] values);

  /** Of one argument. */
  @FunctionalInterface
  interface Unary {
    Object apply(Object value);
  }

  /** Of two arguments. */
  @FunctionalInterface
  interface Binary {
    Object apply(Object first, Object second);
  }

  /** Of three arguments. */
  @FunctionalInterface
  interface Ternary {
    Object apply(Object first, Object second, Object third);
  }
}
