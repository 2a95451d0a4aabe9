package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Queries: WITH, set operations, ORDER BY and LIMIT around what {@link SelectTranslator} does. */
final class QueryTranslator {
  private final Resolving resolving;
  private final Map<String, QueryText> named;

  QueryTranslator(Resolving resolving) {
    this(resolving, Map.of());
  }

  /**
   * @param named WITH queries in sight, by name in lower case; their text is a name
   */
  private QueryTranslator(Resolving resolving, Map<String, QueryText> named) {
    this.resolving = resolving;
    this.named = named;
  }

  Resolving resolving() {
    return resolving;
  }

  /** The WITH query of a name. */
  Optional<QueryText> named(String name) {
    return Optional.ofNullable(named.get(name.toLowerCase(Locale.ROOT)));
  }

  QueryText translate(Query query, Scope outer) {
    resolving.enter();
    try {
      if (!query.getFunctions().isEmpty()) {
        throw Expressions.notSupported("a function in a query", query.getFunctions().get(0));
      }
      return query.getWith().isPresent()
          ? with(query.getWith().get(), query, outer)
          : unnamed(query, outer);
    } finally {
      resolving.leave();
    }
  }

  private QueryText with(With with, Query query, Scope outer) {
    Map<String, QueryText> inSight = new HashMap<>(named);
    List<String> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (WithQuery part : with.getQueries()) {
      if (!seen.add(part.getName().getValue().toLowerCase(Locale.ROOT))) {
        throw ServingErrors.duplicateQuery(part.getName().getValue(), Statements.at(part));
      }
      String alias = resolving.alias("w");
      QueryTranslator inner = new QueryTranslator(resolving, Map.copyOf(inSight));
      QueryText text =
          with.isRecursive()
              ? inner.recursive(part, alias, outer)
              : inner.translate(part.getQuery(), outer);
      List<Column> columns = renamed(text.columns(), part);
      texts.add(alias + " AS (" + text.sql() + ")");
      inSight.put(
          part.getName().getValue().toLowerCase(Locale.ROOT), new QueryText(alias, columns));
    }
    QueryText body = new QueryTranslator(resolving, Map.copyOf(inSight)).unnamed(query, outer);
    return new QueryText(
        (with.isRecursive() ? "WITH RECURSIVE " : "WITH ")
            + String.join(", ", texts)
            + " "
            + body.sql(),
        body.columns());
  }

