package dev.braid.view.sql;

import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Select;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One item of the SELECT list. */
record SelectedItem(SingleColumn node) {
  static List<SelectedItem> of(SqlText sql, Select select) {
    List<SelectedItem> items = new ArrayList<>();
    for (SelectItem item : select.getSelectItems()) {
      if (!(item instanceof SingleColumn column)) {
        throw sql.refuse(item, Refusal.ALL_COLUMNS);
      }
      items.add(new SelectedItem(column));
    }
    return items;
  }

  Expression expression() {
    return node.getExpression();
  }

  /** Its alias, or the name of the column that it is. */
  Optional<String> name() {
    return nameIdentifier().map(SqlText::name);
  }

  /** Where its name is written. */
  Node nameNode() {
    return nameIdentifier().<Node>map(identifier -> identifier).orElse(node);
  }

  private Optional<Identifier> nameIdentifier() {
    if (node.getAlias().isPresent()) {
      return node.getAlias();
    }
    if (expression() instanceof Identifier column) {
      return Optional.of(column);
    }
    return expression() instanceof DereferenceExpression column
        ? column.getField()
        : Optional.empty();
  }
}
