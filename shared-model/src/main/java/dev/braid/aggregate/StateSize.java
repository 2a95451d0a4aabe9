package dev.braid.aggregate;

import dev.braid.type.DataType;

/**
 * How much a stored field of a state takes: so many bytes, and as many values again whose length is
 * their own. What a file format or a message adds is not counted; NULL takes nothing.
 *
 * @param exact whether every state takes so much, not only the largest
 */
public record StateSize(long bytes, long values, boolean exact) {
  private static final int LONGEST_SHORT_DECIMAL = 18;

  static StateSize atMost(long bytes) {
    return new StateSize(bytes, 0, false);
  }

  /** Of a value that is kept as it is. */
  public static StateSize of(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> fixed(1);
      case SMALLINT -> fixed(Short.BYTES);
      case INTEGER, DATE -> fixed(Integer.BYTES);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> fixed(Long.BYTES);
      case REAL -> fixed(Float.BYTES);
      case DOUBLE -> fixed(Double.BYTES);
      case DECIMAL -> fixed(type.precision() <= LONGEST_SHORT_DECIMAL ? 8 : 16);
      case VARCHAR, VARBINARY -> new StateSize(0, 1, true);
      case ARRAY, MAP -> throw new IllegalStateException("no state holds a " + type);
    };
  }

  private static StateSize fixed(long bytes) {
    return new StateSize(bytes, 0, true);
  }

  public StateSize plus(StateSize other) {
    return new StateSize(bytes + other.bytes, values + other.values, exact && other.exact);
  }

  /** {@code 16}, {@code at most 1,077}, {@code by value}, {@code 8 and 2 values}. */
  @Override
  public String toString() {
    String most = exact ? "" : "at most ";
    if (values == 0) {
      return "%s%,d".formatted(most, bytes);
    }
    if (exact && bytes == 0 && values == 1) {
      return "by value";
    }
    String held = "%,d value%s".formatted(values, values == 1 ? "" : "s");
    return bytes == 0 ? most + held : "%s%,d and %s".formatted(most, bytes, held);
  }
}
