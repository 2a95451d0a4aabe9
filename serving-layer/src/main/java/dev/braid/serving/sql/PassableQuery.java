package dev.braid.serving.sql;

import dev.braid.serving.query.QuerySession;
import io.trino.sql.ExpressionFormatter;
import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentPath;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.WithQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query as its client wrote it, with the names of merged views put into another catalog. Only for
 * a statement that {@link SqlCatalog#translate} has let pass: nothing is resolved or allowed here.
 */
public final class PassableQuery {
  private static final String PART = "(?:\"(?:[^\"]|\"\")*\"|[A-Za-z_][A-Za-z0-9_]*)";
  private static final Pattern NAME = Pattern.compile(PART + "(?:\\s*\\.\\s*" + PART + ")*");

  private final String sql;
  private final QuerySession session;
  private final Set<String> views;
  private final UnaryOperator<String> names;
  private final List<Expression> parameters;

  /** By offset, the last first. */
  private final TreeMap<Integer, Replacement> replacements =
      new TreeMap<>((left, right) -> Integer.compare(right, left));

  private record Replacement(int end, String text) {}

  private PassableQuery(
      String sql,
      QuerySession session,
      Set<String> views,
      UnaryOperator<String> names,
      List<Expression> parameters) {
    this.sql = sql;
    this.session = session;
    this.views = views;
    this.names = names;
    this.parameters = parameters;
  }

  /**
   * The query's text for the other catalog.
   *
   * @param views the merged views that it reads
   * @param names from a view to its whole name there
   * @return empty if it is no query, or has something in it that only this process knows: another
   *     schema, {@code "$layer"}, states, who and where it is asked
   */
  public static Optional<String> of(
      String sql, QuerySession session, Set<String> views, UnaryOperator<String> names) {
    Statement statement = Statements.parse(sql);
    if (statement instanceof Execute execute) {
      return of(
          session.prepared().get(execute.getName().getValue()),
          session,
          views,
          names,
          execute.getParameters());
    }
    if (statement instanceof ExecuteImmediate execute) {
      return of(execute.getStatement().getValue(), session, views, names, execute.getParameters());
    }
    return of(sql, session, views, names, List.of());
  }

  private static Optional<String> of(
      String sql,
      QuerySession session,
      Set<String> views,
      UnaryOperator<String> names,
      List<Expression> parameters) {
    return Statements.parse(sql) instanceof Query query
        ? new PassableQuery(Statements.withoutLastSemicolon(sql), session, views, names, parameters)
            .rewritten(query)
        : Optional.empty();
  }

  private Optional<String> rewritten(Query query) {
    Finder finder = new Finder();
    finder.process(query, null);
    if (!finder.passable) {
      return Optional.empty();
    }
    for (Table table : finder.tables) {
      if (!take(table, finder.named)) {
        return Optional.empty();
      }
    }
    StringBuilder text = new StringBuilder(sql);
    replacements.forEach(
        (start, replacement) -> text.replace(start, replacement.end(), replacement.text()));
    return Optional.of(text.toString());
  }

  private boolean take(Table table, Set<String> named) {
    List<String> parts = table.getName().getParts();
    String name = parts.get(parts.size() - 1);
    if (parts.size() == 1 && named.contains(name.toLowerCase(Locale.ROOT))) {
      return true;
    }
    String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : session.schema();
    String catalog = parts.size() > 2 ? parts.get(parts.size() - 3) : session.catalog();
    Optional<String> view = views.stream().filter(name::equalsIgnoreCase).findFirst();
    int start = offset(table);
    Matcher written = NAME.matcher(sql);
    if (view.isEmpty()
        || !schema.equalsIgnoreCase(QuerySession.DEFAULT_SCHEMA)
        || !catalog.equalsIgnoreCase(QuerySession.DEFAULT_CATALOG)
        || !written.region(start, sql.length()).lookingAt()) {
      return false;
    }
    replacements.put(start, new Replacement(written.end(), names.apply(view.get())));
    return true;
  }

  private int offset(Node node) {
    NodeLocation at = node.getLocation().orElseThrow();
    int line = 0;
    for (int number = 1; number < at.getLineNumber(); number++) {
      line = sql.indexOf('\n', line) + 1;
    }
    return sql.offsetByCodePoints(line, at.getColumnNumber() - 1);
  }

  /** Finds the tables, puts the parameters in their places, and what cannot be passed on. */
  private final class Finder extends DefaultTraversalVisitor<Void> {
    private final Set<Table> tables = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private boolean passable = true;

    @Override
    protected Void visitTable(Table node, Void context) {
      tables.add(node);
      passable &= node.getQueryPeriod().isEmpty();
      return null;
    }

    @Override
    protected Void visitWithQuery(WithQuery node, Void context) {
      named.add(node.getName().getValue().toLowerCase(Locale.ROOT));
      return super.visitWithQuery(node, context);
    }

    @Override
    protected Void visitParameter(Parameter node, Void context) {
      int start = offset(node);
      String value = ExpressionFormatter.formatExpression(parameters.get(node.getId()));
      replacements.put(start, new Replacement(start + 1, "(" + value + ")"));
      return null;
    }

    @Override
    protected Void visitIdentifier(Identifier node, Void context) {
      passable &= !node.getValue().equalsIgnoreCase(SqlCatalog.LAYER);
      return null;
    }

    @Override
    protected Void visitDereferenceExpression(DereferenceExpression node, Void context) {
      node.getField().ifPresent(field -> process(field, context));
      passable &= !(node.getBase() instanceof DereferenceExpression);
      return super.visitDereferenceExpression(node, context);
    }

    @Override
    protected Void visitFunctionCall(FunctionCall node, Void context) {
      passable &= !node.getName().getSuffix().equalsIgnoreCase("merge");
      return super.visitFunctionCall(node, context);
    }

    @Override
    protected Void visitTableFunctionInvocation(TableFunctionInvocation node, Void context) {
      return no();
    }

    @Override
    protected Void visitCurrentUser(CurrentUser node, Void context) {
      return no();
    }

    @Override
    protected Void visitCurrentCatalog(CurrentCatalog node, Void context) {
      return no();
    }

    @Override
    protected Void visitCurrentSchema(CurrentSchema node, Void context) {
      return no();
    }

    @Override
    protected Void visitCurrentPath(CurrentPath node, Void context) {
      return no();
    }

    private Void no() {
      passable = false;
      return null;
    }
  }
}
