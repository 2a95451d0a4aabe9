package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one statement's translation shares: its tables, its parameters, its names. */
final class Resolving {
  private final Tables tables;
  private final String user;
  private final String catalog;
  private final String schema;
  private final List<Expression> parameters;
  private final Set<String> views = new TreeSet<>();
  private final Map<String, StateColumns> states = new HashMap<>();
  private int relations;
  private int depth;

  /** Deeper nesting is refused before the stack ends. */
  private static final int DEEPEST = 400;

  /**
   * @param catalog where names without a catalog are looked up
   * @param schema where names without a schema are looked up
   * @param parameters in place of {@code ?}
   */
  Resolving(
      Tables tables, String user, String catalog, String schema, List<Expression> parameters) {
    this.tables = tables;
    this.user = user;
    this.catalog = catalog;
    this.schema = schema;
    this.parameters = new ArrayList<>(parameters);
  }

  Tables tables() {
    return tables;
  }

  String user() {
    return user;
  }

  String catalog() {
    return catalog;
  }

  String schema() {
    return schema;
  }

  List<Expression> parameters() {
    return parameters;
  }

  /** The views read so far. */
  Set<String> views() {
    return views;
  }

  /** The states of the columns in FROM that have any, by the column's text. */
  Map<String, StateColumns> states() {
    return states;
  }

  /** A name that nothing else has. */
  String alias(String prefix) {
    return prefix + ++relations;
  }

  void enter() {
    if (++depth > DEEPEST) {
      throw ServingErrors.queryTooDeep();
    }
  }

  void leave() {
    depth--;
  }
}
