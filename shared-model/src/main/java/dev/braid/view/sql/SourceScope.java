package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.error.NearestName;
import dev.braid.error.Place;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.source.Column;
import dev.braid.source.Source;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/**
 * Expressions over one event: the filter, the group keys and the arguments of aggregates.
 *
 * @param alias what FROM calls the source besides its name, or null
 * @param where for the message that refuses an aggregate here
 */
record SourceScope(SqlText sql, Source source, String alias, String where) implements Scope {
  SourceScope in(String otherWhere) {
    return new SourceScope(sql, source, alias, otherWhere);
  }

  @Override
  public Optional<Expression> whole(io.trino.sql.tree.Expression node) {
    return Optional.empty();
  }

  /** A field of a ROW, else a column after what FROM names, else a column. */
  @Override
  public Expression column(Node node, List<Identifier> parts) {
    List<String> names = parts.stream().map(SqlText::name).toList();
    Optional<Expression> whole = find(String.join(".", names));
    if (whole.isPresent()) {
      return whole.get();
    }
    boolean qualified = names.size() > 1 && isQualifier(names.get(0));
    List<String> rest = qualified ? names.subList(1, names.size()) : names;
    String name = String.join(".", rest);
    boolean meansRow =
        !fieldsOf(rest.get(0)).isEmpty() || NearestName.of(name, inRows()).isPresent();
    if (rest.size() > 1 && !meansRow) {
      throw ModelErrors.unknownQualifier(
          sql.at(node), rest.get(0), alias == null ? source.name() : alias);
    }
    return find(name).orElseThrow(() -> notFound(parts, qualified, name));
  }

  private RuntimeException notFound(List<Identifier> parts, boolean qualified, String name) {
    Place place = sql.at(parts.get(qualified ? 1 : 0));
    List<String> fields = fieldsOf(name);
    return fields.isEmpty()
        ? ModelErrors.unknownColumn(place, name, source.name(), columnNames())
        : ModelErrors.wholeRow(place, name, fields);
  }

  private boolean isQualifier(String name) {
    return name.equals(source.name()) || name.equals(alias);
  }

  /** The columns inside any ROW. */
  private List<String> inRows() {
    return columnNames().stream().filter(name -> name.contains(".")).toList();
  }

  /** The columns inside a ROW; none if there is no such ROW. */
  private List<String> fieldsOf(String row) {
    return columnNames().stream().filter(name -> name.startsWith(row + ".")).toList();
  }

  Optional<Expression> find(String name) {
    List<Column> columns = source.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return Optional.of(new ColumnRef(name, i, columns.get(i).type()));
      }
    }
    return Optional.empty();
  }

  List<String> columnNames() {
    return source.columns().stream().map(Column::name).toList();
  }

  @Override
  public Expression aggregate(FunctionCall call) {
    throw ModelErrors.aggregateNotHere(sql.at(call), AggregateBinder.name(call), where);
  }
}
