package dev.braid.function;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A constant pattern in Java's syntax, read as Trino reads it: {@code \n} alone ends a line, {@code
 * (?i)} folds the case of all of Unicode.
 *
 * <p>Java's matcher backtracks, and it holds stack frames for every round of a repeated group. So
 * that every search ends, and ends the same in every engine, two bounds give it up. Both count what
 * depends on nothing but pattern and text: {@link #MAX_STEPS}, and for patterns that repeat a group
 * {@link #MAX_DEPTH}.
 */
final class RegularExpression {
  /** How many characters a search, or all the searches of one replacement, may read. */
  static final int MAX_STEPS = 1_000_000;

  /** The text's length times the pattern's, and times the count of every counted group. */
  static final long MAX_DEPTH = 1L << 20;

  /** Deeper searches leave the caller's stack, which may have half a MiB. */
  private static final long MAX_DEPTH_ON_CALLER = 1L << 11;

  /** What the matcher's frames take for each unit of depth; measured: at most 160. */
  private static final long FRAME_BYTES = 256;

  /** A repeated group, and what else the matcher takes by recursion. */
  private static final Pattern RECURSIVE =
      Pattern.compile("\\)[*+{]|\\\\[RX]|\\{\\d*,}|\\{\\d*,?\\d{3,}}");

  private static final Pattern COUNTED_GROUP = Pattern.compile("\\)\\{(?:\\d*,)?(\\d+)");

  private final Pattern pattern;

  /** Of one character of the text; 0 if depth does not grow with the text. */
  private final double depth;

  private RegularExpression(Pattern pattern) {
    this.pattern = pattern;
    this.depth = RECURSIVE.matcher(pattern.pattern()).find() ? depth(pattern.pattern()) : 0;
  }

  /** Empty if it is no pattern. */
  static Optional<RegularExpression> of(String pattern) {
    try {
      return Optional.of(
          new RegularExpression(
              Pattern.compile(pattern, Pattern.UNIX_LINES | Pattern.UNICODE_CASE)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static double depth(String pattern) {
    return COUNTED_GROUP
        .matcher(pattern)
        .results()
        .mapToDouble(counted -> Math.max(1, Double.parseDouble(counted.group(1))))
        .reduce(pattern.length(), (product, count) -> product * count);
  }

  int groups() {
    return pattern.matcher("").groupCount();
  }

  /** What {@code use} makes of the matches; null if the search is given up. */
  <T> T search(String text, Function<Matches, T> use) {
    double needed = depth * (text.length() + 1);
    if (needed > MAX_DEPTH) {
      return null;
    }
    return needed > MAX_DEPTH_ON_CALLER
        ? DeepStack.call(MAX_DEPTH * FRAME_BYTES, () -> bounded(text, use))
        : bounded(text, use);
  }

  private <T> T bounded(String text, Function<Matches, T> use) {
    try {
      return use.apply(new Matches(text, pattern.matcher(new CountedText(text, MAX_STEPS))));
    } catch (CountedText.ReadTooOften e) {
      return null;
    }
  }
}
