package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;
import java.util.Optional;

/**
 * Arithmetic over two numbers of one type, or two DECIMALs of any precision and scale. NULL if
 * either operand is, if the result does not fit {@code type}, or if an integer or DECIMAL is
 * divided by zero; REAL and DOUBLE follow IEEE 754. Integers divide towards zero, DECIMALs round
 * half away from zero; a remainder has the sign of the dividend.
 *
 * @param type as {@link Operator#resultType} gives it
 */
public record Arithmetic(Operator operator, Expression left, Expression right, DataType type)
    implements Expression {
  public enum Operator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULUS("%");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    /**
     * Trino's result type; empty if the operands do not go together or a product would need more
     * than 38 digits after the point.
     */
    public Optional<DataType> resultType(DataType left, DataType right) {
      if (left.isDecimal() && right.isDecimal()) {
        if (this == MULTIPLY) {
          int scale = left.scale() + right.scale();
          return scale > DataType.MAX_PRECISION
              ? Optional.empty()
              : Optional.of(bounded(left.precision() + right.precision(), scale));
        }
        int scale = Math.max(left.scale(), right.scale());
        int leftWhole = left.precision() - left.scale();
        int rightWhole = right.precision() - right.scale();
        if (this == DIVIDE) {
          int more = right.scale() + Math.max(0, right.scale() - left.scale());
          return Optional.of(bounded(left.precision() + more, scale));
        }
        if (this == MODULUS) {
          return Optional.of(bounded(Math.max(1, Math.min(leftWhole, rightWhole) + scale), scale));
        }
        return Optional.of(bounded(Math.max(leftWhole, rightWhole) + scale + 1, scale));
      }
      boolean same = left.equals(right) && left.isNumeric();
      return same ? Optional.of(left) : Optional.empty();
    }

    private static DataType bounded(int precision, int scale) {
      return DataType.decimal(Math.min(DataType.MAX_PRECISION, precision), scale);
    }
  }

  public Arithmetic {
    Objects.requireNonNull(operator, "operator");
    if (!operator.resultType(left.type(), right.type()).equals(Optional.of(type))) {
      throw new IllegalArgumentException(
          left.type() + " " + operator.symbol() + " " + right.type() + " is not " + type);
    }
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitArithmetic(this);
  }
}
