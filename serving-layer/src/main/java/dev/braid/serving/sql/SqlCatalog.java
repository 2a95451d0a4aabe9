package dev.braid.serving.sql;

import dev.braid.error.Location;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.query.QuerySession;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What users' statements can name: the catalog {@code braid} with the schemas {@code merged},
 * {@code batch}, {@code speed} and {@code system}, and the catalog {@code system}. Whatever is not
 * here cannot be read.
 */
public final class SqlCatalog {
  public static final String BRAID = "braid";
  public static final String SYSTEM = "system";
  public static final String MERGED = "merged";
  public static final String BATCH = "batch";
  public static final String SPEED = "speed";
  static final String INFORMATION_SCHEMA = "information_schema";

  /** The table of quarantined events; no view can have its name. */
  public static final String QUARANTINE = "quarantine";

  /** Tells of each row which layer wrote it last. */
  public static final String LAYER = "$layer";

  /** Tables with rows of the moment. */
  public interface Moments {
    Moments NONE =
        new Moments() {
          @Override
          public Map<String, List<Column>> tables() {
            return Map.of();
          }

          @Override
          public List<List<Object>> rows(String table, QuerySession session) {
            return List.of();
          }
        };

    /** Names and columns by {@code catalog.schema.table}. */
    Map<String, List<Column>> tables();

    List<List<Object>> rows(String table, QuerySession session);
  }

  /** A table as the tables about tables show it. */
  record Shown(String catalog, String schema, String name, List<Column> columns, String remarks) {}

  private final List<ViewDefinition> views;
  private final Moments moments;
  private final Map<String, Tables.Table> tables = new TreeMap<>();

  public SqlCatalog(List<ViewDefinition> views, Moments moments) {
    this.views = List.copyOf(views);
    this.moments = moments;
    for (ViewDefinition view : views) {
      tables.put(key(BRAID, MERGED, view.name()), table(view, MERGED));
      tables.put(key(BRAID, BATCH, view.name()), table(view, BATCH));
      tables.put(key(BRAID, SPEED, view.name()), table(view, SPEED));
    }
    tables.put(key(BRAID, MERGED, QUARANTINE), quarantine());
  }

  private static String key(String catalog, String schema, String name) {
    return (catalog + "." + schema + "." + name).toLowerCase(Locale.ROOT);
  }

  private static Tables.Table table(ViewDefinition view, String schema) {
    List<Field> fields = new ArrayList<>();
    view.plan()
        .outputs()
        .forEach(
            output ->
                fields.add(
                    new Field(
                        view.name(),
                        output.name(),
                        SqlType.of(output.type()),
                        Duck.quote(output.name()),
                        false)));
    if (schema.equals(MERGED)) {
      fields.add(new Field(view.name(), LAYER, SqlType.VARCHAR, Duck.quote(LAYER), true));
    }
    return new Tables.Table(
        view.name(),
        BRAID + "." + schema + "." + Duck.quote(view.name()),
        fields,
        view.name(),
        schema.equals(SPEED) ? null : view);
  }

  private static Tables.Table quarantine() {
    List<Field> fields = new ArrayList<>();
    Map<String, SqlType> columns = new LinkedHashMap<>();
    columns.put("source", SqlType.VARCHAR);
    columns.put("partition", SqlType.INTEGER);
    columns.put("offset", SqlType.BIGINT);
    columns.put("append_time", SqlType.timestamp(3));
    columns.put("code", SqlType.VARCHAR);
    columns.put("reason", SqlType.VARCHAR);
    columns.put("value", SqlType.VARCHAR);
    columns.put("bytes", SqlType.VARBINARY);
    columns.forEach(
        (name, type) -> fields.add(new Field(QUARANTINE, name, type, Duck.quote(name), false)));
    return new Tables.Table(QUARANTINE, "braid.store." + QUARANTINE, fields, QUARANTINE);
  }

  /** {@link #translate(String, QuerySession, Reader)} for who may read all. */
  public Translation translate(String sql, QuerySession session) {
    return translate(sql, session, Reader.OF_ALL);
  }

  /**
   * Resolves a statement and puts it into the engine's SQL.
   *
   * @param reader whoever asks
   * @throws dev.braid.error.BraidException what is wrong with it, in Trino's error names
   */
  public Translation translate(String sql, QuerySession session, Reader reader) {
    return new StatementTranslator(this, session, reader).translate(Statements.parse(sql));
  }

  Resolving resolving(QuerySession session, Reader reader, List<Expression> parameters) {
    return new Resolving(
        (name, catalog, schema, at) -> find(name, catalog, schema, at, session, reader),
        session.user().name(),
        session.catalog(),
        session.schema(),
        parameters);
  }

