package dev.braid.serving.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.error.Location;
import dev.braid.project.CompiledProject;
import dev.braid.serving.error.ServingErrors;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Lets a statement through only if it reads nothing but the users' tables. It looks at the tree of
 * DuckDB's own parser, so what is checked is what runs; functions are let through by list, tables
 * by name, and everything else that could name a file, a setting or a catalog is refused.
 */
final class StatementGuard {
  private static final Set<String> TABLE_FUNCTIONS = Set.of("unnest", "range", "generate_series");
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  /** Turns a statement into DuckDB's JSON form of its tree. */
  @FunctionalInterface
  interface Parser {
    String tree(String sql);
  }

  private final Parser parser;
  private final Set<String> functions;
  private final Map<String, String> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param functions in lower case, that may be called
   * @param tables that may be read
   */
  StatementGuard(Parser parser, Set<String> functions, Collection<String> tables) {
    this.parser = parser;
    this.functions = functions;
    tables.forEach(table -> this.tables.put(table, table));
  }

  /** Refuses the statement, or tells which of the tables it reads. */
  Set<String> check(String sql) {
    if (sql == null || sql.isBlank()) {
      throw ServingErrors.noSql();
    }
    JsonNode tree = parse(sql);
    if (tree.path("error").asBoolean()) {
      if (tree.path("error_type").asText().equals("not implemented")) {
        throw ServingErrors.notReading();
      }
      throw ServingErrors.badSql(
          tree.path("error_message").asText(), location(sql, tree.path("position").asInt(-1)));
    }
    JsonNode statements = tree.path("statements");
    if (statements.isEmpty()) {
      throw ServingErrors.noSql();
    }
    if (statements.size() > 1) {
      throw ServingErrors.oneStatement(statements.size());
    }
    Walk walk = new Walk(sql);
    walk.collectNames(statements);
    walk.check(statements);
    return walk.read;
  }

  private JsonNode parse(String sql) {
    try {
      return CompiledProject.json().readTree(parser.tree(sql));
    } catch (JsonProcessingException e) {
      throw ServingErrors.engineFailed("no tree of the statement", e);
    }
  }

  /**
   * @param offset into the statement's UTF-8 bytes, or negative if unknown
   */
  static Location location(String sql, int offset) {
    if (offset < 0) {
      return null;
    }
    int bytes = 0;
    int line = 1;
    int column = 1;
    for (int i = 0; i < sql.length() && bytes < offset; ) {
      int codePoint = sql.codePointAt(i);
      i += Character.charCount(codePoint);
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      column = codePoint == '\n' ? 1 : column + 1;
      line += codePoint == '\n' ? 1 : 0;
    }
    return new Location("sql", line, column);
  }

  /** One walk over one statement's tree. */
  private final class Walk {
    private final String sql;
    private final Set<String> named = new HashSet<>();
    private final Set<String> read = new TreeSet<>();

    Walk(String sql) {
      this.sql = sql;
    }

    /**
     * Finds the names of all WITH queries. Their scopes are not followed: a plain name is never
     * that of a file, so taking it for a WITH query out of its scope can only fail.
     */
    void collectNames(JsonNode node) {
      for (JsonNode entry : node.path("cte_map").path("map")) {
        name(entry.path("key").asText());
      }
      if (node.has("cte_name")) {
        name(node.path("cte_name").asText());
      }
      node.forEach(this::collectNames);
    }

    private void name(String name) {
      if (!name.isEmpty()) {
        if (!PLAIN_NAME.matcher(name).matches()) {
          throw ServingErrors.forbiddenName(name, null);
        }
        named.add(name.toLowerCase(Locale.ROOT));
      }
    }

    void check(JsonNode node) {
      if (node.isObject()) {
        checkObject(node);
      }
      node.forEach(this::check);
    }

    private void checkObject(JsonNode node) {
      if (node.path("type").isTextual()) {
        switch (node.path("type").asText()) {
          case "BASE_TABLE" -> baseTable(node);
          case "SHOW_REF" -> show(node);
          case "TABLE_FUNCTION" -> tableFunction(node);
          default -> {}
        }
      }
      if (node.path("function_name").isTextual()) {
        String function = node.path("function_name").asText().toLowerCase(Locale.ROOT);
        String schema = node.path("schema").asText("");
        boolean known = functions.contains(function) || TABLE_FUNCTIONS.contains(function);
        if (!known || !(schema.isEmpty() || schema.equals("main"))) {
          throw ServingErrors.forbiddenFunction(function, at(node));
        }
      }
    }

    private void tableFunction(JsonNode node) {
      String function = node.path("function").path("function_name").asText("");
      if (!TABLE_FUNCTIONS.contains(function.toLowerCase(Locale.ROOT))) {
        throw ServingErrors.forbiddenFunction(function, at(node));
      }
    }

    private void baseTable(JsonNode node) {
      String catalog = node.path("catalog_name").asText("");
      String schema = node.path("schema_name").asText("");
      String name = node.path("table_name").asText("");
      boolean qualified = !catalog.isEmpty() || !schema.isEmpty();
      boolean ours =
          (catalog.isEmpty() || catalog.equalsIgnoreCase(DuckDbEngine.CATALOG))
              && (schema.isEmpty() || schema.equalsIgnoreCase(DuckDbEngine.MERGED));
      String table = ours ? tables.get(name) : null;
      if (table != null) {
        read.add(table);
      } else if (qualified || !named.contains(name.toLowerCase(Locale.ROOT))) {
        String full =
            (catalog.isEmpty() ? "" : catalog + ".") + (schema.isEmpty() ? "" : schema + ".");
        throw ServingErrors.unknownTable(full + name, tables.keySet(), at(node));
      }
    }

    private void show(JsonNode node) {
      String name = node.path("table_name").asText("");
      String what = name.replace("\"", "");
      if (name.isEmpty() || what.equals("tables")) {
        return;
      }
      String table = tables.get(what);
      if (table == null) {
        throw ServingErrors.forbiddenShow(what);
      }
      read.add(table);
    }

    private Location at(JsonNode node) {
      return location(sql, node.path("query_location").asInt(-1));
    }
  }
}
