package dev.braid.serving.sql;

import dev.braid.project.ViewDefinition;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.query.SessionProperties;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.ShowCatalogs;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowSession;
import io.trino.sql.tree.ShowTables;
import io.trino.sql.tree.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Statements that have rows: queries, and those that tell of tables, sessions and statements. */
final class StatementTranslator {
  private final SqlCatalog catalog;
  private final QuerySession session;
  private final Reader reader;

  StatementTranslator(SqlCatalog catalog, QuerySession session, Reader reader) {
    this.catalog = catalog;
    this.session = session;
    this.reader = reader;
  }

  Translation translate(Statement statement) {
    if (statement instanceof Execute execute) {
      return prepared(
          SqlCatalog.prepared(execute.getName().getValue(), session), execute.getParameters());
    }
    if (statement instanceof ExecuteImmediate execute) {
      return prepared(Statements.parse(execute.getStatement().getValue()), execute.getParameters());
    }
    return prepared(statement, List.of());
  }

  private Translation prepared(Statement statement, List<Expression> parameters) {
    int wanted = parameters(statement);
    if (wanted != parameters.size()) {
      throw ServingErrors.parameters(wanted, parameters.size());
    }
    if (statement instanceof Query query) {
      return query(query, parameters);
    }
    return show(statement);
  }

  private static int parameters(Statement statement) {
    AtomicInteger count = new AtomicInteger();
    new DefaultTraversalVisitor<Void>() {
      @Override
      protected Void visitParameter(Parameter node, Void context) {
        count.set(Math.max(count.get(), node.getId() + 1));
        return null;
      }
    }.process(statement, null);
    return count.get();
  }

  private Translation query(Query query, List<Expression> parameters) {
    try {
      Resolving resolving = catalog.resolving(session, reader, parameters);
      QueryText text = new QueryTranslator(resolving).translate(query, null);
      return new Translation(result(text, query), text.columns(), Set.copyOf(resolving.views()));
    } catch (StackOverflowError e) {
      throw ServingErrors.queryTooDeep();
    }
  }

  /** Intervals leave the engine as their milliseconds or months. */
  private static String result(QueryText text, Query query) {
    List<String> items = new ArrayList<>();
    boolean changed = false;
    for (Column column : text.columns()) {
      String name = QueryText.column(items.size());
      if (column.type().parameters().stream().anyMatch(SqlType::isInterval)) {
        throw Expressions.notSupported("an INTERVAL within a " + column.type(), query);
      }
      boolean months = column.type().equals(SqlType.YEAR_TO_MONTH);
      changed |= column.type().isInterval();
      items.add(
          column.type().isInterval()
              ? Functions.macro(months ? "months" : "millis", name) + " AS " + name
              : name);
    }
    return changed
        ? "SELECT " + String.join(", ", items) + " FROM (" + text.sql() + ")"
        : text.sql();
  }

  private Translation show(Statement statement) {
    if (statement instanceof ShowTables tables) {
      return showTables(tables);
    }
    if (statement instanceof ShowColumns columns) {
      return showColumns(columns);
    }
    if (statement instanceof ShowSchemas schemas) {
      String in = schemas.getCatalog().map(name -> name.getValue()).orElse(session.catalog());
      if (!SqlCatalog.catalogs().contains(in.toLowerCase(Locale.ROOT))) {
        throw ServingErrors.catalogNotFound(in, SqlCatalog.catalogs(), Statements.at(statement));
      }
      return sql(
          "SELECT schema_name AS \"Schema\" FROM "
              + name(in, SqlCatalog.INFORMATION_SCHEMA, "schemata")
              + where("true", "schema_name", schemas.getLikePattern(), schemas.getEscape())
              + " ORDER BY 1");
    }
    if (statement instanceof ShowCatalogs catalogs) {
      return sql(
          "SELECT table_cat AS \"Catalog\" FROM system.jdbc.catalogs"
              + where("true", "table_cat", catalogs.getLikePattern(), catalogs.getEscape())
              + " ORDER BY 1");
    }
    if (statement instanceof ShowFunctions functions) {
      return showFunctions(functions);
    }
    if (statement instanceof ShowSession show) {
      return showSession(show);
    }
    if (statement instanceof ShowCreate create) {
      return showCreate(create);
    }
    if (statement instanceof DescribeInput describe) {
      return describeInput(SqlCatalog.prepared(describe.getName().getValue(), session));
    }
    if (statement instanceof DescribeOutput describe) {
      return describeOutput(SqlCatalog.prepared(describe.getName().getValue(), session));
    }
    if (statement instanceof Explain explain && explain.getStatement() instanceof Query query) {
      Translation explained = query(query, List.of());
      return virtual(VirtualTable.columns("Query_Plan"), List.of(List.of(plan(explained))));
    }
    throw ServingErrors.notReading();
  }

  /** What the engine is asked; its own plan depends on the moment. */
  private static String plan(Translation query) {
    return "reads "
        + (query.views().isEmpty() ? "no view" : "the views " + String.join(", ", query.views()))
        + "\nengine: DuckDB\n"
        + query.sql();
  }

