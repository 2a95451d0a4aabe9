package dev.braid.function;

import static dev.braid.type.DataType.BIGINT;
import static dev.braid.type.DataType.VARCHAR;

import java.util.List;

/** Parts of strings. Positions are in code points and count from 1. */
final class SubstringFunctions {
  static final List<ScalarFunction> ALL =
      List.of(
          substring("substr"),
          substring("substring"),
          new ScalarFunction(
              "strpos",
              "strpos(VARCHAR, VARCHAR), or strpos(VARCHAR, VARCHAR, instance)",
              Overload.of(
                  List.of(VARCHAR, VARCHAR),
                  BIGINT,
                  (Body.ObjectsToLong)
                      (s, sought, nulls) -> position((String) s, (String) sought, 1)),
              Overload.of(
                  VARCHAR,
                  VARCHAR,
                  BIGINT,
                  BIGINT,
                  (s, sought, instance) ->
                      (Long) instance == 0
                          ? null
                          : (Object) position((String) s, (String) sought, (Long) instance))),
          new ScalarFunction(
              "split_part",
              "split_part(VARCHAR, delimiter, index from 1)",
              Overload.of(
                  VARCHAR,
                  VARCHAR,
                  BIGINT,
                  VARCHAR,
                  (s, delimiter, index) ->
                      splitPart((String) s, (String) delimiter, (Long) index))),
          new ScalarFunction(
              "replace",
              "replace(VARCHAR, search), or replace(VARCHAR, search, replacement)",
              Overload.of(
                  VARCHAR,
                  VARCHAR,
                  VARCHAR,
                  (s, search) -> replaced((String) s, (String) search, "")),
              Overload.of(
                  VARCHAR,
                  VARCHAR,
                  VARCHAR,
                  VARCHAR,
                  (s, search, by) -> replaced((String) s, (String) search, (String) by))));

  private SubstringFunctions() {}

  private static ScalarFunction substring(String name) {
    return new ScalarFunction(
        name,
        name + "(VARCHAR, start), or " + name + "(VARCHAR, start, length)",
        Overload.of(
            VARCHAR,
            BIGINT,
            VARCHAR,
            (s, start) -> substring((String) s, (Long) start, Long.MAX_VALUE)),
        Overload.of(
            VARCHAR,
            BIGINT,
            BIGINT,
            VARCHAR,
            (s, start, length) -> substring((String) s, (Long) start, (Long) length)));
  }

  /** A negative start counts from the end; one before the text gives nothing of it. */
  private static String substring(String text, long start, long length) {
    long skipped = start > 0 ? start - 1 : start + Text.length(text);
    if (start == 0 || skipped < 0 || length <= 0) {
      return "";
    }
    int begin = Text.skip(text, 0, skipped);
    return text.substring(begin, Text.skip(text, begin, length));
  }

  /**
   * Where an instance, from 1, begins, counted from the end if negative; 0 if there is none.
   * Instances may overlap; an empty string is found at 1.
   */
  private static long position(String text, String sought, long instance) {
    if (sought.isEmpty()) {
      return 1;
    }
    int index = instance > 0 ? -1 : text.length();
    for (long left = instance; left != 0; left -= Long.signum(instance)) {
      index = instance > 0 ? text.indexOf(sought, index + 1) : text.lastIndexOf(sought, index - 1);
      if (index < 0) {
        return 0;
      }
    }
    return text.codePointCount(0, index) + 1L;
  }

  /** An empty delimiter parts the code points. */
  private static String splitPart(String text, String delimiter, long index) {
    if (index < 1) {
      return null;
    }
    if (delimiter.isEmpty()) {
      int begin = Text.skip(text, 0, index - 1);
      return begin == text.length() ? null : text.substring(begin, Text.skip(text, begin, 1));
    }
    int begin = 0;
    for (long part = 1; part < index; part++) {
      int end = text.indexOf(delimiter, begin);
      if (end < 0) {
        return null;
      }
      begin = end + delimiter.length();
    }
    int end = text.indexOf(delimiter, begin);
    return text.substring(begin, end < 0 ? text.length() : end);
  }

  /** An empty search is found before every code point and at the end. */
  private static String replaced(String text, String search, String by) {
    StringBuilder replaced = new StringBuilder();
    int begin = 0;
    int found = text.indexOf(search);
    while (found >= 0) {
      replaced.append(text, begin, found).append(by);
      if (replaced.length() > Text.MAX_LENGTH) {
        return null;
      }
      begin = found + search.length();
      int next = search.isEmpty() ? Text.skip(text, found, 1) : begin;
      found = search.isEmpty() && found == text.length() ? -1 : text.indexOf(search, next);
    }
    replaced.append(text, begin, text.length());
    return replaced.length() > Text.MAX_LENGTH ? null : replaced.toString();
  }
}
