package dev.braid.view.sql;

import dev.braid.error.BraidException;
import dev.braid.error.ModelErrors;
import dev.braid.error.Place;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;

/** Finds out what a user probably wanted to compare. */
final class TypeMismatch {
  private TypeMismatch() {}

  static BraidException of(Place place, String operator, Operands operands) {
    DataType left = operands.left().type();
    DataType right = operands.right().type();
    if (left.isNumeric() && right.isNumeric()) {
      return ModelErrors.decimalsTooWide(place, operator, left, right);
    }
    return ModelErrors.noCommonType(place, operator, left, right, instead(operands));
  }

  private static String instead(Operands operands) {
    Expression left = operands.left();
    Expression right = operands.right();
    if (isText(left)) {
      return instead(operands.flipped());
    }
    boolean literal = right instanceof Literal;
    if (isText(right) && literal && isTime(left.type())) {
      return "write the constant as " + left.type() + " '…'";
    }
    if (isText(right) && literal && left.type().isNumeric()) {
      return "write the number without quotes";
    }
    if (isText(right) && left instanceof Literal && left.type().isNumeric()) {
      return "put the number in quotes";
    }
    return "compare values of one type, or CAST one of them";
  }

  private static boolean isText(Expression expression) {
    return expression.type().equals(DataType.VARCHAR);
  }

  private static boolean isTime(DataType type) {
    return type.isTemporal();
  }
}
