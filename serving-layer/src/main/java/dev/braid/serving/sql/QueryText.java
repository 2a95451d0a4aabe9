package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * A query in the engine's SQL.
 *
 * @param sql with output columns {@code c0}, {@code c1}, …
 */
record QueryText(String sql, List<Column> columns) {
  /** The type of the only column. */
  SqlType single(Node at) {
    if (columns.size() != 1) {
      throw ServingErrors.typeMismatch(
          "one column is wanted here, the query has " + columns.size(), Statements.at(at));
    }
    return columns.get(0).type();
  }

  /** The only column, as another type. */
  String as(SqlType type) {
    return type.equals(columns.get(0).type())
        ? sql
        : "SELECT " + Duck.cast("c0", type) + " FROM (" + sql + ")";
  }

  /** All columns as one, a ROW. */
  QueryText asRow() {
    List<String> fields = new ArrayList<>();
    List<SqlType> types = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Column column : columns) {
      fields.add("f" + types.size() + " := " + column(types.size()));
      types.add(column.type());
      names.add(null);
    }
    return new QueryText(
        "SELECT struct_pack(" + String.join(", ", fields) + ") AS c0 FROM (" + sql + ")",
        List.of(new Column("row", SqlType.row(types, names))));
  }

  static String column(int index) {
    return "c" + index;
  }
}
