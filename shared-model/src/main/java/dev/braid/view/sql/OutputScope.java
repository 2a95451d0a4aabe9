package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Expressions over one group: its keys, followed by its aggregates' results. Gathers the aggregates
 * it meets; equal ones are one.
 */
final class OutputScope implements Scope {
  private final SqlText sql;
  private final SourceScope source;
  private final List<Expression> keys;
  private final List<AggregateCall> aggregates = new ArrayList<>();

  OutputScope(SqlText sql, SourceScope source, List<Expression> keys) {
    this.sql = sql;
    this.source = source;
    this.keys = keys;
  }

  List<AggregateCall> aggregates() {
    return aggregates;
  }

  @Override
  public Optional<Expression> whole(io.trino.sql.tree.Expression node) {
    if (AggregateBinder.isIn(node)) {
      return Optional.empty();
    }
    Expression bound = new ExpressionBinder(sql, source).bind(node);
    int key = keys.indexOf(bound);
    return key < 0 ? Optional.empty() : Optional.of(new ColumnRef("_k" + key, key, bound.type()));
  }

  @Override
  public Expression column(Node node, List<Identifier> parts) {
    throw ModelErrors.notGrouped(sql.at(node), node.toString());
  }

  @Override
  public Expression aggregate(FunctionCall call) {
    AggregateCall bound = new AggregateBinder(sql, source).bind(call);
    int index = aggregates.indexOf(bound);
    if (index < 0) {
      index = aggregates.size();
      aggregates.add(bound);
    }
    return new ColumnRef("_a" + index, keys.size() + index, bound.type());
  }
}
