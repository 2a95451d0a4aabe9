package dev.braid.serving.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Functions of regular expressions. Trino reads them as Java does and DuckDB as RE2 does: a pattern
 * that only one of the two has is refused.
 */
final class RegexpFunctions {
  private static final Pattern ONLY_JAVA =
      Pattern.compile("\\(\\?(=|!|<=|<!|>)|\\\\[1-9]|\\\\k<|[*+?}]\\+|\\\\[GZRXhHNe]|&&");

  /** A group that a match may be without. */
  private static final Pattern MAY_BE_MISSING = Pattern.compile("[^\\\\]?\\||\\)[?*]|\\)\\{0");

  private static final Pattern REFERENCE =
      Pattern.compile("\\\\(.)|\\$(\\d)|\\$\\{(\\w+)}|(\\\\)$");

  private RegexpFunctions() {}

  static void register(Functions.Registry functions) {
    functions.scalar("regexp_like", 2, 2, RegexpFunctions::like);
    functions.scalar("regexp_extract", 2, 3, RegexpFunctions::extract);
    functions.scalar("regexp_extract_all", 2, 3, RegexpFunctions::extractAll);
    functions.scalar("regexp_replace", 2, 3, RegexpFunctions::replace);
    functions.scalar("regexp_count", 2, 2, RegexpFunctions::count);
    functions.scalar("regexp_split", 2, 2, RegexpFunctions::split);
  }

  private static String text(Functions.Call call) {
    return call.coerced(0, SqlType.VARCHAR).text();
  }

  private static Pattern java(Functions.Call call) {
    String pattern = call.text(1);
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw call.invalid("'" + pattern + "' is no regular expression: " + e.getDescription());
    }
  }

  private static String pattern(Functions.Call call) {
    Typed given = call.coerced(1, SqlType.VARCHAR);
    if (!(given.constant() instanceof String)) {
      return given.text();
    }
    String pattern = java(call).pattern();
    if (ONLY_JAVA.matcher(pattern).find()) {
      throw call.notSupported(
          "looking around, references and possessive repetition in a regular expression");
    }
    return Duck.literal(pattern.replaceAll("\\(\\?<(\\w+)>", "(?P<$1>"));
  }

  private static String group(Functions.Call call) {
    if (call.size() == 2) {
      return "0";
    }
    long group = call.number(2);
    if (group > 0 && MAY_BE_MISSING.matcher(call.text(1)).find()) {
      throw call.notSupported("a group of a pattern that may match without it");
    }
    if (group < 0 || group > java(call).matcher("").groupCount()) {
      throw call.invalid("the pattern has no group " + group);
    }
    return Long.toString(group);
  }

  private static Typed like(Functions.Call call) {
    return Typed.of("regexp_matches(" + text(call) + ", " + pattern(call) + ")", SqlType.BOOLEAN);
  }

  private static Typed extract(Functions.Call call) {
    return Typed.of(
        Functions.macro("regexp_extract", text(call), pattern(call), group(call)), SqlType.VARCHAR);
  }

  private static Typed extractAll(Functions.Call call) {
    return Typed.of(
        "regexp_extract_all(" + text(call) + ", " + pattern(call) + ", " + group(call) + ")",
        SqlType.array(SqlType.VARCHAR));
  }

  private static Typed replace(Functions.Call call) {
    String by = call.size() == 3 ? replacement(call) : "";
    return Typed.of(
        "regexp_replace(" + text(call) + ", " + pattern(call) + ", " + Duck.literal(by) + ", 'g')",
        SqlType.VARCHAR);
  }

  private static String replacement(Functions.Call call) {
    Matcher references = REFERENCE.matcher(call.text(2));
    StringBuilder text = new StringBuilder();
    int end = 0;
    while (references.find()) {
      text.append(call.text(2), end, references.start());
      end = references.end();
      if (references.group(1) != null) {
        text.append(references.group(1).equals("\\") ? "\\\\" : references.group(1));
      } else if (references.group(2) != null) {
        text.append('\\').append(references.group(2));
      } else if (references.group(3) != null) {
        text.append('\\').append(named(call, references.group(3)));
      } else {
        throw call.invalid("the replacement ends in a backslash");
      }
    }
    return text.append(call.text(2).substring(end)).toString();
  }

  /** The number of a named group: how many are opened up to it. */
  private static int named(Functions.Call call, String name) {
    String pattern = call.text(1);
    int at = pattern.indexOf("(?<" + name + ">");
    if (at < 0) {
      throw call.invalid("the pattern has no group " + name);
    }
    Matcher opened =
        Pattern.compile("\\\\.|(\\((?!\\?)|\\(\\?<\\w)").matcher(pattern.substring(0, at + 4));
    int number = 0;
    while (opened.find()) {
      number += opened.group(1) == null ? 0 : 1;
    }
    return number;
  }

  private static Typed count(Functions.Call call) {
    return Typed.of(
        "CAST(len(regexp_extract_all(" + text(call) + ", " + pattern(call) + ")) AS BIGINT)",
        SqlType.BIGINT);
  }

  private static Typed split(Functions.Call call) {
    return Typed.of(
        "regexp_split_to_array(" + text(call) + ", " + pattern(call) + ")",
        SqlType.array(SqlType.VARCHAR));
  }
}
