package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.plan.Case;
import dev.braid.plan.Coalesce;
import dev.braid.plan.CommonType;
import dev.braid.plan.Expression;
import dev.braid.plan.In;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What chooses among values of one type: CASE in its forms, COALESCE, IN. */
final class ChoiceBinder {
  private final SqlText sql;
  private final ExpressionBinder expressions;

  ChoiceBinder(SqlText sql, ExpressionBinder expressions) {
    this.sql = sql;
    this.expressions = expressions;
  }

  Expression searchedCase(SearchedCaseExpression node) {
    List<Expression> conditions =
        node.getWhenClauses().stream()
            .map(when -> expressions.bindCondition(when.getOperand(), "WHEN"))
            .toList();
    return cases(node, conditions, node.getWhenClauses(), node.getDefaultValue());
  }

  Expression simpleCase(SimpleCaseExpression node) {
    List<Expression> conditions =
        node.getWhenClauses().stream()
            .map(when -> expressions.equal(when, node.getOperand(), when.getOperand()))
            .toList();
    return cases(node, conditions, node.getWhenClauses(), node.getDefaultValue());
  }

  private Expression cases(
      Node node,
      List<Expression> conditions,
      List<WhenClause> clauses,
      Optional<io.trino.sql.tree.Expression> otherwise) {
    List<io.trino.sql.tree.Expression> results = new ArrayList<>();
    clauses.forEach(when -> results.add(when.getResult()));
    otherwise.ifPresent(results::add);
    List<Expression> unified = unified("CASE", node, results);
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(new Case.Branch(conditions.get(i), unified.get(i)));
    }
    return new Case(branches, elseOf(unified, conditions.size()));
  }

  Expression ifElse(IfExpression node) {
    Expression condition = expressions.bindCondition(node.getCondition(), "IF");
    List<io.trino.sql.tree.Expression> results = new ArrayList<>();
    results.add(node.getTrueValue());
    node.getFalseValue().ifPresent(results::add);
    List<Expression> unified = unified("IF", node, results);
    return new Case(List.of(new Case.Branch(condition, unified.get(0))), elseOf(unified, 1));
  }

  /** NULL where there is no ELSE. */
  private static Expression elseOf(List<Expression> results, int index) {
    return index < results.size() ? results.get(index) : new Literal(results.get(0).type(), null);
  }

  Expression nullIf(NullIfExpression node) {
    Expression equal = expressions.equal(node, node.getFirst(), node.getSecond());
    Expression first = expressions.bindTyped(node.getFirst());
    return new Case(List.of(new Case.Branch(equal, new Literal(first.type(), null))), first);
  }

  Expression coalesce(CoalesceExpression node) {
    return new Coalesce(unified("COALESCE", node, node.getOperands()));
  }

  Expression in(InPredicate node) {
    if (!(node.getValueList() instanceof InListExpression list)) {
      throw sql.refuse(node, Refusal.SUBQUERY);
    }
    List<io.trino.sql.tree.Expression> nodes = new ArrayList<>();
    nodes.add(node.getValue());
    nodes.addAll(list.getValues());
    List<Expression> values = unified("IN", node, nodes);
    if (!values.get(0).type().isComparable()) {
      throw ModelErrors.notComparable(sql.at(node), "IN", values.get(0).type());
    }
    return new In(values.get(0), values.subList(1, values.size()));
  }

  /**
   * All in their common type; a bare NULL takes the others'.
   *
   * @param where the construct, for the error message
   */
  List<Expression> unified(
      String where, Node node, List<? extends io.trino.sql.tree.Expression> nodes) {
    List<Expression> values = new ArrayList<>();
    DataType common = null;
    for (io.trino.sql.tree.Expression valueNode : nodes) {
      Expression value = expressions.bind(valueNode);
      values.add(value);
      if (!TypeCoercion.isUntypedNull(value)) {
        common = common == null ? value.type() : commonType(where, valueNode, common, value.type());
      }
    }
    if (common == null) {
      throw ModelErrors.untypedNull(sql.at(node));
    }
    DataType type = common;
    return values.stream()
        .map(value -> TypeCoercion.coerce(TypeCoercion.typedAs(type, value), type))
        .toList();
  }

  private DataType commonType(String where, Node node, DataType soFar, DataType type) {
    return CommonType.of(soFar, type)
        .orElseThrow(() -> ModelErrors.noCommonType(sql.at(node), where, soFar, type));
  }
}
