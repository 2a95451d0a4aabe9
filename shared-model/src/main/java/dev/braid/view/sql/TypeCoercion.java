package dev.braid.view.sql;

import dev.braid.expression.Conversions;
import dev.braid.plan.Cast;
import dev.braid.plan.CommonType;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.util.Optional;

/** Trino's implicit conversions, made explicit. */
final class TypeCoercion {
  /**
   * A NULL whose type its neighbours have yet to decide; told apart by identity. {@link #typedAs}
   * gives it a type.
   */
  static final Literal UNTYPED_NULL = new Literal(DataType.BOOLEAN, null);

  private TypeCoercion() {}

  @SuppressWarnings("ReferenceEquality")
  static boolean isUntypedNull(Expression expression) {
    return expression == UNTYPED_NULL;
  }

  /**
   * Both sides in one type. A number that the other side's type holds exactly takes that type,
   * which gives the same answer as the common one and leaves the column free of a cast; empty if
   * there is no common type.
   */
  static Optional<Operands> aligned(Operands operands) {
    Expression left = operands.left();
    Expression right = operands.right();
    Optional<Literal> exactLeft = exactly(left, right.type());
    Optional<Literal> exactRight = exactly(right, left.type());
    if (exactRight.isPresent()) {
      return Optional.of(new Operands(left, exactRight.get()));
    }
    if (exactLeft.isPresent()) {
      return Optional.of(new Operands(exactLeft.get(), right));
    }
    return CommonType.of(left.type(), right.type())
        .map(type -> new Operands(coerce(left, type), coerce(right, type)));
  }

  private static Optional<Literal> exactly(Expression expression, DataType type) {
    boolean constant = expression instanceof Literal literal && literal.value() != null;
    if (!constant || !expression.type().isExact() || !type.isExact()) {
      return Optional.empty();
    }
    DataType decimal = expression.type().asDecimal();
    BigDecimal value =
        (BigDecimal)
            Conversions.convert(expression.type(), ((Literal) expression).value(), decimal);
    return Values.exactly(value, type).map(exact -> new Literal(type, exact));
  }

  /** A NULL without a type as one of {@code type}; anything else as it is. */
  static Expression typedAs(DataType type, Expression expression) {
    return isUntypedNull(expression) ? new Literal(type, null) : expression;
  }

  /**
   * The expression as a value of {@code type}, which it must convert to; a literal stays a literal.
   */
  static Expression coerce(Expression expression, DataType type) {
    if (expression.type().equals(type)) {
      return expression;
    }
    if (expression instanceof Literal literal) {
      return new Literal(type, Conversions.convert(literal.type(), literal.value(), type));
    }
    return new Cast(expression, type);
  }

  /** The narrowest DECIMAL that holds the value as written, as Trino types decimal literals. */
  static Optional<DataType> literalDecimal(BigDecimal value) {
    int precision = Math.max(Math.max(value.precision(), value.scale()), 1);
    return precision > DataType.MAX_PRECISION
        ? Optional.empty()
        : Optional.of(DataType.decimal(precision, value.scale()));
  }
}