  private static List<Column> renamed(List<Column> columns, WithQuery part) {
    if (part.getColumnNames().isEmpty()) {
      return columns;
    }
    List<Identifier> names = part.getColumnNames().get();
    if (names.size() != columns.size()) {
      throw ServingErrors.columnCount(names.size(), columns.size(), Statements.at(part));
    }
    List<Column> renamed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      renamed.add(new Column(names.get(i).getValue(), columns.get(i).type()));
    }
    return renamed;
  }

  private QueryText recursive(WithQuery part, String alias, Scope outer) {
    if (!(part.getQuery().getQueryBody() instanceof Union union)
        || union.getRelations().size() != 2) {
      return translate(part.getQuery(), outer);
    }
    QueryText first = body(part(union, 0), outer);
    Map<String, QueryText> inSight = new HashMap<>(named);
    inSight.put(
        part.getName().getValue().toLowerCase(Locale.ROOT),
        new QueryText(alias, renamed(first.columns(), part)));
    QueryText second =
        new QueryTranslator(resolving, Map.copyOf(inSight)).body(part(union, 1), outer);
    if (second.columns().size() != first.columns().size()) {
      throw ServingErrors.columnCount(
          first.columns().size(), second.columns().size(), Statements.at(part));
    }
    List<SqlType> types = first.columns().stream().map(Column::type).toList();
    return new QueryText(
        first.sql() + (union.isDistinct() ? " UNION " : " UNION ALL ") + as(second, types),
        first.columns());
  }

  private static QueryBody part(SetOperation operation, int index) {
    Relation relation = operation.getRelations().get(index);
    if (relation instanceof QueryBody body) {
      return body;
    }
    throw Expressions.notSupported("this part of a set operation", relation);
  }

  private QueryText unnamed(Query query, Scope outer) {
    QueryBody body = query.getQueryBody();
    QueryText text = body(body, outer);
    if (query.getOrderBy().isEmpty() && query.getOffset().isEmpty() && query.getLimit().isEmpty()) {
      return text;
    }
    String alias = resolving.alias("r");
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < text.columns().size(); i++) {
      Column column = text.columns().get(i);
      String name = alias + "." + QueryText.column(i);
      fields.add(new Field(null, column.name(), column.type(), name, false));
    }
    Expressions place = expressions(Scope.of(fields, outer), null, Map.of());
    String order =
        query.getOrderBy().map(by -> " ORDER BY " + outputOrder(by, place, fields)).orElse("");
    return new QueryText(
        "SELECT * FROM ("
            + text.sql()
            + ") AS "
            + alias
            + order
            + limits(query.getLimit(), query.getOffset()),
        text.columns());
  }

  private static String outputOrder(OrderBy orderBy, Expressions place, List<Field> fields) {
    return orderBy.getSortItems().stream()
        .map(item -> outputKey(item, place, fields.size()) + Sorting.direction(item))
        .collect(Collectors.joining(", "));
  }

  private static String outputKey(SortItem item, Expressions place, int columns) {
    return item.getSortKey() instanceof LongLiteral ordinal
        ? Integer.toString(ordinal(ordinal, columns))
        : place.translate(item.getSortKey()).text();
  }

  /** A column named by its place in the SELECT list. */
  static int ordinal(LongLiteral literal, int columns) {
    long ordinal = literal.getParsedValue();
    if (ordinal < 1 || ordinal > columns) {
      throw ServingErrors.invalidColumnReference(ordinal, columns, Statements.at(literal));
    }
    return (int) ordinal;
  }

  QueryText body(QueryBody body, Scope outer) {
    if (body instanceof QuerySpecification select) {
      return new SelectTranslator(this, outer).translate(select);
    }
    if (body instanceof TableSubquery subquery) {
      return translate(subquery.getQuery(), outer);
    }
    if (body instanceof Table || body instanceof Values) {
      Relations.Rel relation = new Relations(this, outer).translate(body);
      List<Field> shown = relation.fields().stream().filter(field -> !field.hidden()).toList();
      return select(relation.sql(), shown);
    }
    if (body instanceof SetOperation operation) {
      return setOperation(operation, outer);
    }
    throw Expressions.notSupported("this query", body);
  }

  private static QueryText select(String from, List<Field> fields) {
    List<String> items = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Field field : fields) {
      items.add(field.text() + " AS " + QueryText.column(items.size()));
      columns.add(new Column(nameOf(field.name(), columns.size()), field.type()));
    }
    return new QueryText("SELECT " + String.join(", ", items) + " FROM " + from, columns);
  }

  /** A column without a name gets the one that Trino gives it. */
  static String nameOf(String name, int index) {
    return name == null ? "_col" + index : name;
  }

  private QueryText setOperation(SetOperation operation, Scope outer) {
    List<QueryText> parts = new ArrayList<>();
    for (int i = 0; i < operation.getRelations().size(); i++) {
      parts.add(body(part(operation, i), outer));
    }
    List<SqlType> types =
        new ArrayList<>(parts.get(0).columns().stream().map(Column::type).toList());
    for (QueryText part : parts) {
      if (part.columns().size() != types.size()) {
        throw ServingErrors.typeMismatch(
            "one part has " + types.size() + " columns, another " + part.columns().size(),
            Statements.at(operation));
      }
      for (int i = 0; i < types.size(); i++) {
        SqlType a = types.get(i);
        SqlType b = part.columns().get(i).type();
        types.set(
            i,
            TypeRules.common(a, b)
                .orElseThrow(
                    () ->
                        ServingErrors.typeMismatch(
                            a + " and " + b + " in one column", Statements.at(operation))));
      }
    }
    String word =
        operation instanceof Union
            ? "UNION"
            : operation instanceof Intersect ? "INTERSECT" : "EXCEPT";
    if (!(operation instanceof Union
        || operation instanceof Intersect
        || operation instanceof Except)) {
      throw Expressions.notSupported("this set operation", operation);
    }
    String joint = operation.isDistinct() ? " " + word + " " : " " + word + " ALL ";
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Column(parts.get(0).columns().get(i).name(), types.get(i)));
    }
    return new QueryText(
        parts.stream().map(part -> "(" + as(part, types) + ")").collect(Collectors.joining(joint)),
        columns);
  }

  private static String as(QueryText query, List<SqlType> types) {
    List<String> items = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < types.size(); i++) {
      String column = QueryText.column(i);
      boolean differs = !query.columns().get(i).type().equals(types.get(i));
      same &= !differs;
      items.add(differs ? Duck.cast(column, types.get(i)) + " AS " + column : column);
    }
    return same
        ? query.sql()
        : "SELECT " + String.join(", ", items) + " FROM (" + query.sql() + ")";
  }

  Expressions expressions(
      Scope scope, Grouping grouping, Map<String, io.trino.sql.tree.WindowSpecification> windows) {
    return new Expressions(resolving, this::translate, scope, grouping, windows);
  }

  String limits(Optional<Node> limit, Optional<Offset> offset) {
    String text = "";
    if (limit.isPresent()) {
      if (limit.get() instanceof Limit rows) {
        text = rowCount(rows.getRowCount()).map(count -> " LIMIT " + count).orElse("");
      } else if (limit.get() instanceof FetchFirst fetch && !fetch.isWithTies()) {
        text = " LIMIT " + fetch.getRowCount().flatMap(this::rowCount).orElse(1L);
      } else {
        throw Expressions.notSupported("FETCH FIRST … WITH TIES", limit.get());
      }
    }
    return text
        + offset.flatMap(skip -> rowCount(skip.getRowCount())).map(n -> " OFFSET " + n).orElse("");
  }

  /** Empty for ALL. */
  private Optional<Long> rowCount(Expression count) {
    if (count instanceof io.trino.sql.tree.AllRows) {
      return Optional.empty();
    }
    Expression given = count;
    if (count instanceof Parameter parameter && parameter.getId() < resolving.parameters().size()) {
      given = resolving.parameters().get(parameter.getId());
    }
    Object constant = expressions(Scope.none(null), null, Map.of()).translate(given).constant();
    if (constant instanceof Long number && number >= 0) {
      return Optional.of(number);
    }
    throw ServingErrors.invalidArgument("a number of rows is wanted here", Statements.at(count));
  }
}
