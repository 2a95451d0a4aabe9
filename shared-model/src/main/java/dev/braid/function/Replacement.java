package dev.braid.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What takes the place of a match: text in which {@code $1} and {@code ${name}} stand for groups
 * and a backslash takes the next character as it is.
 */
final class Replacement {
  private final List<Function<Matches, String>> parts = new ArrayList<>();
  private final String template;
  private final int groups;
  private int next;

  private Replacement(String template, int groups) {
    this.template = template;
    this.groups = groups;
  }

  /**
   * Empty if the template is none, or refers to a group by a number above {@code groups}. Of {@code
   * $12} the digits that no group has are text.
   */
  static Optional<Replacement> of(String template, int groups) {
    Replacement replacement = new Replacement(template, groups);
    return replacement.parse() ? Optional.of(replacement) : Optional.empty();
  }

  private boolean parse() {
    StringBuilder literal = new StringBuilder();
    boolean valid = true;
    while (valid && next < template.length()) {
      char c = template.charAt(next);
      next++;
      if (c == '$') {
        flush(literal);
        valid = parseGroup();
      } else if (c != '\\') {
        literal.append(c);
      } else if (next < template.length()) {
        literal.append(template.charAt(next));
        next++;
      } else {
        valid = false;
      }
    }
    flush(literal);
    return valid;
  }

  private void flush(StringBuilder literal) {
    String text = literal.toString();
    literal.setLength(0);
    if (!text.isEmpty()) {
      parts.add(match -> text);
    }
  }

  private boolean parseGroup() {
    if (next < template.length() && template.charAt(next) == '{') {
      int end = template.indexOf('}', next);
      if (end < 0) {
        return false;
      }
      String name = template.substring(next + 1, end);
      parts.add(match -> match.group(name));
      next = end + 1;
      return true;
    }
    int group = digit();
    if (group < 0 || group > groups) {
      return false;
    }
    next++;
    while (digit() >= 0 && group * 10 + digit() <= groups) {
      group = group * 10 + digit();
      next++;
    }
    int number = group;
    parts.add(match -> match.group(number));
    return true;
  }

  /** The digit at {@link #next}; negative if there is none. */
  private int digit() {
    char c = next < template.length() ? template.charAt(next) : ' ';
    return c >= '0' && c <= '9' ? c - '0' : -1;
  }

  /** Null if it refers to a group by a name that the pattern does not have. */
  String at(Matches match) {
    StringBuilder text = new StringBuilder();
    try {
      for (Function<Matches, String> part : parts) {
        String piece = part.apply(match);
        text.append(piece == null ? "" : piece);
      }
    } catch (IllegalArgumentException e) {
      return null;
    }
    return text.toString();
  }
}
