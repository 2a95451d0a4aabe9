package dev.braid.serving.sql;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of text and bytes. */
final class TextFunctions {
  /** One directive of {@code format}: those that mean the same to Java and to DuckDB's printf. */
  private static final Pattern DIRECTIVE =
      Pattern.compile("%([-0+ ,]*)(\\d*)(?:\\.(\\d+))?([a-zA-Z%])");

  /** White space, but for the kinds that no line is broken at. */
  private static final String WHITE =
      " \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
          + "\u2008\u2009\u200a\u2028\u2029\u205f\u3000";

  private TextFunctions() {}

  static void register(Functions.Registry functions) {
    functions.scalar("lower", 1, 1, Functions.same(SqlType.VARCHAR));
    functions.scalar(
        "upper", 1, 1, Functions.byMacro("upper", SqlType.VARCHAR, (c, i) -> SqlType.VARCHAR));
    functions.scalar("reverse", 1, 1, TextFunctions::reverse);
    functions.scalar("length", 1, 1, TextFunctions::length);
    for (String name : List.of("trim", "ltrim", "rtrim")) {
      functions.scalar(name, 1, 2, TextFunctions::trim);
    }
    functions.scalar("concat", 1, Integer.MAX_VALUE, TextFunctions::concat);
    functions.scalar("concat_ws", 2, Integer.MAX_VALUE, TextFunctions::concatWith);
    functions.scalar("starts_with", 2, 2, Functions.plain(SqlType.VARCHAR, SqlType.BOOLEAN));
    functions.scalar("strpos", 2, 2, TextFunctions::position);
    functions.scalar("position", 2, 2, TextFunctions::position);
    functions.scalar("substr", 2, 3, TextFunctions::substring);
    functions.scalar("substring", 2, 3, TextFunctions::substring);
    functions.scalar("replace", 2, 3, TextFunctions::replace);
    functions.scalar("lpad", 3, 3, TextFunctions::pad);
    functions.scalar("rpad", 3, 3, TextFunctions::pad);
    functions.scalar("split", 2, 2, TextFunctions::split);
    functions.scalar("split_part", 3, 3, TextFunctions::splitPart);
    functions.scalar("translate", 3, 3, Functions.plain(SqlType.VARCHAR, SqlType.VARCHAR));
    functions.scalar(
        "chr",
        1,
        1,
        call ->
            Typed.of(
                "chr(CAST(" + call.coerced(0, SqlType.BIGINT).text() + " AS INTEGER))",
                SqlType.VARCHAR));
    functions.scalar(
        "codepoint",
        1,
        1,
        call -> {
          if (call.arg(0).constant() instanceof String text
              && text.codePointCount(0, text.length()) != 1) {
            throw call.mismatch("codepoint is for one character");
          }
          return Typed.of(Functions.macro("codepoint", text(call, 0)), SqlType.INTEGER);
        });
    functions.scalar("levenshtein_distance", 2, 2, call -> distance(call, "levenshtein"));
    functions.scalar("hamming_distance", 2, 2, TextFunctions::hamming);
    RegexpFunctions.register(functions);
    JsonFunctions.register(functions);
    functions.scalar("format", 1, Integer.MAX_VALUE, TextFunctions::format);
    functions.scalar(
        "typeof",
        1,
        1,
        call -> Typed.of(Duck.literal(call.arg(0).type().trinoName()), SqlType.VARCHAR));
    functions.scalar("version", 0, 0, call -> Typed.of("'braid'", SqlType.VARCHAR));
    functions.scalar("md5", 1, 1, call -> digest(call, "md5"));
    functions.scalar("sha1", 1, 1, call -> digest(call, "sha1"));
    functions.scalar("sha256", 1, 1, call -> digest(call, "sha256"));
    functions.scalar(
        "to_utf8", 1, 1, Functions.renamed("encode", SqlType.VARCHAR, SqlType.VARBINARY));
    functions.scalar(
        "from_utf8", 1, 1, Functions.renamed("decode", SqlType.VARBINARY, SqlType.VARCHAR));
    functions.scalar("to_hex", 1, 1, Functions.renamed("hex", SqlType.VARBINARY, SqlType.VARCHAR));
    functions.scalar(
        "from_hex", 1, 1, Functions.byMacro("unhex", SqlType.VARBINARY, (c, i) -> SqlType.VARCHAR));
    functions.scalar("to_base64", 1, 1, Functions.plain(SqlType.VARBINARY, SqlType.VARCHAR));
    functions.scalar("from_base64", 1, 1, Functions.plain(SqlType.VARCHAR, SqlType.VARBINARY));
    functions.scalar("uuid", 0, 0, call -> Typed.of("gen_random_uuid()", SqlType.UUID));
  }

