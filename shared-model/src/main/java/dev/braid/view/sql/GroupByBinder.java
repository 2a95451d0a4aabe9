package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.plan.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.SimpleGroupBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GROUP BY: columns, expressions, names of outputs, positions of outputs. */
final class GroupByBinder {
  private final SqlText sql;
  private final SourceScope source;
  private final List<SelectedItem> items;

  GroupByBinder(SqlText sql, SourceScope source, List<SelectedItem> items) {
    this.sql = sql;
    this.source = source.in("GROUP BY");
    this.items = items;
  }

  /** At least one key; a key that is given twice counts once. */
  List<GroupKey> bind(GroupBy groupBy) {
    if (groupBy.isDistinct()) {
      throw sql.refuse(groupBy, Refusal.GROUPING_SETS);
    }
    List<GroupKey> keys = new ArrayList<>();
    for (GroupingElement element : groupBy.getGroupingElements()) {
      if (!(element instanceof SimpleGroupBy)) {
        throw sql.refuse(element, Refusal.GROUPING_SETS);
      }
      for (io.trino.sql.tree.Expression node : element.getExpressions()) {
        Expression expression = new ExpressionBinder(sql, source).bindTyped(meant(node));
        if (!expression.type().isComparable()) {
          throw ModelErrors.notComparable(sql.at(node), "GROUP BY", expression.type());
        }
        if (keys.stream().noneMatch(key -> key.expression().equals(expression))) {
          keys.add(new GroupKey(node, expression));
        }
      }
    }
    if (keys.isEmpty()) {
      throw sql.refuse(groupBy, Refusal.NO_GROUP_BY);
    }
    return keys;
  }

  /** A position or an output's name stands for the output's expression; columns come first. */
  private io.trino.sql.tree.Expression meant(io.trino.sql.tree.Expression node) {
    if (node instanceof LongLiteral ordinal) {
      long position = ordinal.getParsedValue();
      if (position < 1 || position > items.size()) {
        throw ModelErrors.badOrdinal(sql.at(node), ordinal.getValue(), items.size());
      }
      return items.get((int) position - 1).expression();
    }
    if (node instanceof Identifier identifier) {
      String name = SqlText.name(identifier);
      if (source.find(name).isEmpty()) {
        return output(identifier, name);
      }
    }
    return node;
  }

  private io.trino.sql.tree.Expression output(Identifier node, String name) {
    List<String> known = new ArrayList<>(source.columnNames());
    items.forEach(item -> item.name().ifPresent(known::add));
    return items.stream()
        .filter(item -> item.name().equals(Optional.of(name)))
        .findFirst()
        .map(SelectedItem::expression)
        .orElseThrow(
            () -> ModelErrors.unknownColumn(sql.at(node), name, source.source().name(), known));
  }
}
