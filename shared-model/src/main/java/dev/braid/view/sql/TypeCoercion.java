package dev.braid.view.sql;

import dev.braid.plan.Cast;
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

  /** The type that both widen to; empty if there is none, or none of 38 digits. */
  static Optional<DataType> common(DataType left, DataType right) {
    if (Cast.widens(left, right)) {
      return Optional.of(right);
    }
    if (Cast.widens(right, left)) {
      return Optional.of(left);
    }
    boolean exact = isExact(left) && isExact(right);
    return exact ? commonDecimal(left.asDecimal(), right.asDecimal()) : Optional.empty();
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
    return common(left.type(), right.type())
        .map(type -> new Operands(coerce(left, type), coerce(right, type)));
  }

  private static Optional<Literal> exactly(Expression expression, DataType type) {
    boolean constant = expression instanceof Literal literal && literal.value() != null;
    if (!constant || !isExact(expression.type()) || !isExact(type)) {
      return Optional.empty();
    }
    BigDecimal value =
        (BigDecimal) Values.widen(((Literal) expression).value(), expression.type().asDecimal());
    return Values.exactly(value, type).map(exact -> new Literal(type, exact));
  }

  private static boolean isExact(DataType type) {
    return type.isInteger() || type.isDecimal();
  }

  private static Optional<DataType> commonDecimal(DataType left, DataType right) {
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return whole + scale > DataType.MAX_PRECISION
        ? Optional.empty()
        : Optional.of(DataType.decimal(whole + scale, scale));
  }

  /** A NULL without a type as one of {@code type}; anything else as it is. */
  static Expression typedAs(DataType type, Expression expression) {
    return isUntypedNull(expression) ? new Literal(type, null) : expression;
  }

  /**
   * The expression as a value of {@code type}, which it must widen to; a literal stays a literal.
   */
  static Expression coerce(Expression expression, DataType type) {
    if (expression.type().equals(type)) {
      return expression;
    }
    if (expression instanceof Literal literal) {
      return new Literal(
          type, literal.value() == null ? null : Values.widen(literal.value(), type));
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
