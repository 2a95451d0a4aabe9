package dev.braid.view.sql;

import dev.braid.plan.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.Optional;

/** What names mean where an expression stands. */
interface Scope {
  /** What stands for the whole of {@code node}; empty to look inside it. */
  Optional<Expression> whole(io.trino.sql.tree.Expression node);

  /**
   * The column that a name refers to.
   *
   * @param node the name with its qualifier, if any, for error messages
   */
  Expression column(Node node, Optional<Identifier> qualifier, Identifier name);

  Expression aggregate(FunctionCall call);
}
