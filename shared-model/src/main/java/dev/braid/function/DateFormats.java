package dev.braid.function;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * {@code date_format(x, format)} with MySQL's letters after {@code %}, in English, to the
 * millisecond (the rest is cut off). A letter that MySQL has and Trino does not is refused; one
 * that neither has stands for itself.
 */
final class DateFormats {
  private static final String REFUSED = "DUuVwX";

  static final List<ScalarFunction> ALL =
      List.of(
          new ScalarFunction(
              "date_format",
              "date_format(TIMESTAMP, 'format') with a constant format that is not empty and has"
                  + " none of %D %U %u %V %w %X",
              DateFormats::bind));

  private DateFormats() {}

  /** Writes one part of a format. */
  private interface Part {
    void write(LocalDateTime time, StringBuilder out);
  }

  private static Optional<BoundFunction> bind(List<Expression> arguments) {
    if (arguments.size() != 2 || !arguments.get(0).type().isTemporal()) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    DataType parameter = type.equals(DataType.DATE) ? DataType.TIMESTAMP : type;
    return Constants.text(arguments.get(1))
        .flatMap(DateFormats::parse)
        .map(
            parts ->
                new BoundFunction(
                    List.of(parameter, DataType.VARCHAR),
                    DataType.VARCHAR,
                    List.of(0),
                    format(parts.toArray(Part[]::new), parameter)));
  }

  private static Body.LongToObject format(Part[] parts, DataType type) {
    LongUnaryOperator reading = WallClock.reading(type);
    return value -> {
      LocalDateTime time = Temporals.dateTimeOf(reading.applyAsLong(value));
      StringBuilder out = new StringBuilder();
      for (Part part : parts) {
        part.write(time, out);
      }
      return out.toString();
    };
  }

  private static Part all(String format) {
    List<Part> parts = parse(format).orElseThrow();
    return (time, out) -> parts.forEach(part -> part.write(time, out));
  }

  /** Empty if a letter is refused, or there is nothing to write. */
  private static Optional<List<Part>> parse(String format) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < format.length(); i++) {
      char character = format.charAt(i);
      if (character != '%') {
        parts.add(literal(character));
      } else if (++i < format.length()) {
        char letter = format.charAt(i);
        if (REFUSED.indexOf(letter) >= 0) {
          return Optional.empty();
        }
        parts.add(part(letter));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
  }

  private static Part part(char letter) {
    return switch (letter) {
      case 'a' -> (time, out) -> out.append(name(time.getDayOfWeek()), 0, 3);
      case 'b' -> (time, out) -> out.append(name(time.getMonth()), 0, 3);
      case 'c' -> number(ChronoField.MONTH_OF_YEAR, 1);
      case 'd' -> number(ChronoField.DAY_OF_MONTH, 2);
      case 'e' -> number(ChronoField.DAY_OF_MONTH, 1);
      case 'f' -> (time, out) -> pad(time.get(ChronoField.MILLI_OF_SECOND) * 1000, 6, out);
      case 'H' -> number(ChronoField.HOUR_OF_DAY, 2);
      case 'h', 'I' -> number(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
      case 'i' -> number(ChronoField.MINUTE_OF_HOUR, 2);
      case 'j' -> number(ChronoField.DAY_OF_YEAR, 3);
      case 'k' -> number(ChronoField.HOUR_OF_DAY, 1);
      case 'l' -> number(ChronoField.CLOCK_HOUR_OF_AMPM, 1);
      case 'M' -> (time, out) -> out.append(name(time.getMonth()));
      case 'm' -> number(ChronoField.MONTH_OF_YEAR, 2);
      case 'p' -> (time, out) -> out.append(time.getHour() < 12 ? "AM" : "PM");
      case 'r' -> all("%h:%i:%s %p");
      case 'S', 's' -> number(ChronoField.SECOND_OF_MINUTE, 2);
      case 'T' -> all("%H:%i:%s");
      case 'v' -> number(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
      case 'W' -> (time, out) -> out.append(name(time.getDayOfWeek()));
      case 'x' -> number(IsoFields.WEEK_BASED_YEAR, 4);
      case 'Y' -> number(ChronoField.YEAR, 4);
      case 'y' -> (time, out) -> pad(time.getYear() % 100, 2, out);
      default -> literal(letter);
    };
  }

  private static Part literal(char character) {
    return (time, out) -> out.append(character);
  }

  private static Part number(TemporalField field, int digits) {
    return (time, out) -> pad(time.get(field), digits, out);
  }

  private static void pad(int number, int digits, StringBuilder out) {
    String text = Integer.toString(number);
    out.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
  }

  /** {@code MONDAY} as {@code Monday}. */
  private static String name(Enum<?> dayOrMonth) {
    String name = dayOrMonth.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
