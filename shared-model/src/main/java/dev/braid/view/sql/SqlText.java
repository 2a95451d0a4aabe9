package dev.braid.view.sql;

import dev.braid.error.BraidException;
import dev.braid.error.ModelErrors;
import dev.braid.error.Place;
import dev.braid.error.TextFile;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A view's text: parses it and tells where in it a node of the tree stands. */
final class SqlText {
  private static final Pattern HUGE_NUMBER = Pattern.compile("Invalid numeric literal: (\\S+)");

  private static final Pattern MISMATCH =
      Pattern.compile("mismatched input (.*)\\. Expecting: (.*)", Pattern.DOTALL);

  private static final int MOST_EXPECTED = 8;

  private final TextFile file;

  SqlText(TextFile file) {
    this.file = file;
  }

  Statement parse() {
    if (file.text().isBlank()) {
      throw ModelErrors.emptyView(file.whole());
    }
    try {
      return new SqlParser().createStatement(withoutLastSemicolon(file.text()));
    } catch (ParsingException e) {
      throw translated(e);
    }
  }

  /** The grammar knows a single statement and no semicolon, but people end statements with one. */
  private static String withoutLastSemicolon(String sql) {
    String stripped = sql.stripTrailing();
    return stripped.endsWith(";") ? stripped.substring(0, stripped.length() - 1) : sql;
  }

  private BraidException translated(ParsingException e) {
    Matcher number = HUGE_NUMBER.matcher(e.getErrorMessage());
    if (number.matches()) {
      String digits = number.group(1);
      return ModelErrors.badLiteral(
          find(digits.replace("-", "")),
          digits,
          "a BIGINT; write it with a point to have a DECIMAL");
    }
    return ModelErrors.syntax(
        file.at(e.getLineNumber(), e.getColumnNumber()), problem(e.getErrorMessage()), e);
  }

  /** The parser's words, without a list of all that SQL has where nothing of it is near. */
  private static String problem(String message) {
    Matcher mismatch = MISMATCH.matcher(message);
    if (!mismatch.matches()) {
      return message;
    }
    String found = mismatch.group(1);
    String expected = mismatch.group(2);
    String unexpected = found.equals("'<EOF>'") ? "unexpected end" : "unexpected " + found;
    if (expected.endsWith("<query>")) {
      return unexpected + "; a view is one SELECT";
    }
    if (found.equals("';'")) {
      return unexpected + "; a view is one SELECT, and nothing follows it";
    }
    if (expected.equals("<identifier>")) {
      return unexpected + "; a name is wanted, and a word of SQL is one only in double quotes";
    }
    if (found.equals("'''")) {
      return "a text that begins here is not closed";
    }
    if (expected.equals("'INTERVAL', <string>")) {
      return unexpected + "; a time zone is a constant such as 'Europe/Berlin'";
    }
    boolean few = expected.chars().filter(c -> c == ',').count() < MOST_EXPECTED;
    return few ? unexpected + "; expected " + expected : unexpected;
  }

  /** The parser does not say where a number too long for it stands. */
  private Place find(String literal) {
    String[] lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int at = lines[i].indexOf(literal);
      if (at >= 0) {
        return file.at(i + 1, lines[i].codePointCount(0, at) + 1);
      }
    }
    return file.whole();
  }

  Place at(Node node) {
    return node.getLocation()
        .map(location -> file.at(location.getLineNumber(), location.getColumnNumber()))
        .orElseGet(() -> file.at(1, 1));
  }

  BraidException refuse(Node node, Refusal refusal) {
    String problem = refusal.problem().replace("{}", words(node));
    return ModelErrors.refused(at(node), refusal.name(), problem, refusal.instead());
  }

  /** {@code random()} for a call, {@code subscript expression} for a SubscriptExpression. */
  private static String words(Node node) {
    if (node instanceof FunctionCall call) {
      return AggregateBinder.name(call) + "()";
    }
    if (node instanceof CurrentTime) {
      return "the current time";
    }
    return node.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  /** An identifier as the user's names are written: in lower case unless it is in quotes. */
  static String name(Identifier identifier) {
    return identifier.isDelimited()
        ? identifier.getValue()
        : identifier.getValue().toLowerCase(Locale.ROOT);
  }
}
