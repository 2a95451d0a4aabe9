package dev.braid.serving.oracle;

import dev.braid.plan.FunctionCall;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Functions of text in DuckDB's SQL. */
final class SqlTexts {
  /** Patterns that mean the same to RE2 and Java: letters, classes of them, groups, repetition. */
  private static final Predicate<String> PLAIN_PATTERN =
      Pattern.compile("([\\w %]|\\[\\^?\\w+]|[+*?()])+").asMatchPredicate();

  private static final long LONGEST = 1_000;

  /** What Java takes for white space, as SQL. */
  private static final String WHITE_SPACE =
      IntStream.rangeClosed(0, Character.MAX_VALUE)
          .filter(Character::isWhitespace)
          .mapToObj(c -> "chr(" + c + ")")
          .collect(Collectors.joining(" || ", "(", ")"));

  private final Met met;

  SqlTexts(Met met) {
    this.met = met;
  }

  String of(FunctionCall call, List<String> arguments) {
    String s = arguments.get(0);
    boolean constant = isText(call, 1);
    return switch (call.function()) {
      case "lower" -> "lower(" + s + ")";
      case "upper" -> met.bridge(Difference.SHARP_S, "replace(upper(" + s + "), 'ẞ', 'ß')");
      case "trim", "ltrim", "rtrim" -> trim(call.function(), arguments);
      case "length" ->
          call.arguments().get(0).type().equals(dev.braid.type.DataType.VARCHAR)
              ? "length(" + s + ")"
              : "octet_length(" + s + ")";
      case "concat" -> "(" + String.join(" || ", arguments) + ")";
      case "starts_with" -> "starts_with(" + s + ", " + arguments.get(1) + ")";
      case "reverse" -> throw Difference.REVERSE.leftOut();
      case "lpad", "rpad" -> pad(call, arguments);
      case "substr", "substring" -> substring(arguments);
      case "strpos" -> {
        if (arguments.size() == 3) {
          throw Difference.INSTANCES.leftOut();
        }
        yield "strpos(" + s + ", " + arguments.get(1) + ")";
      }
      case "split_part" -> {
        if (!constant) {
          throw Difference.EMPTY_SEARCH.leftOut();
        }
        String index = arguments.get(2);
        yield met.bridge(
            Difference.SPLIT_PART_BEYOND,
            "CASE WHEN %s >= 1 THEN string_split(%s, %s)[%s] END"
                .formatted(index, s, arguments.get(1), index));
      }
      case "replace" -> {
        if (!constant) {
          throw Difference.EMPTY_SEARCH.leftOut();
        }
        String by = arguments.size() == 3 ? arguments.get(2) : "''";
        yield "replace(" + s + ", " + arguments.get(1) + ", " + by + ")";
      }
      case "like" -> like(call, arguments);
      case "regexp_like", "regexp_extract", "regexp_replace" -> regular(call, arguments);
      default -> throw Difference.NO_COUNTERPART.leftOut();
    };
  }

  private static boolean isText(FunctionCall call, int index) {
    return call.arguments().size() > index
        && SqlFunctions.constant(call.arguments().get(index)) instanceof String text
        && !text.isEmpty();
  }

  private String trim(String function, List<String> arguments) {
    return arguments.size() == 2
        ? function + "(" + arguments.get(0) + ", " + arguments.get(1) + ")"
        : met.bridge(
            Difference.WHITE_SPACE, function + "(" + arguments.get(0) + ", " + WHITE_SPACE + ")");
  }

  private String pad(FunctionCall call, List<String> arguments) {
    boolean limited =
        SqlFunctions.constant(call.arguments().get(1)) instanceof Long length && length <= LONGEST;
    if (!limited) {
      throw Difference.PADDING.leftOut();
    }
    return met.bridge(
        Difference.PADDING_OF_NOTHING,
        "CASE WHEN %s >= 0 AND %s <> '' THEN %s(%s, CAST(%s AS INTEGER), %s) END"
            .formatted(
                arguments.get(1),
                arguments.get(2),
                call.function(),
                arguments.get(0),
                arguments.get(1),
                arguments.get(2)));
  }

