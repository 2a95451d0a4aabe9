package dev.braid.view.sql;

import dev.braid.plan.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/** What names mean where an expression stands. */
interface Scope {
  /** What stands for the whole of {@code node}; empty to look inside it. */
  Optional<Expression> whole(io.trino.sql.tree.Expression node);

  /**
   * The column that a name refers to.
   *
   * @param node the name, for error messages
   * @param parts of the name, between its points
   */
  Expression column(Node node, List<Identifier> parts);

  Expression aggregate(FunctionCall call);
}
