package dev.braid.function;

import java.util.Optional;
import java.util.stream.IntStream;

/** A pattern of LIKE: {@code %} stands for any text, {@code _} for one code point. */
final class LikePattern {
  private static final int ANY_TEXT = -1;
  private static final int ANY_ONE = -2;

  /** Code points, {@link #ANY_TEXT} and {@link #ANY_ONE}. */
  private final int[] tokens;

  private LikePattern(int[] tokens) {
    this.tokens = tokens;
  }

  static LikePattern of(String pattern) {
    return new LikePattern(pattern.codePoints().map(LikePattern::token).toArray());
  }

  /**
   * Empty if the escape is not one UTF-16 unit, or stands before anything but {@code %}, {@code _}
   * or itself.
   */
  static Optional<LikePattern> of(String pattern, String escape) {
    if (escape.length() != 1) {
      return Optional.empty();
    }
    char escaping = escape.charAt(0);
    IntStream.Builder tokens = IntStream.builder();
    for (int i = 0; i < pattern.length(); ) {
      int codePoint = pattern.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint != escaping) {
        tokens.add(token(codePoint));
      } else if (i < pattern.length() && isEscapable(pattern.charAt(i), escaping)) {
        tokens.add(pattern.charAt(i));
        i++;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new LikePattern(tokens.build().toArray()));
  }

  private static boolean isEscapable(char c, char escaping) {
    return c == '%' || c == '_' || c == escaping;
  }

  private static int token(int codePoint) {
    return switch (codePoint) {
      case '%' -> ANY_TEXT;
      case '_' -> ANY_ONE;
      default -> codePoint;
    };
  }

  /**
   * Matches from left to right; on a mismatch lets the last {@code %} take one code point more.
   * Earlier ones need not be tried again.
   */
  boolean matches(String text) {
    int index = 0;
    int token = 0;
    int retryIndex = 0;
    int retryToken = -1;
    while (index < text.length()) {
      if (token < tokens.length && tokens[token] == ANY_TEXT) {
        token++;
        retryToken = token;
        retryIndex = index;
      } else if (token < tokens.length && fits(tokens[token], text.codePointAt(index))) {
        token++;
        index += Character.charCount(text.codePointAt(index));
      } else if (retryToken >= 0) {
        retryIndex += Character.charCount(text.codePointAt(retryIndex));
        token = retryToken;
        index = retryIndex;
      } else {
        return false;
      }
      if (retryToken == tokens.length) {
        return true;
      }
    }
    while (token < tokens.length && tokens[token] == ANY_TEXT) {
      token++;
    }
    return token == tokens.length;
  }

  private static boolean fits(int token, int codePoint) {
    return token == ANY_ONE || token == codePoint;
  }
}
