package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What stands in FROM. */
final class Relations {
  private final QueryTranslator queries;
  private final Resolving resolving;
  private final Scope outer;

  /** A relation in the engine's SQL, and its columns. */
  record Rel(String sql, List<Field> fields) {}

  /**
   * @param outer what is in sight from around, without the other relations of the same FROM
   */
  Relations(QueryTranslator queries, Scope outer) {
    this.queries = queries;
    this.resolving = queries.resolving();
    this.outer = outer;
  }

  Rel translate(Relation relation) {
    resolving.enter();
    try {
      return node(relation);
    } finally {
      resolving.leave();
    }
  }

  private Rel node(Relation relation) {
    if (relation instanceof Table table) {
      return table(table);
    }
    if (relation instanceof AliasedRelation aliased) {
      return aliased(aliased);
    }
    if (relation instanceof TableSubquery subquery) {
      return derived("(", queries.translate(subquery.getQuery(), outer), null);
    }
    if (relation instanceof Lateral lateral) {
      return derived("LATERAL (", queries.translate(lateral.getQuery(), outer), null);
    }
    if (relation instanceof Values values) {
      return values(values);
    }
    if (relation instanceof Unnest unnest) {
      return unnest(unnest);
    }
    if (relation instanceof Join join) {
      return join(join);
    }
    if (relation instanceof SampledRelation sampled) {
      return sampled(sampled);
    }
    throw Expressions.notSupported(
        relation.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ") + " in FROM",
        relation);
  }

  private Rel table(Table table) {
    if (table.getQueryPeriod().isPresent()) {
      throw Expressions.notSupported("FOR … AS OF", table);
    }
    if (table.getName().getParts().size() == 1) {
      String name = table.getName().getSuffix();
      var with = queries.named(name);
      if (with.isPresent()) {
        String alias = resolving.alias("r");
        return new Rel(
            with.get().sql() + " AS " + alias + columns(alias, with.get().columns().size()),
            fields(alias, name, with.get().columns()));
      }
    }
    Tables.Table found =
        resolving
            .tables()
            .find(table.getName(), resolving.catalog(), resolving.schema(), Statements.at(table));
    if (found.view() != null) {
      resolving.views().add(found.view());
    }
    String alias = resolving.alias("r");
    List<Field> fields = new ArrayList<>();
    for (Field field : found.columns()) {
      fields.add(
          new Field(
              found.name(),
              field.name(),
              field.type(),
              alias + "." + field.text(),
              field.hidden()));
    }
    if (found.states() != null) {
      StateColumns.of(found.states(), alias)
          .forEach(
              (column, states) -> resolving.states().put(alias + "." + Duck.quote(column), states));
    }
    return new Rel(found.sql() + " AS " + alias, fields);
  }

  private static String columns(String alias, int count) {
    StringBuilder names = new StringBuilder("(");
    for (int i = 0; i < count; i++) {
      names.append(i == 0 ? "" : ", ").append(QueryText.column(i));
    }
    return names.append(')').toString();
  }

