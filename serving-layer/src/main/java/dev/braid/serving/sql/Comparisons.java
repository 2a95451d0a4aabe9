package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.ComparisonExpression.Operator;
import io.trino.sql.tree.Node;

/** The operators = &lt;&gt; &lt; &lt;= &gt; &gt;= and IS DISTINCT FROM. */
final class Comparisons {
  private Comparisons() {}

  static Typed of(Operator operator, Typed left, Typed right, Node at) {
    SqlType common =
        TypeRules.common(left.type(), right.type())
            .orElseThrow(
                () ->
                    ServingErrors.typeMismatch(
                        left.type() + " cannot be compared with " + right.type(),
                        Statements.at(at)));
    String a = TypeRules.coerced(left, common).text();
    String b = TypeRules.coerced(right, common).text();
    if (operator == Operator.IS_DISTINCT_FROM) {
      return Typed.of("(" + a + " IS DISTINCT FROM " + b + ")", SqlType.BOOLEAN);
    }
    if (common.isFloating() && !isConstant(left) && !isConstant(right)) {
      return Typed.of(Functions.macro("float_" + name(operator), a, b), SqlType.BOOLEAN);
    }
    return Typed.of("(" + a + " " + operator.getValue() + " " + b + ")", SqlType.BOOLEAN);
  }

  /** Constants are never NaN, which compares differently in Trino and in DuckDB. */
  private static boolean isConstant(Typed value) {
    return value.constant() instanceof Long;
  }

  private static String name(Operator operator) {
    return switch (operator) {
      case EQUAL -> "equal";
      case NOT_EQUAL -> "not_equal";
      case LESS_THAN -> "less";
      case LESS_THAN_OR_EQUAL -> "less_or_equal";
      case GREATER_THAN -> "greater";
      case GREATER_THAN_OR_EQUAL -> "greater_or_equal";
      case IS_DISTINCT_FROM -> throw new IllegalStateException("not a plain comparison");
    };
  }
}
