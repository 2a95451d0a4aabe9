package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One SELECT. */
final class SelectTranslator {
  private final QueryTranslator queries;
  private final Scope outer;

  /** An item of the SELECT list. */
  private record Item(String name, Expression expression, Typed value) {}

  SelectTranslator(QueryTranslator queries, Scope outer) {
    this.queries = queries;
    this.outer = outer;
  }

  QueryText translate(QuerySpecification select) {
    Relations relations = new Relations(queries, outer);
    Relations.Rel from = select.getFrom().map(relations::translate).orElse(null);
    Scope source = Scope.of(from == null ? List.of() : from.fields(), outer);
    Map<String, WindowSpecification> windows = new HashMap<>();
    select
        .getWindows()
        .forEach(
            window ->
                windows.put(
                    window.getName().getValue().toLowerCase(Locale.ROOT), window.getWindow()));
    Expressions rows = queries.expressions(source, null, windows);

    StringBuilder tail = new StringBuilder();
    select
        .getWhere()
        .filter(Grouping::holdsWindow)
        .ifPresent(
            where -> {
              throw ServingErrors.windowNotAllowed(Statements.at(where));
            });
    select
        .getWhere()
        .ifPresent(where -> tail.append(" WHERE ").append(rows.condition(where).text()));
    Grouping grouping = null;
    if (isGrouped(select)) {
      grouping = new Grouping(source);
      if (select.getGroupBy().isPresent()) {
        tail.append(groupBy(select.getGroupBy().get(), select, rows, grouping));
      }
    }
    Expressions place = queries.expressions(source, grouping, windows);
    List<Item> items = items(select, place, from);
    if (items.isEmpty()) {
      throw Expressions.notSupported("SELECT without a column", select);
    }
    select
        .getHaving()
        .ifPresent(having -> tail.append(" HAVING ").append(place.condition(having).text()));
    boolean distinct = select.getSelect().isDistinct();
    select.getOrderBy().ifPresent(orderBy -> tail.append(orderBy(orderBy, items, place, distinct)));
    tail.append(queries.limits(select.getLimit(), select.getOffset()));

    List<String> texts = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Item item : items) {
      texts.add(item.value().text() + " AS " + QueryText.column(texts.size()));
      columns.add(
          new Column(QueryTranslator.nameOf(item.name(), columns.size()), item.value().type()));
    }
    return new QueryText(
        (select.getSelect().isDistinct() ? "SELECT DISTINCT " : "SELECT ")
            + String.join(", ", texts)
            + (from == null ? "" : " FROM " + from.sql())
            + tail,
        columns);
  }

  private static boolean isGrouped(QuerySpecification select) {
    return select.getGroupBy().isPresent()
        || select.getHaving().isPresent()
        || Grouping.holdsAggregate(select.getSelect())
        || select.getOrderBy().filter(Grouping::holdsAggregate).isPresent();
  }

  private String groupBy(
      GroupBy groupBy, QuerySpecification select, Expressions rows, Grouping grouping) {
    if (groupBy.isDistinct()) {
      throw Expressions.notSupported("GROUP BY DISTINCT", groupBy);
    }
    List<String> elements = new ArrayList<>();
    for (GroupingElement element : groupBy.getGroupingElements()) {
      if (element instanceof SimpleGroupBy simple) {
        List<String> keys = new ArrayList<>();
        simple.getExpressions().forEach(key -> keys.add(key(key, select, rows, grouping)));
        elements.add(keys.isEmpty() ? "GROUPING SETS (())" : String.join(", ", keys));
      } else if (element instanceof GroupingSets sets) {
        String all =
            sets.getSets().stream()
                .map(
                    set ->
                        set.stream()
                            .map(key -> key(key, select, rows, grouping))
                            .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ", "(", ")"));
        elements.add(
            switch (sets.getType()) {
              case EXPLICIT -> "GROUPING SETS " + all;
              case ROLLUP -> "ROLLUP " + all;
              case CUBE -> "CUBE " + all;
            });
      } else {
        throw Expressions.notSupported("this GROUP BY", element);
      }
    }
    return elements.isEmpty() ? "" : " GROUP BY " + String.join(", ", elements);
  }

  private static String key(
      Expression key, QuerySpecification select, Expressions rows, Grouping grouping) {
    Expression meant = key;
    if (key instanceof LongLiteral ordinal) {
      List<SelectItem> items = select.getSelect().getSelectItems();
      int index = QueryTranslator.ordinal(ordinal, items.size()) - 1;
      if (!(items.get(index) instanceof SingleColumn column)
          || items.subList(0, index).stream().anyMatch(item -> item instanceof AllColumns)) {
        throw Expressions.notSupported("a column of * by its number", key);
      }
      meant = column.getExpression();
      if (Grouping.holdsAggregate(meant)) {
        throw ServingErrors.aggregateNotAllowed("an aggregate", Statements.at(key));
      }
    }
    Typed value = rows.translate(meant);
    grouping.add(value);
    // A bare number would be taken for a place in the SELECT list.
    return value.constant() instanceof Long
        ? "CAST(" + value.text() + " AS " + Duck.name(value.type()) + ")"
        : value.text();
  }

  private List<Item> items(QuerySpecification select, Expressions place, Relations.Rel from) {
    List<Item> items = new ArrayList<>();
    for (SelectItem item : select.getSelect().getSelectItems()) {
      if (item instanceof SingleColumn column) {
        Expression expression = column.getExpression();
        String name = column.getAlias().map(Identifier::getValue).orElseGet(() -> name(expression));
        items.add(new Item(name, expression, place.translate(expression)));
      } else {
        all((AllColumns) item, place, from, items);
      }
    }
    return items;
  }

  private static String name(Expression expression) {
    if (expression instanceof Identifier identifier) {
      return identifier.getValue();
    }
    return expression instanceof DereferenceExpression qualified
            && DereferenceExpression.getQualifiedName(qualified) != null
        ? qualified.getField().map(Identifier::getValue).orElse(null)
        : null;
  }

  private static void all(AllColumns all, Expressions place, Relations.Rel from, List<Item> items) {
    String relation = null;
    if (all.getTarget().isPresent()) {
      if (!(all.getTarget().get() instanceof Identifier name)) {
        throw Expressions.notSupported("the fields of a ROW by *", all);
      }
      relation = name.getValue();
    }
    List<Field> fields = new ArrayList<>();
    for (Field field : from == null ? List.<Field>of() : from.fields()) {
      if (!field.hidden() && (relation == null || relation.equalsIgnoreCase(field.relation()))) {
        fields.add(field);
      }
    }
    if (from == null) {
      throw ServingErrors.noColumns(Statements.at(all));
    }
    if (fields.isEmpty()) {
      throw ServingErrors.tableNotFound(
          relation == null ? "*" : relation, List.of(), Statements.at(all));
    }
    List<Identifier> aliases = all.getAliases();
    if (!aliases.isEmpty() && aliases.size() != fields.size()) {
      throw ServingErrors.columnCount(aliases.size(), fields.size(), Statements.at(all));
    }
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (place.grouping() != null && place.grouping().keyOf(field.text()).isEmpty()) {
        throw ServingErrors.notAggregate(field.name(), Statements.at(all));
      }
      String name = aliases.isEmpty() ? field.name() : aliases.get(i).getValue();
      items.add(new Item(name, null, Typed.of(field.text(), field.type())));
    }
  }

  private static String orderBy(
      OrderBy orderBy, List<Item> items, Expressions place, boolean distinct) {
    List<Field> outputs = new ArrayList<>();
    for (Item item : items) {
      if (item.name() != null) {
        outputs.add(new Field(null, item.name(), item.value().type(), item.value().text(), false));
      }
    }
    return orderBy.getSortItems().stream()
        .map(item -> sortKey(item, items, outputs, place, distinct) + Sorting.direction(item))
        .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  private static String sortKey(
      SortItem item, List<Item> items, List<Field> outputs, Expressions place, boolean distinct) {
    Expression key = item.getSortKey();
    if (key instanceof LongLiteral ordinal) {
      return Integer.toString(QueryTranslator.ordinal(ordinal, items.size()));
    }
    if (key instanceof Identifier identifier) {
      List<Integer> matches = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        if (identifier.getValue().equalsIgnoreCase(items.get(i).name())) {
          matches.add(i + 1);
        }
      }
      boolean same =
          matches.stream().map(i -> items.get(i - 1).value().text()).distinct().count() == 1;
      if (same) {
        return Integer.toString(matches.get(0));
      }
      if (!matches.isEmpty()) {
        throw ServingErrors.ambiguousName(identifier.getValue(), Statements.at(key));
      }
    }
    // Outputs are nearer than the columns that they are made of.
    Scope inner = new Scope(List.copyOf(outputs), place.scope(), false);
    String text = place.within(inner).translate(key).text();
    if (distinct && items.stream().noneMatch(output -> output.value().text().equals(text))) {
      throw ServingErrors.notInDistinct(Statements.at(key));
    }
    return text;
  }
}
