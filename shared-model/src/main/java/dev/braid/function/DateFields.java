package dev.braid.function;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Parts of a date or time, each a BIGINT, as the clock in the type's zone reads. {@code EXTRACT}
 * calls these by its fields' names.
 */
final class DateFields {
  private static final long SECOND = Temporals.MICROS_PER_SECOND;

  static final List<ScalarFunction> ALL =
      List.of(
          ofDate("year", LocalDate::getYear),
          ofDate("quarter", date -> date.get(IsoFields.QUARTER_OF_YEAR)),
          ofDate("month", LocalDate::getMonthValue),
          ofDate("week", DateFields::week),
          ofDate("week_of_year", DateFields::week),
          ofDate("year_of_week", DateFields::yearOfWeek),
          ofDate("yow", DateFields::yearOfWeek),
          ofDate("day", LocalDate::getDayOfMonth),
          ofDate("day_of_month", LocalDate::getDayOfMonth),
          ofDate("day_of_week", date -> date.getDayOfWeek().getValue()),
          ofDate("dow", date -> date.getDayOfWeek().getValue()),
          ofDate("day_of_year", LocalDate::getDayOfYear),
          ofDate("doy", LocalDate::getDayOfYear),
          ofTime("hour", local -> Math.floorMod(local, Temporals.MICROS_PER_DAY) / (3600 * SECOND)),
          ofTime("minute", local -> Math.floorMod(local, 3600 * SECOND) / (60 * SECOND)),
          ofTime("second", local -> Math.floorMod(local, 60 * SECOND) / SECOND),
          ofTime("millisecond", local -> Math.floorMod(local, SECOND) / 1000),
          ofOffset("timezone_hour", seconds -> seconds / 3600),
          ofOffset("timezone_minute", seconds -> seconds / 60 % 60));

  private DateFields() {}

  private static int week(LocalDate date) {
    return date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static int yearOfWeek(LocalDate date) {
    return date.get(IsoFields.WEEK_BASED_YEAR);
  }

  private static ScalarFunction ofDate(String name, ToIntFunction<LocalDate> field) {
    return new ScalarFunction(
        name,
        name + "(x) of a DATE or TIMESTAMP",
        arguments ->
            temporal(arguments, false)
                .map(type -> bound(type, local -> field.applyAsInt(Temporals.dateOf(local)))));
  }

  private static ScalarFunction ofTime(String name, LongUnaryOperator field) {
    return new ScalarFunction(
        name,
        name + "(TIMESTAMP)",
        arguments -> temporal(arguments, true).map(type -> bound(type, field)));
  }

  /** The argument's type, a DATE's as {@code dateAsTimestamp} says. */
  private static Optional<DataType> temporal(List<Expression> arguments, boolean dateAsTimestamp) {
    if (arguments.size() != 1 || !arguments.get(0).type().isTemporal()) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return Optional.of(dateAsTimestamp && type.equals(DataType.DATE) ? DataType.TIMESTAMP : type);
  }

  private static BoundFunction bound(DataType type, LongUnaryOperator field) {
    ToLongFunction<Object> reading = WallClock.reading(type);
    return new BoundFunction(
        List.of(type),
        DataType.BIGINT,
        values -> field.applyAsLong(reading.applyAsLong(values[0])));
  }

  private static ScalarFunction ofOffset(String name, LongUnaryOperator field) {
    return new ScalarFunction(
        name,
        name + "(TIMESTAMP WITH TIME ZONE)",
        arguments -> {
          if (arguments.size() != 1 || !arguments.get(0).type().isTimestamp()) {
            return Optional.empty();
          }
          DataType type = arguments.get(0).type();
          DataType zoned = type.zone() == null ? DataType.TIMESTAMP_TZ : type;
          WallClock clock = WallClock.of(zoned);
          return Optional.of(
              new BoundFunction(
                  List.of(zoned),
                  DataType.BIGINT,
                  values -> field.applyAsLong(clock.offsetSeconds((Long) values[0]))));
        });
  }
}