  private Translation showTables(ShowTables tables) {
    List<String> schema =
        tables.getSchema().map(QualifiedName::getParts).orElse(List.of(session.schema()));
    String inSchema = schema.get(schema.size() - 1);
    String inCatalog = schema.size() > 1 ? schema.get(0) : session.catalog();
    if (!catalog.schemas(inCatalog, reader).contains(inSchema)) {
      throw ServingErrors.schemaNotFound(
          inSchema, catalog.schemas(inCatalog, reader), Statements.at(tables));
    }
    return sql(
        "SELECT table_name AS \"Table\" FROM "
            + name(inCatalog, SqlCatalog.INFORMATION_SCHEMA, "tables")
            + where(
                "table_schema = " + Duck.literal(inSchema),
                "table_name",
                tables.getLikePattern(),
                tables.getEscape())
            + " ORDER BY 1");
  }

  private Translation showColumns(ShowColumns show) {
    Tables.Table table =
        catalog
            .resolving(session, reader, List.of())
            .tables()
            .find(show.getTable(), session.catalog(), session.schema(), Statements.at(show));
    List<List<Object>> rows = new ArrayList<>();
    for (Field field : table.columns()) {
      if (!field.hidden()) {
        rows.add(List.of(field.name(), field.type().trinoName(), "", ""));
      }
    }
    VirtualTable columns =
        new VirtualTable(VirtualTable.columns("Column", "Type", "Extra", "Comment"), rows);
    if (show.getLikePattern().isEmpty()) {
      return virtual(columns.columns(), columns.rows());
    }
    return new Translation(
        "SELECT * FROM ("
            + columns.sql()
            + ")"
            + where("true", "c0", show.getLikePattern(), show.getEscape()),
        columns.columns(),
        Set.of());
  }

  private Translation showFunctions(ShowFunctions show) {
    List<List<Object>> rows = new ArrayList<>();
    for (String name : Functions.names()) {
      rows.add(List.of(name, Functions.sort(name).name().toLowerCase(Locale.ROOT)));
    }
    return filtered(
        new VirtualTable(VirtualTable.columns("Function", "Function_Type"), rows),
        show.getLikePattern(),
        show.getEscape());
  }

  private Translation showSession(ShowSession show) {
    List<List<Object>> rows = new ArrayList<>();
    for (SessionProperties.Property property : SessionProperties.ALL) {
      String standard = SessionProperties.standard();
      rows.add(
          List.of(
              property.name(),
              session.properties().getOrDefault(property.name(), standard),
              standard,
              "varchar",
              property.description()));
    }
    return filtered(
        new VirtualTable(
            VirtualTable.columns("Name", "Value", "Default", "Type", "Description"), rows),
        show.getLikePattern(),
        show.getEscape());
  }

  private static Translation filtered(
      VirtualTable table, Optional<String> like, Optional<String> escape) {
    return new Translation(
        "SELECT * FROM (" + table.sql() + ")" + where("true", "c0", like, escape),
        table.columns(),
        Set.of());
  }

  private Translation showCreate(ShowCreate show) {
    String name = show.getName().getSuffix();
    ViewDefinition view =
        catalog
            .definition(name)
            .filter(found -> reader.mayRead(found.name()))
            .orElseThrow(() -> ServingErrors.tableNotFound(name, List.of(), Statements.at(show)));
    boolean asView =
        show.getType() == ShowCreate.Type.VIEW || show.getType() == ShowCreate.Type.TABLE;
    if (!asView) {
      throw Expressions.notSupported("SHOW CREATE " + show.getType(), show);
    }
    String text =
        "CREATE VIEW braid.merged." + Duck.quote(view.name()) + " AS\n" + view.sql().strip();
    return virtual(VirtualTable.columns("Create_View"), List.of(List.of(text)));
  }

  private Translation describeInput(Statement statement) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < parameters(statement); i++) {
      rows.add(List.of((long) i, "unknown"));
    }
    return virtual(VirtualTable.columns("Position b", "Type"), rows);
  }

  private Translation describeOutput(Statement statement) {
    List<Expression> nulls = new ArrayList<>();
    for (int i = 0; i < parameters(statement); i++) {
      nulls.add(new NullLiteral());
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Column column : prepared(statement, nulls).columns()) {
      SqlType type = column.type();
      rows.add(List.of(column.name(), "", "", "", type.trinoName(), (long) bytes(type), false));
    }
    return virtual(
        VirtualTable.columns(
            "Column_Name", "Catalog", "Schema", "Table", "Type", "Type_Size b", "Aliased t"),
        rows);
  }

  private static int bytes(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT -> 1;
      case SMALLINT -> 2;
      case INTEGER, REAL, DATE -> 4;
      case BIGINT, DOUBLE, TIME, TIMESTAMP, TIMESTAMP_TZ -> 8;
      case DECIMAL -> type.precision() <= 18 ? 8 : 16;
      default -> 0;
    };
  }

  private static Translation virtual(List<Column> columns, List<List<Object>> rows) {
    List<Column> shown =
        columns.stream().map(c -> new Column(c.name().replace('_', ' '), c.type())).toList();
    return new Translation(new VirtualTable(columns, rows).sql(), shown, Set.of());
  }

  private Translation sql(String sql) {
    return query((Query) Statements.parse(sql), List.of());
  }

  private static String name(String... parts) {
    return String.join(".", Arrays.stream(parts).map(Duck::quote).toList());
  }

  private static String where(
      String condition, String column, Optional<String> like, Optional<String> escape) {
    return " WHERE "
        + condition
        + like.map(
                pattern ->
                    " AND "
                        + column
                        + " LIKE "
                        + Duck.literal(pattern)
                        + escape.map(e -> " ESCAPE " + Duck.literal(e)).orElse(""))
            .orElse("");
  }
}
