package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Source;
import dev.braid.type.Identifiers;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QuerySpecification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One SELECT: from its clauses to a plan. */
final class SelectBinder {
  private final SqlText sql;
  private final Collection<Source> sources;

  SelectBinder(SqlText sql, Collection<Source> sources) {
    this.sql = sql;
    this.sources = sources;
  }

  ViewPlan bind(QuerySpecification select) {
    refuseClauses(select);
    SourceScope source =
        new FromBinder(sql, sources)
            .bind(select.getFrom().orElseThrow(() -> sql.refuse(select, Refusal.NO_FROM)));
    List<SelectedItem> items = SelectedItem.of(sql, select.getSelect());
    Expression filter =
        select
            .getWhere()
            .map(
                where ->
                    new ExpressionBinder(sql, source.in("WHERE")).bindCondition(where, "WHERE"))
            .orElse(null);
    List<GroupKey> keys =
        new GroupByBinder(sql, source, items)
            .bind(select.getGroupBy().orElseThrow(() -> sql.refuse(select, Refusal.NO_GROUP_BY)));
    OutputScope groups =
        new OutputScope(sql, source, keys.stream().map(GroupKey::expression).toList());
    List<OutputColumn> outputs = outputs(items, groups);
    return new ViewPlan(
        source.source().name(), filter, keyColumns(keys, outputs), groups.aggregates(), outputs);
  }

  private void refuseClauses(QuerySpecification select) {
    if (select.getSelect().isDistinct()) {
      throw sql.refuse(select.getSelect(), Refusal.DISTINCT);
    }
    refuse(select.getHaving(), Refusal.HAVING);
    refuse(select.getWindows().stream().findFirst(), Refusal.WINDOW);
    refuse(select.getOrderBy(), Refusal.ORDER_BY);
    refuse(select.getOffset(), Refusal.LIMIT);
    refuse(select.getLimit(), Refusal.LIMIT);
  }

  private void refuse(Optional<? extends Node> clause, Refusal refusal) {
    if (clause.isPresent()) {
      throw sql.refuse(clause.get(), refusal);
    }
  }

  private List<OutputColumn> outputs(List<SelectedItem> items, OutputScope groups) {
    ExpressionBinder binder = new ExpressionBinder(sql, groups);
    List<OutputColumn> outputs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SelectedItem item : items) {
      Expression expression = binder.bindTyped(item.expression());
      String name = item.name().orElseThrow(() -> ModelErrors.unnamedOutput(sql.at(item.node())));
      if (!Identifiers.isValid(name)) {
        throw ModelErrors.badName(sql.at(item.nameNode()), "output", name);
      }
      if (!names.add(name)) {
        throw ModelErrors.duplicateOutput(sql.at(item.nameNode()), name);
      }
      outputs.add(new OutputColumn(name, expression));
    }
    return outputs;
  }

  private List<KeyColumn> keyColumns(List<GroupKey> keys, List<OutputColumn> outputs) {
    List<KeyColumn> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      GroupKey key = keys.get(i);
      columns.add(new KeyColumn(shownAs(key, i, outputs), key.expression()));
    }
    return columns;
  }

  private String shownAs(GroupKey key, int index, List<OutputColumn> outputs) {
    return outputs.stream()
        .filter(
            output -> output.expression() instanceof ColumnRef column && column.index() == index)
        .map(OutputColumn::name)
        .findFirst()
        .orElseThrow(() -> notSelected(key, outputs));
  }

  private RuntimeException notSelected(GroupKey key, List<OutputColumn> outputs) {
    String text = key.node().toString();
    boolean hidesOutput = outputs.stream().anyMatch(output -> output.name().equals(text));
    String hint =
        hidesOutput
            ? " (GROUP BY "
                + text
                + " means the source's column, not the output of that name:"
                + " to group by the output, write its position or another name)"
            : "";
    return ModelErrors.keyNotSelected(sql.at(key.node()), text, hint);
  }
}
