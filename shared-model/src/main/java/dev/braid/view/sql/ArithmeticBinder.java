package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.error.Place;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.CommonType;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Node;
import java.math.BigDecimal;

/** The operators of arithmetic, over operands of one type or of two DECIMALs. */
final class ArithmeticBinder {
  private final SqlText sql;
  private final ExpressionBinder expressions;

  ArithmeticBinder(SqlText sql, ExpressionBinder expressions) {
    this.sql = sql;
    this.expressions = expressions;
  }

  Expression binary(ArithmeticBinaryExpression node) {
    Arithmetic.Operator operator =
        switch (node.getOperator()) {
          case ADD -> Arithmetic.Operator.ADD;
          case SUBTRACT -> Arithmetic.Operator.SUBTRACT;
          case MULTIPLY -> Arithmetic.Operator.MULTIPLY;
          case DIVIDE -> Arithmetic.Operator.DIVIDE;
          case MODULUS -> Arithmetic.Operator.MODULUS;
        };
    return binary(node, operator, node.getLeft(), node.getRight());
  }

  Expression binary(
      Node node,
      Arithmetic.Operator operator,
      io.trino.sql.tree.Expression left,
      io.trino.sql.tree.Expression right) {
    Operands operands = expressions.bindPair(node, left, right);
    requireNumeric(left, operator.symbol(), operands.left());
    requireNumeric(right, operator.symbol(), operands.right());
    return binary(sql.at(node), operator, operands);
  }

  /** {@code -x} is {@code -1 * x}: the one product that keeps -0.0 and NULLs what overflows. */
  Expression sign(ArithmeticUnaryExpression node) {
    Expression value = expressions.bindTyped(node.getValue());
    if (node.getSign() == ArithmeticUnaryExpression.Sign.PLUS) {
      requireNumeric(node.getValue(), "+", value);
      return value;
    }
    requireNumeric(node.getValue(), "-", value);
    DataType type = value.type().isDecimal() ? DataType.decimal(1, 0) : value.type();
    Literal minusOne =
        type.isDecimal()
            ? new Literal(type, BigDecimal.ONE.negate())
            : (Literal) TypeCoercion.coerce(new Literal(DataType.INTEGER, -1), type);
    return binary(sql.at(node), Arithmetic.Operator.MULTIPLY, new Operands(minusOne, value));
  }

  private void requireNumeric(Node node, String operator, Expression operand) {
    if (!operand.type().isNumeric()) {
      throw ModelErrors.notNumeric(sql.at(node), operator, operand.type());
    }
  }

  private static Expression binary(Place place, Arithmetic.Operator operator, Operands operands) {
    DataType leftType = operands.left().type();
    DataType rightType = operands.right().type();
    Expression left = operands.left();
    Expression right = operands.right();
    if (leftType.isDecimal() && rightType.isInteger()) {
      right = TypeCoercion.coerce(right, rightType.asDecimal());
    } else if (rightType.isDecimal() && leftType.isInteger()) {
      left = TypeCoercion.coerce(left, leftType.asDecimal());
    } else if (!(leftType.isDecimal() && rightType.isDecimal())) {
      DataType common = CommonType.of(leftType, rightType).orElseThrow();
      left = TypeCoercion.coerce(left, common);
      right = TypeCoercion.coerce(right, common);
    }
    DataType type =
        operator
            .resultType(left.type(), right.type())
            .orElseThrow(
                () -> ModelErrors.decimalsTooWide(place, operator.symbol(), leftType, rightType));
    return new Arithmetic(operator, left, right, type);
  }
}
