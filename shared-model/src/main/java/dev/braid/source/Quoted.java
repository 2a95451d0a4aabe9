package dev.braid.source;

/** Text of unknown origin, made fit for a message: short, one line, valid UTF-16. */
final class Quoted {
  private static final int MOST = 60;

  private Quoted() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder();
    int shown = 0;
    for (int i = 0; i < text.length(); ) {
      if (shown++ == MOST) {
        return quoted.append('…').toString();
      }
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      boolean halfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      if (halfPair || Character.isISOControl(c)) {
        quoted.append(String.format("\\u%04x", c));
      } else {
        quoted.appendCodePoint(c);
      }
    }
    return quoted.toString();
  }

  /** Where a surrogate stands without its other half; -1 if none does. */
  static int halfPair(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
