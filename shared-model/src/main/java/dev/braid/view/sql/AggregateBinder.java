package dev.braid.view.sql;

import dev.braid.aggregate.Aggregates;
import dev.braid.error.ModelErrors;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
    boolean isOne = node instanceof FunctionCall call && Aggregates.names().contains(name(call));
    return isOne || node.getChildren().stream().anyMatch(AggregateBinder::isIn);
  }

  AggregateCall bind(FunctionCall call) {
    String name = name(call);
    if (call.isDistinct()) {
      throw sql.refuse(call, Refusal.COUNT_DISTINCT);
    }
    if (call.getFilter().isPresent()) {
      throw sql.refuse(call, Refusal.FILTER);
    }
    List<io.trino.sql.tree.Expression> arguments = call.getArguments();
    if (arguments.size() > 1) {
      throw ModelErrors.wrongArguments(sql.at(call), call.toString(), Aggregates.usage(name));
    }
    if (arguments.isEmpty()) {
      if (Aggregates.resolve(name, Optional.empty()).isEmpty()) {
        throw ModelErrors.wrongArguments(sql.at(call), call.toString(), Aggregates.usage(name));
      }
      return new AggregateCall(name, null);
    }
    io.trino.sql.tree.Expression node = arguments.get(0);
    Expression argument =
        new ExpressionBinder(sql, source.in("an aggregate's argument")).bindTyped(node);
    check(call, name, argument.type());
    return new AggregateCall(name, argument);
  }

  private void check(FunctionCall call, String name, DataType type) {
    if (Aggregates.resolve(name, Optional.of(type)).isPresent()) {
      return;
    }
    int most = Aggregates.MAX_SUM_PRECISION;
    if (type.isDecimal() && type.precision() > most) {
      throw ModelErrors.sumTooWide(sql.at(call), name, type, most);
    }
    throw ModelErrors.wrongArguments(sql.at(call), name + " of " + type, Aggregates.usage(name));
  }
}
