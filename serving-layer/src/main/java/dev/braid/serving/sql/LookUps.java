package dev.braid.serving.sql;

import dev.braid.error.BraidException;
import dev.braid.serving.query.QuerySession;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.Table;

/**
 * Tells look-ups from other statements, by how they are written: some columns of one table, where
 * one is equal to something given; nothing grouped, sorted or computed.
 */
public final class LookUps {
  private LookUps() {}

  /** False of what cannot be parsed, too. */
  public static boolean isOne(String sql, QuerySession session) {
    try {
      Statement statement = Statements.parse(sql);
      if (statement instanceof Execute execute) {
        statement = SqlCatalog.prepared(execute.getName().getValue(), session);
      } else if (statement instanceof ExecuteImmediate execute) {
        statement = Statements.parse(execute.getStatement().getValue());
      }
      return statement instanceof Query query && isOne(query);
    } catch (BraidException itsOwnErrorLater) {
      return false;
    }
  }

  private static boolean isOne(Query query) {
    return query.getWith().isEmpty()
        && query.getOrderBy().isEmpty()
        && query.getQueryBody() instanceof QuerySpecification select
        && isPlain(select)
        && select.getFrom().filter(LookUps::isTable).isPresent()
        && select.getWhere().filter(LookUps::isNarrow).isPresent();
  }

  private static boolean isPlain(QuerySpecification select) {
    return select.getGroupBy().isEmpty()
        && select.getHaving().isEmpty()
        && select.getOrderBy().isEmpty()
        && !select.getSelect().isDistinct()
        && select.getSelect().getSelectItems().stream().allMatch(LookUps::isColumn);
  }

  private static boolean isColumn(SelectItem item) {
    return !(item instanceof SingleColumn column) || isName(column.getExpression());
  }

  private static boolean isTable(Relation relation) {
    return relation instanceof Table
        || relation instanceof AliasedRelation aliased && aliased.getRelation() instanceof Table;
  }

  private static boolean isNarrow(Expression condition) {
    if (condition instanceof LogicalExpression logical
        && logical.getOperator() == LogicalExpression.Operator.AND) {
      return logical.getTerms().stream().anyMatch(LookUps::isNarrow);
    }
    return condition instanceof ComparisonExpression comparison
        && comparison.getOperator() == ComparisonExpression.Operator.EQUAL
        && isName(comparison.getLeft())
        && (comparison.getRight() instanceof Literal || comparison.getRight() instanceof Parameter);
  }

  private static boolean isName(Expression expression) {
    return expression instanceof Identifier || expression instanceof DereferenceExpression;
  }
}
