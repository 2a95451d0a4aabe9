package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/** The type in which values of several types meet: compared, chosen between, listed. */
public final class CommonType {
  private CommonType() {}

  /** The type that both widen to; empty if there is none, or none of 38 digits. */
  public static Optional<DataType> of(DataType left, DataType right) {
    if (Cast.widens(left, right)) {
      return Optional.of(right);
    }
    if (Cast.widens(right, left)) {
      return Optional.of(left);
    }
    if (left.kind() == right.kind() && left.kind() == DataType.Kind.TIMESTAMP_TZ) {
      return Optional.of(DataType.TIMESTAMP_TZ);
    }
    boolean exact = left.isExact() && right.isExact();
    return exact ? decimal(left.asDecimal(), right.asDecimal()) : Optional.empty();
  }

  /** The type that all of them, at least one, widen to. */
  public static Optional<DataType> of(List<DataType> types) {
    Optional<DataType> common = Optional.of(types.get(0));
    for (DataType type : types) {
      common = common.flatMap(soFar -> of(soFar, type));
    }
    return common;
  }

  private static Optional<DataType> decimal(DataType left, DataType right) {
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return whole + scale > DataType.MAX_PRECISION
        ? Optional.empty()
        : Optional.of(DataType.decimal(whole + scale, scale));
  }
}
