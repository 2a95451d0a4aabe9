package dev.braid.serving.sql;

import dev.braid.error.Location;
import dev.braid.serving.error.ServingErrors;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Statement;

/** Statements as text and as trees. */
public final class Statements {
  private static final SqlParser PARSER = new SqlParser();

  /** Deeper ones would not end well anywhere. */
  private static final int LONGEST = 1_000_000;

  private Statements() {}

  /**
   * Parses one statement; a semicolon after it is let pass.
   *
   * @throws dev.braid.error.BraidException SYNTAX_ERROR with its place
   */
  public static Statement parse(String sql) {
    if (sql == null || sql.isBlank()) {
      throw ServingErrors.noSql();
    }
    if (sql.length() > LONGEST) {
      throw ServingErrors.queryTooLong(sql.length(), LONGEST);
    }
    try {
      return PARSER.createStatement(withoutLastSemicolon(sql));
    } catch (ParsingException e) {
      throw ServingErrors.syntax(
          e.getErrorMessage(), new Location("sql", e.getLineNumber(), e.getColumnNumber()));
    } catch (StackOverflowError e) {
      throw ServingErrors.queryTooDeep();
    }
  }

  static String withoutLastSemicolon(String sql) {
    String stripped = sql.stripTrailing();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : sql;
  }

  /** Where a node stands; null if unknown. */
  static Location at(Node node) {
    return node.getLocation()
        .map(place -> new Location("sql", place.getLineNumber(), place.getColumnNumber()))
        .orElse(null);
  }
}
