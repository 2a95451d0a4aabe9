package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;

/**
 * A conversion that {@link #widens} and so never fails; only DECIMAL or BIGINT to DOUBLE may round
 * (to nearest even).
 */
public record Cast(Expression value, DataType type) implements Expression {
  public Cast {
    Objects.requireNonNull(type, "type");
    if (!widens(value.type(), type)) {
      throw new IllegalArgumentException(value.type() + " does not widen to " + type);
    }
  }

  /**
   * Whether a value of {@code from} may stand where {@code to} is wanted (Trino's implicit
   * coercions).
   */
  public static boolean widens(DataType from, DataType to) {
    if (from.equals(to)) {
      return true;
    }
    return switch (to.kind()) {
      case BIGINT -> from.kind() == DataType.Kind.INTEGER;
      case DOUBLE -> from.isNumeric();
      case DECIMAL -> {
        if (!from.isInteger() && !from.isDecimal()) {
          yield false;
        }
        DataType exact = from.asDecimal();
        yield exact.scale() <= to.scale()
            && exact.precision() - exact.scale() <= to.precision() - to.scale();
      }
      case TIMESTAMP -> from.kind() == DataType.Kind.DATE;
      case BOOLEAN, INTEGER, VARCHAR, DATE -> false;
    };
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitCast(this);
  }
}
