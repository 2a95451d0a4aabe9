package dev.braid.serving.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constants. */
final class Literals {
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\s*(\\d{4}-\\d{1,2}-\\d{1,2})(?:["
              + " T](\\d{1,2}:\\d{1,2}(?::\\d{1,2}(?:\\.(\\d{1,12}))?)?))?"
              + "\\s*([A-Za-z][\\w/+-]*|[+-]\\d{2}:\\d{2})?\\s*");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern NUMBERS = Pattern.compile("\\d+");

  private Literals() {}

  static Typed of(Literal literal) {
    if (literal instanceof NullLiteral) {
      return Typed.of("NULL", SqlType.UNKNOWN);
    }
    if (literal instanceof BooleanLiteral bool) {
      return Typed.of(String.valueOf(bool.getValue()), SqlType.BOOLEAN);
    }
    if (literal instanceof LongLiteral number) {
      return integer(number.getParsedValue());
    }
    if (literal instanceof DoubleLiteral number) {
      return Typed.of(
          Duck.cast(Duck.literal(Double.toString(number.getValue())), SqlType.DOUBLE),
          SqlType.DOUBLE);
    }
    if (literal instanceof DecimalLiteral number) {
      return decimal(number.getValue(), literal);
    }
    if (literal instanceof StringLiteral text) {
      return new Typed(Duck.literal(text.getValue()), SqlType.VARCHAR, text.getValue());
    }
    if (literal instanceof BinaryLiteral bytes) {
      return Typed.of(
          "unhex('" + HexFormat.of().formatHex(bytes.getValue()) + "')", SqlType.VARBINARY);
    }
    if (literal instanceof TimestampLiteral time) {
      return timestamp(time.getValue(), literal);
    }
    if (literal instanceof io.trino.sql.tree.TimeLiteral time) {
      if (!time.getValue().strip().matches("[\\d:.]+")) {
        throw Expressions.notSupported("TIME WITH TIME ZONE", literal);
      }
      int fraction = time.getValue().strip().indexOf('.');
      return Typed.of(
          "TIME " + Duck.literal(time.getValue().strip()),
          SqlType.time(fraction < 0 ? 0 : time.getValue().strip().length() - fraction - 1));
    }
    if (literal instanceof GenericLiteral generic) {
      return generic(generic);
    }
    throw Expressions.notSupported(literal.getClass().getSimpleName(), literal);
  }

  /** INTEGER where it fits, as in Trino; the constant is a Long. */
  static Typed integer(long value) {
    SqlType type = (int) value == value ? SqlType.INTEGER : SqlType.BIGINT;
    String text = value < 0 ? "(" + value + ")" : Long.toString(value);
    return new Typed(
        type.equals(SqlType.BIGINT) ? Duck.cast("'" + value + "'", type) : text, type, value);
  }

  private static Typed decimal(String text, Literal at) {
    BigDecimal value = new BigDecimal(text.replace("_", ""));
    int scale = Math.max(0, value.scale());
    String digits = text.replace("_", "").replaceAll("[^0-9]", "");
    int precision = Math.max(1, Math.max(scale, digits.replaceFirst("^0+(?=\\d)", "").length()));
    if (precision > SqlType.MAX_PRECISION) {
      throw ServingErrors.invalidLiteral(text, "a DECIMAL of 38 digits", Statements.at(at));
    }
    SqlType type = SqlType.decimal(precision, scale);
    return Typed.of(Duck.cast("'" + value.toPlainString() + "'", type), type);
  }

  private static Typed timestamp(String text, Node at) {
    Matcher parts = TIMESTAMP.matcher(text);
    if (!parts.matches()) {
      throw ServingErrors.invalidLiteral(text, "a TIMESTAMP", Statements.at(at));
    }
    int precision = parts.group(3) == null ? 0 : parts.group(3).length();
    String time = parts.group(2) == null ? "00:00:00" : parts.group(2);
    String local =
        "TIMESTAMP "
            + Duck.literal(
                parts.group(1) + " " + (time.matches("\\d+:\\d+") ? time + ":00" : time));
    String zone = parts.group(4);
    if (zone == null) {
      return Typed.of(local, SqlType.timestamp(precision));
    }
    String known = TimeFunctions.zone(zone, at);
    if (isSkipped(parts.group(1), time, known)) {
      throw ServingErrors.invalidLiteral(text, "a time of its zone's clock", Statements.at(at));
    }
    return Typed.of(
        "timezone(" + Duck.literal(known) + ", " + local + ")",
        SqlType.timestampIn(precision, known));
  }

  /** Whether a zone's clock leaves out this time when it is put forward. */
  private static boolean isSkipped(String date, String time, String zone) {
    int[] numbers =
        Arrays.stream((date + ":" + time).split("[-:.]")).mapToInt(Integer::parseInt).toArray();
    try {
      LocalDateTime local =
          LocalDateTime.of(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
      return ZoneId.of(zone).getRules().getValidOffsets(local).isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** A constant text as a TIMESTAMP WITH TIME ZONE, in the zone that it names. */
  static Typed instant(String text, int precision, boolean safe, Node at) {
    SqlType type = SqlType.timestampIn(precision, SqlType.UTC);
    Matcher parts = TIMESTAMP.matcher(text);
    if (!parts.matches() || text.contains("T")) {
      if (safe) {
        return Typed.of(Duck.cast("NULL", type), type);
      }
      return Typed.of(Duck.cast(Functions.macro("instant_text", Duck.literal(text)), type), type);
    }
    String zone = parts.group(4) == null ? text + " UTC" : text;
    return Casts.of(timestamp(zone, at), type, safe, at);
  }

  private static Typed generic(GenericLiteral literal) {
    String type = literal.getType().toLowerCase(Locale.ROOT);
    String value = literal.getValue();
    SqlType wanted =
        switch (type) {
          case "date" -> SqlType.DATE;
          case "bigint" -> SqlType.BIGINT;
          case "integer", "int" -> SqlType.INTEGER;
          case "smallint" -> SqlType.SMALLINT;
          case "tinyint" -> SqlType.TINYINT;
          case "double" -> SqlType.DOUBLE;
          case "real" -> SqlType.REAL;
          case "boolean" -> SqlType.BOOLEAN;
          case "varchar" -> SqlType.VARCHAR;
          case "json" -> SqlType.JSON;
          case "uuid" -> SqlType.UUID;
          case "varbinary" -> SqlType.VARBINARY;
          case "decimal" -> null;
          default -> throw TypeRules.unknown(literal.getType(), literal);
        };
    if (wanted == null) {
      return decimal(value.strip(), literal);
    }
    if (wanted.isInteger()) {
      try {
        long number = Long.parseLong(value.strip());
        return new Typed(Duck.cast("'" + number + "'", wanted), wanted, number);
      } catch (NumberFormatException e) {
        throw ServingErrors.invalidLiteral(value, "a " + wanted, Statements.at(literal));
      }
    }
    if (wanted.equals(SqlType.JSON)) {
      return Typed.of(Duck.cast(Duck.literal(json(value, literal)), SqlType.JSON), SqlType.JSON);
    }
    Typed text = new Typed(Duck.literal(value), SqlType.VARCHAR, value);
    return Casts.of(text, wanted, false, literal);
  }

  /** In Trino's one form: without spaces, names in order. */
  static String json(String text, Node at) {
    try {
      return JSON.writeValueAsString(JSON.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      throw ServingErrors.invalidArgument("'" + text + "' is not JSON", Statements.at(at));
    }
  }

  /** INTERVAL '2' DAY, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '2 03:04:05.678' DAY TO SECOND. */
  static Typed interval(IntervalLiteral literal) {
    boolean months = literal.isYearToMonth();
    String value = literal.getValue().strip();
    boolean negative = value.startsWith("-");
    String[] parts =
        (negative || value.startsWith("+") ? value.substring(1) : value).split("[-: ]");
    int first = literal.getStartField().ordinal();
    int last = literal.getEndField().map(Enum::ordinal).orElse(first);
    if (parts.length != last - first + 1) {
      throw invalid(literal);
    }
    StringBuilder sum = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      IntervalLiteral.IntervalField field = IntervalLiteral.IntervalField.values()[first + i];
      boolean seconds = field == IntervalLiteral.IntervalField.SECOND;
      if (!(seconds && parts[i].matches("\\d+(\\.\\d{1,3})?"))
          && !NUMBERS.matcher(parts[i]).matches()) {
        throw invalid(literal);
      }
      String amount =
          seconds
              ? "to_milliseconds(" + new BigDecimal(parts[i]).movePointRight(3).longValue() + ")"
              : "to_" + field.name().toLowerCase(Locale.ROOT) + "s(" + parts[i] + ")";
      sum.append(i == 0 ? "" : " + ").append(amount);
    }
    String text = "(" + sum + ")";
    return Typed.of(
        literal.getSign() == IntervalLiteral.Sign.NEGATIVE != negative ? "(- " + text + ")" : text,
        months ? SqlType.YEAR_TO_MONTH : SqlType.DAY_TO_SECOND);
  }

  private static RuntimeException invalid(IntervalLiteral literal) {
    return ServingErrors.invalidLiteral(
        literal.getValue(), "an INTERVAL of these fields", Statements.at(literal));
  }
}
