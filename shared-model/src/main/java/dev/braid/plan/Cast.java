package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;

/**
 * A conversion; NULL where the value has no equal in the other type. {@code CAST}, {@code
 * TRY_CAST}, {@code AT TIME ZONE} and every implicit coercion are this one node.
 */
public record Cast(Expression value, DataType type) implements Expression {
  public Cast {
    Objects.requireNonNull(type, "type");
    if (!converts(value.type(), type)) {
      throw new IllegalArgumentException(value.type() + " does not convert to " + type);
    }
  }

  /**
   * Whether a value of {@code from} may stand where {@code to} is wanted (Trino's implicit
   * coercions). Never fails; only what becomes REAL or DOUBLE may round, to nearest even.
   */
  public static boolean widens(DataType from, DataType to) {
    if (from.equals(to)) {
      return true;
    }
    return switch (to.kind()) {
      case INTEGER -> from.kind() == DataType.Kind.SMALLINT;
      case BIGINT -> from.kind() == DataType.Kind.SMALLINT || from.kind() == DataType.Kind.INTEGER;
      case REAL -> from.isExact();
      case DOUBLE -> from.isNumeric();
      case DECIMAL -> {
        if (!from.isExact()) {
          yield false;
        }
        DataType exact = from.asDecimal();
        yield exact.scale() <= to.scale()
            && exact.precision() - exact.scale() <= to.precision() - to.scale();
      }
      case TIMESTAMP -> from.kind() == DataType.Kind.DATE;
      case TIMESTAMP_TZ -> from.isTemporal();
      case BOOLEAN, SMALLINT, VARCHAR, VARBINARY, DATE, ARRAY, MAP -> false;
    };
  }

  /** Whether {@code CAST} may be written from one type to the other. */
  public static boolean converts(DataType from, DataType to) {
    if (widens(from, to)) {
      return true;
    }
    return switch (to.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL ->
          from.isNumeric() || from.equals(DataType.BOOLEAN) || from.equals(DataType.VARCHAR);
      case VARCHAR -> from.isComparable() && !from.equals(DataType.VARBINARY);
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> from.isTemporal() || from.equals(DataType.VARCHAR);
      case VARBINARY, ARRAY, MAP -> false;
    };
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitCast(this);
  }
}
