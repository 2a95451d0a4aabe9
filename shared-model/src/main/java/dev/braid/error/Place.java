package dev.braid.error;

import java.util.Objects;

/**
 * A place in a user's file with the text of its line, for messages that show where they mean.
 *
 * @param line the line's text without its end; null if the place is a file as a whole
 */
public record Place(Location location, String line) {
  private static final int WIDEST = 120;

  public Place {
    Objects.requireNonNull(location, "location");
  }

  public static Place of(String file) {
    return new Place(Location.of(file), null);
  }

  /** The line with a caret under the column, on two indented lines; empty without a line. */
  public String excerpt() {
    if (line == null || location.column() == 0) {
      return "";
    }
    int at = Math.min(location.column() - 1, line.codePointCount(0, line.length()));
    int from = at < WIDEST ? 0 : at - WIDEST / 2;
    int start = line.offsetByCodePoints(0, from);
    int caret = line.offsetByCodePoints(0, at);
    int end =
        line.offsetByCodePoints(start, Math.min(WIDEST, line.codePointCount(start, line.length())));
    String before = line.substring(start, caret).replaceAll("[^\t]", " ");
    return "\n    " + line.substring(start, end) + "\n    " + before + "^";
  }
}