  private static String text(Functions.Call call, int index) {
    return call.coerced(index, SqlType.VARCHAR).text();
  }

  private static Typed reverse(Functions.Call call) {
    SqlType type = call.arg(0).type();
    return type.kind() == Kind.ARRAY
        ? Typed.of("list_reverse(" + call.arg(0).text() + ")", type)
        : Typed.of("reverse(" + text(call, 0) + ")", SqlType.VARCHAR);
  }

  private static Typed length(Functions.Call call) {
    return call.arg(0).type().kind() == Kind.VARBINARY
        ? Typed.of("octet_length(" + call.arg(0).text() + ")", SqlType.BIGINT)
        : Typed.of("length(" + text(call, 0) + ")", SqlType.BIGINT);
  }

  /** Of texts, bytes or arrays; {@code ||} too. */
  static Typed concat(Functions.Call call) {
    boolean arrays = call.args().stream().anyMatch(value -> value.type().kind() == Kind.ARRAY);
    if (!arrays) {
      List<Typed> values = call.unified();
      SqlType type = values.get(0).type();
      if (type.kind() != Kind.VARCHAR
          && type.kind() != Kind.VARBINARY
          && type.kind() != Kind.UNKNOWN) {
        throw call.mismatch("concat of " + type);
      }
      return Typed.of(
          "(" + String.join(" || ", values.stream().map(Typed::text).toList()) + ")", type);
    }
    List<Typed> lists = new ArrayList<>();
    for (Typed value : call.args()) {
      lists.add(
          value.type().kind() == Kind.ARRAY
              ? value
              : Typed.of("[" + value.text() + "]", SqlType.array(value.type())));
    }
    List<Typed> values = call.unified(lists);
    String text = values.get(0).text();
    for (Typed value : values.subList(1, values.size())) {
      text = Functions.macro("list_concat", text, value.text());
    }
    return Typed.of(text, values.get(0).type());
  }

  private static Typed concatWith(Functions.Call call) {
    if (call.size() == 2 && call.arg(1).type().kind() == Kind.ARRAY) {
      String texts = call.coerced(1, SqlType.array(SqlType.VARCHAR)).text();
      return Typed.of(Functions.macro("array_join", texts, text(call, 0)), SqlType.VARCHAR);
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < call.size(); i++) {
      texts.add(text(call, i));
    }
    return Typed.of("concat_ws(" + String.join(", ", texts) + ")", SqlType.VARCHAR);
  }

  private static Typed position(Functions.Call call) {
    return Typed.of(
        "CAST(strpos(" + text(call, 0) + ", " + text(call, 1) + ") AS BIGINT)", SqlType.BIGINT);
  }

  private static Typed substring(Functions.Call call) {
    String start = call.coerced(1, SqlType.BIGINT).text();
    return Typed.of(
        call.size() == 2
            ? Functions.macro("substring_from", text(call, 0), start)
            : Functions.macro(
                "substring", text(call, 0), start, call.coerced(2, SqlType.BIGINT).text()),
        SqlType.VARCHAR);
  }

  private static Typed replace(Functions.Call call) {
    String by = call.size() == 3 ? text(call, 2) : "''";
    return Typed.of(Functions.macro("replace", text(call, 0), text(call, 1), by), SqlType.VARCHAR);
  }

  private static Typed pad(Functions.Call call) {
    return Typed.of(
        Functions.macro(
            call.name(), text(call, 0), call.coerced(1, SqlType.BIGINT).text(), text(call, 2)),
        SqlType.VARCHAR);
  }

  private static Typed split(Functions.Call call) {
    return Typed.of(
        Functions.macro("split", text(call, 0), text(call, 1)), SqlType.array(SqlType.VARCHAR));
  }

  private static Typed splitPart(Functions.Call call) {
    return Typed.of(
        Functions.macro(
            "split_part", text(call, 0), text(call, 1), call.coerced(2, SqlType.BIGINT).text()),
        SqlType.VARCHAR);
  }

  private static Typed hamming(Functions.Call call) {
    return Typed.of(
        Duck.cast(Functions.macro("hamming", text(call, 0), text(call, 1)), SqlType.BIGINT),
        SqlType.BIGINT);
  }

