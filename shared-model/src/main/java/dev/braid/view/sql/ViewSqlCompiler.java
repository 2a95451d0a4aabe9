package dev.braid.view.sql;

import dev.braid.error.TextFile;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Source;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TableSubquery;
import java.util.Collection;

/**
 * SQL in, plan out. The grammar is Trino's; its tree stays inside this package. Needs the parser on
 * the classpath, so only compilers of projects call it, never a layer.
 */
public final class ViewSqlCompiler {
  private ViewSqlCompiler() {}

  /**
   * Compiles one view.
   *
   * @throws dev.braid.error.BraidException if the text is no view over one of the sources; the
   *     message shows the place
   */
  public static ViewPlan compile(TextFile view, Collection<Source> sources) {
    SqlText sql = new SqlText(view);
    Statement statement = sql.parse();
    if (!(statement instanceof Query query)) {
      throw sql.refuse(statement, Refusal.NOT_A_SELECT);
    }
    return new SelectBinder(sql, sources).bind(specification(sql, query));
  }

  private static QuerySpecification specification(SqlText sql, Query query) {
    if (!query.getFunctions().isEmpty()) {
      throw sql.refuse(query.getFunctions().get(0), Refusal.NOT_A_SELECT);
    }
    query.getWith().ifPresent(with -> refuse(sql, with, Refusal.WITH));
    query.getOrderBy().ifPresent(orderBy -> refuse(sql, orderBy, Refusal.ORDER_BY));
    query.getOffset().ifPresent(offset -> refuse(sql, offset, Refusal.LIMIT));
    query.getLimit().ifPresent(limit -> refuse(sql, limit, Refusal.LIMIT));
    if (query.getQueryBody() instanceof QuerySpecification specification) {
      return specification;
    }
    if (query.getQueryBody() instanceof TableSubquery inner) {
      return specification(sql, inner.getQuery());
    }
    Refusal refusal =
        query.getQueryBody() instanceof io.trino.sql.tree.SetOperation
            ? Refusal.SET_OPERATION
            : Refusal.NOT_A_SELECT;
    throw sql.refuse(query.getQueryBody(), refusal);
  }

  private static void refuse(SqlText sql, io.trino.sql.tree.Node node, Refusal refusal) {
    throw sql.refuse(node, refusal);
  }
}
