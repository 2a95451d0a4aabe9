package dev.braid.plan;

import dev.braid.type.DataType;
import java.util.Objects;

/** Compares two values of one type. NULL if either is; with NaN only {@code <>} holds. */
public record Comparison(Operator operator, Expression left, Expression right)
    implements Expression {
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    /** Whether the operator holds for {@code compare(left, right)}, by its sign. */
    public boolean holds(int sign) {
      return switch (this) {
        case EQUAL -> sign == 0;
        case NOT_EQUAL -> sign != 0;
        case LESS -> sign < 0;
        case LESS_OR_EQUAL -> sign <= 0;
        case GREATER -> sign > 0;
        case GREATER_OR_EQUAL -> sign >= 0;
      };
    }
  }

  public Comparison {
    Objects.requireNonNull(operator, "operator");
    if (!left.type().equals(right.type())) {
      throw new IllegalArgumentException(left.type() + " compared with " + right.type());
    }
  }

  @Override
  public DataType type() {
    return DataType.BOOLEAN;
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitComparison(this);
  }
}