  /** What is no space to Trino is none here. */
  private static Typed trim(Functions.Call call) {
    String characters = call.size() == 2 ? text(call, 1) : Duck.literal(WHITE);
    return Typed.of(call.name() + "(" + text(call, 0) + ", " + characters + ")", SqlType.VARCHAR);
  }

  /** Refuses a constant LIKE pattern whose escape character stands before another than it may. */
  static void checkLike(Typed pattern, Typed escape, Node at) {
    if (escape.constant() instanceof String character) {
      if (character.codePointCount(0, character.length()) != 1) {
        throw ServingErrors.invalidArgument("ESCAPE wants one character", Statements.at(at));
      }
      if (pattern.constant() instanceof String text) {
        String rest = text.replace(character + character, "");
        rest = rest.replace(character + "%", "").replace(character + "_", "");
        if (rest.contains(character)) {
          throw ServingErrors.invalidArgument(
              "the escape character must be followed by '%', '_' or itself", Statements.at(at));
        }
      }
    }
  }

  private static Typed distance(Functions.Call call, String function) {
    return Typed.of(
        "CAST(" + function + "(" + text(call, 0) + ", " + text(call, 1) + ") AS BIGINT)",
        SqlType.BIGINT);
  }

  private static Typed digest(Functions.Call call, String function) {
    return Typed.of(
        "unhex(" + function + "(" + call.coerced(0, SqlType.VARBINARY).text() + "))",
        SqlType.VARBINARY);
  }

  /** {@code format}, by its constant first argument. */
  private static Typed format(Functions.Call call) {
    String format = call.text(0);
    List<String> arguments = new ArrayList<>();
    StringBuilder printf = new StringBuilder();
    Matcher directives = DIRECTIVE.matcher(format);
    int end = 0;
    while (directives.find()) {
      String between = format.substring(end, directives.start());
      refuseLoosePercent(call, between);
      printf.append(between);
      end = directives.end();
      printf.append(directive(call, directives, arguments));
    }
    String rest = format.substring(end);
    refuseLoosePercent(call, rest);
    printf.append(rest);
    if (arguments.size() != call.size() - 1) {
      throw call.invalid(
          "the format has "
              + arguments.size()
              + " directives for "
              + (call.size() - 1)
              + " values");
    }
    String values = arguments.isEmpty() ? "" : ", " + String.join(", ", arguments);
    return Typed.of("printf(" + Duck.literal(printf.toString()) + values + ")", SqlType.VARCHAR);
  }

  private static void refuseLoosePercent(Functions.Call call, String text) {
    if (text.indexOf('%') >= 0) {
      throw call.invalid(
          "a directive of the format is not supported: write %[flags][width][.digits]letter");
    }
  }

  private static String directive(Functions.Call call, Matcher directive, List<String> arguments) {
    char letter = directive.group(4).charAt(0);
    if (letter == '%') {
      return "%%";
    }
    if (letter == 'n') {
      return "\n";
    }
    int index = arguments.size() + 1;
    if (index >= call.size()) {
      throw call.invalid("the format has more directives than values");
    }
    SqlType type = call.arg(index).type();
    boolean fits =
        switch (letter) {
          case 'd', 'x', 'X', 'o' -> type.isInteger();
          case 'f', 'e', 'E' -> type.isFloating() || type.isDecimal();
          case 's' -> directive.group(1).indexOf(',') < 0;
          case 'b' -> type.equals(SqlType.BOOLEAN);
          default -> false;
        };
    if (!fits) {
      throw call.invalid("%" + letter + " of a " + type + " is not supported");
    }
    String value =
        switch (letter) {
          case 's', 'b' ->
              Casts.of(printable(call, index), SqlType.VARCHAR, false, call.node()).text();
          case 'f', 'e', 'E' ->
              Casts.of(call.arg(index), SqlType.DOUBLE, false, call.node()).text();
          default -> call.coerced(index, SqlType.BIGINT).text();
        };
    arguments.add(value);
    String precision = directive.group(3) == null ? "" : "." + directive.group(3);
    if (precision.isEmpty() && letter == 'f') {
      precision = ".6";
    }
    return "%"
        + directive.group(1)
        + directive.group(2)
        + precision
        + (letter == 'b' ? 's' : letter);
  }

  private static Typed printable(Functions.Call call, int index) {
    Typed value = call.arg(index);
    if (!value.type().parameters().isEmpty()) {
      throw call.notSupported("format of a " + value.type());
    }
    return value;
  }
}
