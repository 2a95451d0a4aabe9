package dev.braid.serving.sql;

import dev.braid.serving.sql.SqlType.Kind;
import java.util.Map;

/** Dates and times as texts, in MySQL's formats and in ISO 8601's. */
final class TimeFormats {
  /** MySQL's letters by strftime's. */
  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('a', "%a"),
          Map.entry('b', "%b"),
          Map.entry('c', "%-m"),
          Map.entry('d', "%d"),
          Map.entry('e', "%-d"),
          Map.entry('f', "%g000"),
          Map.entry('H', "%H"),
          Map.entry('h', "%I"),
          Map.entry('I', "%I"),
          Map.entry('i', "%M"),
          Map.entry('j', "%j"),
          Map.entry('k', "%-H"),
          Map.entry('l', "%-I"),
          Map.entry('M', "%B"),
          Map.entry('m', "%m"),
          Map.entry('p', "%p"),
          Map.entry('r', "%I:%M:%S %p"),
          Map.entry('S', "%S"),
          Map.entry('s', "%S"),
          Map.entry('T', "%H:%M:%S"),
          Map.entry('v', "%V"),
          Map.entry('W', "%A"),
          Map.entry('x', "%G"),
          Map.entry('Y', "%Y"),
          Map.entry('y', "%y"),
          Map.entry('%', "%%"));

  private TimeFormats() {}

  static void register(Functions.Registry functions) {
    functions.scalar("date_format", 2, 2, TimeFormats::format);
    functions.scalar("date_parse", 2, 2, TimeFormats::parse);
    functions.scalar("from_iso8601_date", 1, 1, call -> iso(call, SqlType.DATE));
    functions.scalar(
        "from_iso8601_timestamp",
        1,
        1,
        call -> iso(call, SqlType.timestampIn(TimeFunctions.NOW_PRECISION, SqlType.UTC)));
    functions.scalar("to_iso8601", 1, 1, TimeFormats::toIso);
  }

  private static Typed format(Functions.Call call) {
    Typed value = call.arg(0);
    if (value.type().kind() != Kind.DATE && !value.type().isTimestamp()) {
      throw call.mismatch("date_format of a " + value.type());
    }
    return Typed.of(
        "strftime(" + TimeFunctions.clock(value) + ", " + Duck.literal(letters(call)) + ")",
        SqlType.VARCHAR);
  }

  private static Typed parse(Functions.Call call) {
    String text = call.coerced(0, SqlType.VARCHAR).text();
    String letters = letters(call).replace("%g000", "%f");
    if (!letters.matches("(?s).*%[YyG].*")) {
      text = "('1970 ' || " + text + ")";
      letters = "%Y " + letters;
    }
    return Typed.of(
        "CAST(strptime(" + text + ", " + Duck.literal(letters) + ") AS TIMESTAMP)",
        SqlType.timestamp(TimeFunctions.NOW_PRECISION));
  }

  private static String letters(Functions.Call call) {
    String format = call.text(1);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char character = format.charAt(i);
      if (character != '%') {
        letters.append(character);
      } else if (++i < format.length() && LETTERS.containsKey(format.charAt(i))) {
        letters.append(LETTERS.get(format.charAt(i)));
      } else {
        throw call.invalid("the format '" + format + "' has a letter that is not supported");
      }
    }
    return letters.toString();
  }

  private static Typed iso(Functions.Call call, SqlType type) {
    String macro = type.kind() == Kind.DATE ? "iso_date" : "iso_timestamp";
    String text = Functions.macro(macro, call.coerced(0, SqlType.VARCHAR).text());
    return Typed.of(Duck.cast(text, type), type);
  }

  private static Typed toIso(Functions.Call call) {
    Typed value = call.arg(0);
    return switch (value.type().kind()) {
      case DATE -> Typed.of(Duck.cast(value.text(), SqlType.VARCHAR), SqlType.VARCHAR);
      case TIMESTAMP ->
          Typed.of("replace(" + TimeFunctions.text(value) + ", ' ', 'T')", SqlType.VARCHAR);
      case TIMESTAMP_TZ ->
          Typed.of(
              "(replace("
                  + TimeFunctions.text(
                      Typed.of(
                          TimeFunctions.local(value), SqlType.timestamp(value.type().precision())))
                  + ", ' ', 'T') || "
                  + (value.type().zone().equals(SqlType.UTC)
                      ? "'Z'"
                      : Functions.macro("offset_text", TimeFunctions.offsetSeconds(value)))
                  + ")",
              SqlType.VARCHAR);
      default -> throw call.mismatch("to_iso8601 of a " + value.type());
    };
  }
}
