package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
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

  @Override
  public Expression column(Node node, Optional<Identifier> qualifier, Identifier name) {
    qualifier.ifPresent(this::checkQualifier);
    return find(SqlText.name(name))
        .orElseThrow(
            () ->
                ModelErrors.unknownColumn(
                    sql.at(name), SqlText.name(name), source.name(), columnNames()));
  }

  private void checkQualifier(Identifier qualifier) {
    String text = SqlText.name(qualifier);
    if (!text.equals(source.name()) && !text.equals(alias)) {
      throw ModelErrors.unknownQualifier(
          sql.at(qualifier), text, alias == null ? source.name() : alias);
    }
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
