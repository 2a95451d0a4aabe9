package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.ComparisonExpression.Operator;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

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
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (equality && !common.parameters().isEmpty()) {
      String equal = equal(Typed.of(a, common), Typed.of(b, common), at);
      return Typed.of(operator == Operator.EQUAL ? equal : "(NOT " + equal + ")", SqlType.BOOLEAN);
    }
    if (common.isFloating() && mayBeOfNaN(operator, left, right)) {
      return Typed.of(Functions.macro("float_" + name(operator), a, b), SqlType.BOOLEAN);
    }
    return Typed.of("(" + a + " " + operator.getValue() + " " + b + ")", SqlType.BOOLEAN);
  }

  /**
   * Whether the side that DuckDB, which has NaN above all numbers, may find the greater one or the
   * same could be NaN. Constants never are.
   */
  private static boolean mayBeOfNaN(Operator operator, Typed left, Typed right) {
    boolean constantLeft = left.constant() instanceof Long;
    boolean constantRight = right.constant() instanceof Long;
    return switch (operator) {
      case LESS_THAN, LESS_THAN_OR_EQUAL -> !constantRight;
      case GREATER_THAN, GREATER_THAN_OR_EQUAL -> !constantLeft;
      default -> !constantLeft && !constantRight;
    };
  }

  /** Of arrays, maps and rows, where a NULL within leaves open what nothing else decides. */
  private static String equal(Typed a, Typed b, Node at) {
    return switch (a.type().kind()) {
      case ARRAY -> Functions.macro("list_equal", a.text(), b.text());
      case MAP -> Functions.macro("map_equal", a.text(), b.text());
      default -> {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < a.type().parameters().size(); i++) {
          Typed x = field(a, i);
          fields.add(of(Operator.EQUAL, x, field(b, i), at).text());
        }
        yield "(" + String.join(" AND ", fields) + ")";
      }
    };
  }

  private static Typed field(Typed row, int index) {
    return Typed.of(
        "struct_extract(" + row.text() + ", 'f" + index + "')", row.type().parameters().get(index));
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
