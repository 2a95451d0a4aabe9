package dev.braid.function;

import java.util.regex.Matcher;

/** The matches of a pattern in a text, one after the other, none of which parts a code point. */
final class Matches {
  private final String text;
  private final Matcher matcher;
  private int next;

  Matches(String text, Matcher matcher) {
    this.text = text;
    this.matcher = matcher;
  }

  String text() {
    return text;
  }

  /** Goes to the next match; false if there is none. */
  boolean find() {
    while (next <= text.length() && matcher.find(next)) {
      next = start() + 1;
      if (!partsCodePoint(start())) {
        next = Math.max(end(), next);
        next = partsCodePoint(next) ? next + 1 : next;
        return true;
      }
    }
    return false;
  }

  private boolean partsCodePoint(int index) {
    return index < text.length() && Character.isLowSurrogate(text.charAt(index));
  }

  int start() {
    return matcher.start();
  }

  int end() {
    return matcher.end();
  }

  /** Null if the group takes no part in the match. */
  String group(int group) {
    return matcher.group(group);
  }

  /** Throws an {@link IllegalArgumentException} if there is no such group. */
  String group(String name) {
    return matcher.group(name);
  }
}
