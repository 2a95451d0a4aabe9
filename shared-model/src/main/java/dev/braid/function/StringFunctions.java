package dev.braid.function;

import static dev.braid.type.DataType.BIGINT;
import static dev.braid.type.DataType.BOOLEAN;
import static dev.braid.type.DataType.VARBINARY;
import static dev.braid.type.DataType.VARCHAR;

import dev.braid.plan.Expression;
import dev.braid.type.Binary;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Whole strings. Every one works on code points, without locale or normal form. */
final class StringFunctions {
  static final List<ScalarFunction> ALL =
      List.of(
          new ScalarFunction(
              "lower",
              "lower(VARCHAR)",
              Overload.of(VARCHAR, VARCHAR, s -> mapped((String) s, Character::toLowerCase))),
          new ScalarFunction(
              "upper",
              "upper(VARCHAR)",
              Overload.of(VARCHAR, VARCHAR, s -> mapped((String) s, Character::toUpperCase))),
          trim("trim", true, true),
          trim("ltrim", true, false),
          trim("rtrim", false, true),
          new ScalarFunction(
              "length",
              "length(VARCHAR) in code points, or length(VARBINARY) in bytes",
              Overload.of(
                  List.of(VARCHAR),
                  BIGINT,
                  (Body.ObjectToLong) (s, nulls) -> Text.length((String) s)),
              Overload.of(
                  List.of(VARBINARY),
                  BIGINT,
                  (Body.ObjectToLong) (x, nulls) -> ((Binary) x).bytes().length)),
          new ScalarFunction(
              "concat", "concat(VARCHAR, VARCHAR, …), or a || b", StringFunctions::concat),
          new ScalarFunction(
              "starts_with",
              "starts_with(VARCHAR, VARCHAR)",
              Overload.of(
                  VARCHAR,
                  VARCHAR,
                  BOOLEAN,
                  (s, prefix) -> ((String) s).startsWith((String) prefix))),
          new ScalarFunction(
              "reverse",
              "reverse(VARCHAR)",
              Overload.of(
                  VARCHAR, VARCHAR, s -> new StringBuilder((String) s).reverse().toString())),
          new ScalarFunction(
              "lpad",
              "lpad(VARCHAR, length, VARCHAR)",
              Overload.of(
                  VARCHAR,
                  BIGINT,
                  VARCHAR,
                  VARCHAR,
                  (s, length, pad) -> padded((String) s, (Long) length, (String) pad, true))),
          new ScalarFunction(
              "rpad",
              "rpad(VARCHAR, length, VARCHAR)",
              Overload.of(
                  VARCHAR,
                  BIGINT,
                  VARCHAR,
                  VARCHAR,
                  (s, length, pad) -> padded((String) s, (Long) length, (String) pad, false))));

  private StringFunctions() {}

  /** One code point becomes one: no ß to SS, no final sigma. */
  private static String mapped(String text, IntUnaryOperator mapping) {
    StringBuilder mapped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      mapped.appendCodePoint(mapping.applyAsInt(codePoint));
      i += Character.charCount(codePoint);
    }
    return mapped.toString();
  }

  /** White space is {@link Character#isWhitespace(int)}, which leaves out no-break spaces. */
  private static ScalarFunction trim(String name, boolean left, boolean right) {
    return new ScalarFunction(
        name,
        name + "(VARCHAR), or " + name + "(VARCHAR, characters)",
        Overload.of(
            VARCHAR, VARCHAR, s -> trimmed((String) s, Character::isWhitespace, left, right)),
        Overload.of(
            VARCHAR,
            VARCHAR,
            VARCHAR,
            (s, characters) ->
                trimmed((String) s, c -> ((String) characters).indexOf(c) >= 0, left, right)));
  }

  private static String trimmed(String text, IntPredicate unwanted, boolean left, boolean right) {
    int begin = 0;
    int end = text.length();
    while (left && begin < end && unwanted.test(text.codePointAt(begin))) {
      begin += Character.charCount(text.codePointAt(begin));
    }
    while (right && begin < end && unwanted.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(begin, end);
  }

  private static Optional<BoundFunction> concat(List<Expression> arguments) {
    boolean takes =
        arguments.size() >= 2
            && arguments.stream().allMatch(argument -> argument.type().equals(VARCHAR));
    return takes
        ? Optional.of(
            new BoundFunction(
                Collections.nCopies(arguments.size(), VARCHAR),
                VARCHAR,
                (Body.Binary) (left, right) -> ((String) left).concat((String) right)))
        : Optional.empty();
  }

  /** A longer text is cut on its right, whichever side would be padded. */
  private static String padded(String text, long length, String pad, boolean left) {
    if (length < 0 || length > Integer.MAX_VALUE || pad.isEmpty()) {
      return null;
    }
    long missing = length - Text.length(text);
    if (missing <= 0) {
      return text.substring(0, Text.skip(text, 0, length));
    }
    int padLength = Text.length(pad);
    long whole = missing / padLength;
    String rest = pad.substring(0, Text.skip(pad, 0, missing % padLength));
    if (text.length() + whole * pad.length() + rest.length() > Text.MAX_LENGTH) {
      return null;
    }
    String padding = pad.repeat((int) whole) + rest;
    return left ? padding + text : text + padding;
  }
}
