package dev.braid.view.sql;

import dev.braid.aggregate.Aggregates;
import dev.braid.error.ModelErrors;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Locale;

/** Calls of aggregates. */
final class AggregateBinder {
  private final SqlText sql;
  private final SourceScope source;

  AggregateBinder(SqlText sql, SourceScope source) {
    this.sql = sql;
    this.source = source;
  }

  /** A call's name, in lower case; qualified names keep their points and so are never known. */
  static String name(FunctionCall call) {
    return call.getName().toString().toLowerCase(Locale.ROOT);
  }

  /** Whether an aggregate is called anywhere within. */
  static boolean isIn(Node node) {
    boolean isOne =
        node instanceof FunctionCall call && Aggregates.canonicalName(name(call)).isPresent();
    return isOne || node.getChildren().stream().anyMatch(AggregateBinder::isIn);
  }

  AggregateCall bind(FunctionCall call) {
    String name = name(call);
    if (call.isDistinct()) {
      throw sql.refuse(call, Refusal.COUNT_DISTINCT);
    }
    ExpressionBinder binder = new ExpressionBinder(sql, source.in("an aggregate's argument"));
    List<Expression> arguments = call.getArguments().stream().map(binder::bindTyped).toList();
    Expression filter =
        call.getFilter()
            .map(
                node ->
                    new ExpressionBinder(sql, source.in("FILTER")).bindCondition(node, "FILTER"))
            .orElse(null);
    check(call, name, arguments);
    return new AggregateCall(Aggregates.canonicalName(name).orElseThrow(), arguments, filter);
  }

  private void check(FunctionCall call, String name, List<Expression> arguments) {
    if (Aggregates.resolve(name, arguments).isPresent()) {
      return;
    }
    int most = Aggregates.MAX_SUM_PRECISION;
    boolean isSum = name.equals("sum") || name.equals("avg");
    if (isSum && arguments.size() == 1 && arguments.get(0).type().isDecimal()) {
      throw ModelErrors.sumTooWide(sql.at(call), name, arguments.get(0).type(), most);
    }
    if (arguments.size() == 1 && !arguments.get(0).type().isComparable()) {
      throw ModelErrors.notComparable(sql.at(call), name, arguments.get(0).type());
    }
    throw ModelErrors.wrongArguments(
        sql.at(call), CallBinder.signature(name, arguments), Aggregates.usage(name));
  }
}
