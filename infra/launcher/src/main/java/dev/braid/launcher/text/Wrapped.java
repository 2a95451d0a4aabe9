package dev.braid.launcher.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Long lines broken at blanks. */
public final class Wrapped {
  private static final int HANGING = 4;
  private static final int LAST_COLUMN = 40;
  private static final Pattern COLUMN = Pattern.compile("(?<=\\S)  +(?=\\S)");

  private Wrapped() {}

  /**
   * The line in pieces of at most so many characters; a word that is longer stays whole. Those
   * after the first are indented to where the line's last column begins, columns having two blanks
   * between them, or by four more than a line without columns.
   */
  public static List<String> lines(String line, int width) {
    List<String> pieces = new ArrayList<>();
    String rest = line;
    String indent = " ".repeat(indent(line));
    while (rest.length() > width) {
      int start = rest.length() - rest.stripLeading().length();
      int blank = rest.lastIndexOf(' ', width);
      if (blank <= start) {
        blank = rest.indexOf(' ', width);
      }
      if (blank < 0) {
        break;
      }
      pieces.add(rest.substring(0, blank).stripTrailing());
      rest = indent + rest.substring(blank).strip();
    }
    pieces.add(rest);
    return pieces;
  }

  private static int indent(String line) {
    int indent = line.length() - line.stripLeading().length() + HANGING;
    Matcher column = COLUMN.matcher(line);
    while (column.find() && column.end() <= LAST_COLUMN) {
      indent = column.end();
    }
    return indent;
  }
}
