package dev.braid.function;

/** Strings as sequences of code points. */
final class Text {
  /**
   * In UTF-16 units. A function that can make a string many times longer than its arguments gives
   * NULL instead of a longer one.
   */
  static final int MAX_LENGTH = 1 << 24;

  private Text() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The index {@code count} code points after index {@code from}, at most the text's end. */
  static int skip(String text, int from, long count) {
    if (count >= text.length() - from) {
      return text.length();
    }
    int index = from;
    for (long skipped = 0; skipped < count && index < text.length(); skipped++) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
  }
}