  /** Clamped, for DuckDB counts in an INTEGER. */
  private String substring(List<String> arguments) {
    String s = arguments.get(0);
    String start = arguments.get(1);
    String clamped = "greatest(least(" + start + ", 1000000), -1000000)";
    String before = "%s = 0 OR %s < -length(%s)".formatted(start, start, s);
    String anyNull = start + " IS NULL";
    String rest = "";
    if (arguments.size() == 3) {
      String length = arguments.get(2);
      before += " OR " + length + " <= 0";
      anyNull += " OR " + length + " IS NULL";
      rest = ", least(" + length + ", 1000000)";
    }
    return met.bridge(
        Difference.SUBSTRING_BEFORE_START,
        "CASE WHEN %s IS NULL OR %s THEN NULL WHEN %s THEN '' ELSE substring(%s, %s%s) END"
            .formatted(s, anyNull, before, s, clamped, rest));
  }

  private static String like(FunctionCall call, List<String> arguments) {
    String plain = "(" + arguments.get(0) + " LIKE " + arguments.get(1);
    if (arguments.size() == 2) {
      return plain + ")";
    }
    boolean known =
        SqlFunctions.constant(call.arguments().get(1)) instanceof String pattern
            && SqlFunctions.constant(call.arguments().get(2)) instanceof String escape
            && escape.length() == 1
            && escapesProperly(pattern, escape);
    if (!known) {
      throw Difference.LIKE_ESCAPES.leftOut();
    }
    return plain + " ESCAPE " + arguments.get(2) + ")";
  }

  private static boolean escapesProperly(String pattern, String escape) {
    String quoted = Pattern.quote(escape);
    return Pattern.matches(
        "(?s)(%s[%%_]|%s%s|(?!%s).)*".formatted(quoted, quoted, quoted, quoted), pattern);
  }

  private String regular(FunctionCall call, List<String> arguments) {
    String pattern = (String) SqlFunctions.constant(call.arguments().get(1));
    if (!PLAIN_PATTERN.test(pattern)) {
      throw Difference.REGULAR_EXPRESSIONS.leftOut();
    }
    String s = arguments.get(0);
    String p = arguments.get(1);
    return switch (call.function()) {
      case "regexp_like" -> "regexp_matches(" + s + ", " + p + ", 's')";
      case "regexp_extract" -> {
        boolean wholeMatch =
            arguments.size() == 2
                || Long.valueOf(0).equals(SqlFunctions.constant(call.arguments().get(2)))
                || pattern.matches("(?:[^()?*]*\\([^()?*]+\\)[^()?*]*)+");
        boolean known = arguments.size() == 2 || groups(call, pattern);
        if (!wholeMatch || !known) {
          throw Difference.REGULAR_EXPRESSIONS.leftOut();
        }
        String group = arguments.size() == 2 ? "0" : "CAST(" + arguments.get(2) + " AS INTEGER)";
        yield met.bridge(
            Difference.EXTRACT_NOTHING,
            "CASE WHEN regexp_matches(%s, %s, 's') THEN regexp_extract(%s, %s, %s, 's') END"
                .formatted(s, p, s, p, group));
      }
      default -> {
        boolean matchesNothing = Pattern.compile(pattern).matcher("").find();
        boolean plain = arguments.size() == 2 || isPlain(call);
        if (matchesNothing || !plain) {
          throw Difference.EMPTY_MATCHES.leftOut();
        }
        String by = arguments.size() == 2 ? "''" : arguments.get(2);
        yield met.bridge(
            Difference.REPLACE_FIRST, "regexp_replace(%s, %s, %s, 'gs')".formatted(s, p, by));
      }
    };
  }

  /** Whether the group that is asked for is a constant that the pattern has. */
  private static boolean groups(FunctionCall call, String pattern) {
    return SqlFunctions.constant(call.arguments().get(2)) instanceof Long group
        && group >= 0
        && group <= Pattern.compile(pattern).matcher("").groupCount();
  }

  /** Whether what replaces is text and nothing else, in either dialect. */
  private static boolean isPlain(FunctionCall call) {
    return SqlFunctions.constant(call.arguments().get(2)) instanceof String by
        && by.indexOf('$') < 0
        && by.indexOf('\\') < 0;
  }
}