  private static List<Field> fields(String alias, String relation, List<Column> columns) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      fields.add(
          new Field(
              relation, column.name(), column.type(), alias + "." + QueryText.column(i), false));
    }
    return fields;
  }

  private Rel derived(String opening, QueryText query, String relation) {
    String alias = resolving.alias("r");
    return new Rel(
        opening + query.sql() + ") AS " + alias, fields(alias, relation, query.columns()));
  }

  private Rel aliased(AliasedRelation aliased) {
    Rel inner = translate(aliased.getRelation());
    String alias = aliased.getAlias().getValue();
    List<Identifier> names =
        aliased.getColumnNames() == null ? List.of() : aliased.getColumnNames();
    List<Field> shown = inner.fields().stream().filter(field -> !field.hidden()).toList();
    if (!names.isEmpty() && names.size() != shown.size()) {
      throw ServingErrors.columnCount(names.size(), shown.size(), Statements.at(aliased));
    }
    if (names.isEmpty()) {
      return new Rel(inner.sql(), inner.fields().stream().map(f -> f.in(alias)).toList());
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      fields.add(shown.get(i).in(alias).called(names.get(i).getValue()));
    }
    return new Rel(inner.sql(), fields);
  }

  private Expressions place(List<Field> fields) {
    return queries.expressions(Scope.of(fields, outer), null, Map.of());
  }

  private Rel values(Values values) {
    Expressions place = place(List.of());
    List<List<Typed>> rows = new ArrayList<>();
    for (Expression row : values.getRows()) {
      rows.add(
          row instanceof Row many
              ? place.translate(many.getItems())
              : List.of(place.translate(row)));
    }
    int width = rows.get(0).size();
    List<Column> columns = new ArrayList<>();
    List<List<Typed>> byColumn = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      List<Typed> column = new ArrayList<>();
      for (List<Typed> row : rows) {
        if (row.size() != width) {
          throw ServingErrors.typeMismatch(
              "one row has " + width + " columns, another " + row.size(), Statements.at(values));
        }
        column.add(row.get(i));
      }
      List<Typed> unified = place.unified(column, values);
      byColumn.add(unified);
      columns.add(new Column(QueryTranslator.nameOf(null, i), unified.get(0).type()));
    }
    StringBuilder text = new StringBuilder("(VALUES ");
    for (int row = 0; row < rows.size(); row++) {
      text.append(row == 0 ? "(" : ", (");
      for (int i = 0; i < width; i++) {
        Typed value = byColumn.get(i).get(row);
        text.append(i == 0 ? "" : ", ").append(Duck.cast(value.text(), value.type()));
      }
      text.append(')');
    }
    String alias = resolving.alias("r");
    return new Rel(text + ") AS " + alias + columns(alias, width), fields(alias, null, columns));
  }

  private Rel unnest(Unnest unnest) {
    Expressions place =
        queries.expressions(outer == null ? Scope.none(null) : outer, null, Map.of());
    List<String> items = new ArrayList<>();
    List<String> lengths = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (Expression expression : unnest.getExpressions()) {
      Typed value = place.translate(expression);
      SqlType type = value.type();
      if (type.kind() == Kind.ARRAY && type.element().kind() == Kind.ROW) {
        rows(items, columns, value);
        lengths.add("len(" + value.text() + ")");
      } else if (type.kind() == Kind.ARRAY) {
        item(items, columns, "unnest(" + value.text() + ")", type.element());
        lengths.add("len(" + value.text() + ")");
      } else if (type.kind() == Kind.MAP) {
        item(items, columns, "unnest(map_keys(" + value.text() + "))", type.key());
        item(items, columns, "unnest(map_values(" + value.text() + "))", type.value());
        lengths.add("cardinality(" + value.text() + ")");
      } else {
        throw ServingErrors.invalidArgument("UNNEST of a " + type, Statements.at(expression));
      }
    }
    if (unnest.isWithOrdinality()) {
      String longest =
          lengths.stream()
              .map(l -> "CAST(coalesce(" + l + ", 0) AS BIGINT)")
              .collect(Collectors.joining(", ", "greatest(", ")"));
      item(items, columns, "unnest(generate_series(1, " + longest + "))", SqlType.BIGINT);
    }
    return derived(
        outer == null ? "(" : "LATERAL (",
        new QueryText("SELECT " + String.join(", ", items), columns),
        null);
  }

  /** A column for each field of an array's rows. */
  private static void rows(List<String> items, List<Column> columns, Typed array) {
    SqlType row = array.type().element();
    for (int i = 0; i < row.parameters().size(); i++) {
      String field = "list_transform(%s, lambda r: struct_extract(r, 'f%d'))";
      item(
          items,
          columns,
          "unnest(" + field.formatted(array.text(), i) + ")",
          row.parameters().get(i));
    }
  }

  private static void item(List<String> items, List<Column> columns, String text, SqlType type) {
    items.add(text + " AS " + QueryText.column(items.size()));
    columns.add(new Column(null, type));
  }

  private Rel join(Join join) {
    Rel left = translate(join.getLeft());
    boolean lateral = isLateral(join.getRight());
    Rel right =
        lateral
            ? new Relations(queries, Scope.of(left.fields(), outer)).translate(join.getRight())
            : translate(join.getRight());
    List<Field> both = new ArrayList<>(left.fields());
    both.addAll(right.fields());
    String word =
        switch (join.getType()) {
          case CROSS, IMPLICIT -> " CROSS JOIN ";
          case INNER -> " INNER JOIN ";
          case LEFT -> " LEFT JOIN ";
          case RIGHT -> " RIGHT JOIN ";
          case FULL -> " FULL JOIN ";
        };
    String sides = left.sql() + word + right.sql();
    if (join.getCriteria().isEmpty()) {
      return new Rel("(" + sides + ")", both);
    }
    if (join.getCriteria().get() instanceof JoinOn on) {
      String condition = place(both).condition(on.getExpression()).text();
      return new Rel("(" + sides + " ON " + condition + ")", both);
    }
    if (join.getCriteria().get() instanceof JoinUsing using) {
      return using(join, using, left, right, sides);
    }
    throw Expressions.notSupported("NATURAL JOIN", join);
  }

  private static boolean isLateral(Relation relation) {
    return relation instanceof Unnest
        || relation instanceof Lateral
        || relation instanceof AliasedRelation aliased && isLateral(aliased.getRelation());
  }

  private Rel using(Join join, JoinUsing using, Rel left, Rel right, String sides) {
    List<Field> joint = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    List<Field> rest = new ArrayList<>(left.fields());
    rest.addAll(right.fields());
    for (Identifier name : using.getColumns()) {
      Field a = only(left, name);
      Field b = only(right, name);
      Typed x = Typed.of(a.text(), a.type());
      Typed y = Typed.of(b.text(), b.type());
      conditions.add(
          Comparisons.of(
                  ComparisonExpression.Operator.EQUAL,
                  x,
                  y,
                  using.getNodes().isEmpty() ? join : name)
              .text());
      List<Typed> unified = place(List.of()).unified(List.of(x, y), join);
      String text =
          join.getType() == Join.Type.FULL
              ? "coalesce(" + Duck.list(unified) + ")"
              : unified.get(join.getType() == Join.Type.RIGHT ? 1 : 0).text();
      joint.add(new Field(null, name.getValue(), unified.get(0).type(), text, false));
      rest.remove(a);
      rest.remove(b);
    }
    joint.addAll(rest);
    return new Rel("(" + sides + " ON " + String.join(" AND ", conditions) + ")", joint);
  }

  private static Field only(Rel relation, Identifier name) {
    List<Field> found =
        relation.fields().stream()
            .filter(field -> name.getValue().equalsIgnoreCase(field.name()))
            .toList();
    if (found.isEmpty()) {
      throw ServingErrors.columnNotFound(
          name.getValue(),
          relation.fields().stream().map(Field::name).filter(n -> n != null).toList(),
          Statements.at(name));
    }
    if (found.size() > 1) {
      throw ServingErrors.ambiguousName(name.getValue(), Statements.at(name));
    }
    return found.get(0);
  }

  private Rel sampled(SampledRelation sampled) {
    Rel relation = translate(sampled.getRelation());
    Typed percentage = place(List.of()).translate(sampled.getSamplePercentage());
    if (!(percentage.constant() instanceof Long percent) || percent < 0 || percent > 100) {
      throw ServingErrors.invalidArgument(
          "a whole percentage from 0 to 100 is wanted", Statements.at(sampled));
    }
    String method = sampled.getType() == SampledRelation.Type.BERNOULLI ? "bernoulli" : "system";
    return new Rel(
        relation.sql() + " TABLESAMPLE " + method + "(" + percent + " PERCENT)", relation.fields());
  }
}
