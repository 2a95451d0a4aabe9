package dev.braid.serving.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a grouped query's rows are grouped by. */
final class Grouping {
  private final Scope source;
  private final Map<String, Typed> keys = new HashMap<>();

  /**
   * @param source whose columns have one value a group only if they are keys
   */
  Grouping(Scope source) {
    this.source = source;
  }

  void add(Typed key) {
    keys.put(key.text(), key);
  }

  boolean mustBeKey(Scope scope) {
    return scope == source;
  }

  /** The key that an expression is; empty if it is none. */
  Optional<Typed> key(Expression expression, Expressions before) {
    if (keys.isEmpty() || holdsAggregate(expression)) {
      return Optional.empty();
    }
    return Optional.ofNullable(keys.get(before.translate(expression).text()));
  }

  /** The key with this text. */
  Optional<Typed> keyOf(String text) {
    return Optional.ofNullable(keys.get(text));
  }

  /** Whether a text of the engine's SQL names a key. */
  boolean isNamedIn(String text) {
    return keys.keySet().stream().anyMatch(text::contains);
  }

  static boolean holdsWindow(Node node) {
    if (node instanceof io.trino.sql.tree.SubqueryExpression) {
      return false;
    }
    return node instanceof io.trino.sql.tree.FunctionCall call && call.getWindow().isPresent()
        || node.getChildren().stream().anyMatch(Grouping::holdsWindow);
  }

  static boolean holdsAggregate(Node node) {
    if (node instanceof io.trino.sql.tree.SubqueryExpression) {
      return false;
    }
    if (node instanceof io.trino.sql.tree.GroupingOperation
        || node instanceof io.trino.sql.tree.FunctionCall call && Functions.isAggregate(call)) {
      return true;
    }
    return node.getChildren().stream().anyMatch(Grouping::holdsAggregate);
  }
}
