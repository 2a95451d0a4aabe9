package dev.braid.error;

import java.util.Objects;

/**
 * A user's text, to find places in.
 *
 * @param name as messages show it, relative to the project's folder
 */
public record TextFile(String name, String text) {
  public TextFile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  /** A place by line and column, both from 1. */
  public Place at(int line, int column) {
    String[] lines = text.split("\r\n|[\r\n]", -1);
    String shown = line >= 1 && line <= lines.length ? lines[line - 1] : null;
    return new Place(new Location(name, line, column), shown);
  }

  public Place whole() {
    return Place.of(name);
  }
}
