package dev.braid.launcher.text;

import java.util.ArrayList;
import java.util.List;

/** Long lines broken at blanks. */
public final class Wrapped {
  private static final int HANGING = 4;

  private Wrapped() {}

  /**
   * The line in pieces of at most so many characters, those after the first indented by four more
   * than it; a word that is longer stays whole.
   */
  public static List<String> lines(String line, int width) {
    List<String> pieces = new ArrayList<>();
    String rest = line;
    String indent = " ".repeat(line.length() - line.stripLeading().length() + HANGING);
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
}