  private Tables.Table find(
      QualifiedName name,
      String catalog,
      String schema,
      Location at,
      QuerySession session,
      Reader reader) {
    List<String> parts = name.getParts();
    String table = parts.get(parts.size() - 1);
    String inSchema = parts.size() > 1 ? parts.get(parts.size() - 2) : schema;
    String inCatalog = parts.size() > 2 ? parts.get(parts.size() - 3) : catalog;
    String key = key(inCatalog, inSchema, table);
    Optional<Tables.Table> found =
        Optional.ofNullable(tables.get(key))
            .or(() -> moment(key, table, session, reader))
            .or(() -> aboutTables(inCatalog, inSchema, table, reader));
    if (found.isPresent()) {
      if (found.get().view() != null) {
        reader.reads(found.get().view());
      }
      return found.get();
    }
    if (!catalogs().contains(inCatalog.toLowerCase(Locale.ROOT))) {
      throw ServingErrors.catalogNotFound(inCatalog, catalogs(), at);
    }
    if (!schemas(inCatalog, reader).contains(inSchema.toLowerCase(Locale.ROOT))) {
      throw ServingErrors.schemaNotFound(inSchema, schemas(inCatalog, reader), at);
    }
    throw ServingErrors.tableNotFound(
        parts.size() == 1 && schema.equals(MERGED) ? table : inSchema + "." + table,
        names(inCatalog, inSchema, reader),
        at);
  }

  private Optional<Tables.Table> moment(
      String key, String name, QuerySession session, Reader reader) {
    List<Column> columns = moments.tables().get(key);
    if (columns == null) {
      return Optional.empty();
    }
    List<List<Object>> rows = new ArrayList<>(moments.rows(key, session));
    if (key.equals(BRAID + ".system.views")) {
      rows.removeIf(row -> !reader.mayRead((String) row.get(0)));
    }
    return Optional.of(new VirtualTable(columns, rows).named(name));
  }

  private Optional<Tables.Table> aboutTables(
      String catalog, String schema, String name, Reader reader) {
    SystemTables about = new SystemTables(shown(reader));
    String table = name.toLowerCase(Locale.ROOT);
    Optional<VirtualTable> found = Optional.empty();
    if (schema.equalsIgnoreCase(INFORMATION_SCHEMA)
        && catalogs().contains(catalog.toLowerCase(Locale.ROOT))) {
      found = about.informationSchema(catalog.toLowerCase(Locale.ROOT), table);
    } else if (catalog.equalsIgnoreCase(SYSTEM) && schema.equalsIgnoreCase("jdbc")) {
      found = about.jdbc(table);
    }
    return found.map(virtual -> virtual.named(name));
  }

  Collection<Shown> shown(Reader reader) {
    List<Shown> shown = new ArrayList<>();
    for (Map.Entry<String, Tables.Table> entry : tables.entrySet()) {
      Tables.Table table = entry.getValue();
      if (table.view() == null || reader.mayRead(table.view())) {
        String[] key = entry.getKey().split("\\.", 3);
        List<Column> columns =
            table.columns().stream()
                .filter(field -> !field.hidden())
                .map(field -> new Column(field.name(), field.type()))
                .toList();
        shown.add(new Shown(key[0], key[1], table.name(), columns, null));
      }
    }
    for (Map.Entry<String, List<Column>> entry : moments.tables().entrySet()) {
      String[] key = entry.getKey().split("\\.", 3);
      shown.add(new Shown(key[0], key[1], key[2], entry.getValue(), null));
    }
    shown.addAll(SystemTables.ABOUT_JDBC);
    return shown;
  }

  static List<String> catalogs() {
    return List.of(BRAID, SYSTEM);
  }

  Set<String> schemas(String catalog, Reader reader) {
    Set<String> schemas = new TreeSet<>(Set.of(INFORMATION_SCHEMA));
    if (catalog.equalsIgnoreCase(BRAID)) {
      schemas.addAll(Set.of(MERGED, BATCH, SPEED));
    }
    for (Shown table : shown(reader)) {
      if (table.catalog().equalsIgnoreCase(catalog)) {
        schemas.add(table.schema());
      }
    }
    return schemas;
  }

  private Set<String> names(String catalog, String schema, Reader reader) {
    Set<String> names = new TreeSet<>();
    for (Shown table : shown(reader)) {
      if (table.catalog().equalsIgnoreCase(catalog) && table.schema().equalsIgnoreCase(schema)) {
        names.add(table.name());
      }
    }
    return names;
  }

  /** The SQL that declares a view. */
  Optional<ViewDefinition> definition(String view) {
    return views.stream().filter(v -> v.name().equalsIgnoreCase(view)).findFirst();
  }

  /** A statement of a name that a client has prepared. */
  static Statement prepared(String name, QuerySession session) {
    String sql = session.prepared().get(name);
    if (sql == null) {
      throw ServingErrors.notPrepared(name, session.prepared().keySet());
    }
    return Statements.parse(sql);
  }
}
