package dev.braid.function;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Parts of a date or time, each a BIGINT, as the clock in the type's zone reads. {@code EXTRACT}
 * calls these by its fields' names.
 */
final class DateFields {
  private static final long SECOND = Temporals.MICROS_PER_SECOND;

  static final List<ScalarFunction> ALL =
      List.of(
          ofDate("year", CivilDays::year),
          ofDate("quarter", CivilDays::quarter),
          ofDate("month", CivilDays::month),
          ofDate("week", CivilDays::week),
          ofDate("week_of_year", CivilDays::week),
          ofDate("year_of_week", CivilDays::yearOfWeek),
          ofDate("yow", CivilDays::yearOfWeek),
          ofDate("day", CivilDays::dayOfMonth),
          ofDate("day_of_month", CivilDays::dayOfMonth),
          ofDate("day_of_week", CivilDays::dayOfWeek),
          ofDate("dow", CivilDays::dayOfWeek),
          ofDate("day_of_year", CivilDays::dayOfYear),
          ofDate("doy", CivilDays::dayOfYear),
          ofTime("hour", local -> Math.floorMod(local, Temporals.MICROS_PER_DAY) / (3600 * SECOND)),
          ofTime("minute", local -> Math.floorMod(local, 3600 * SECOND) / (60 * SECOND)),
          ofTime("second", local -> Math.floorMod(local, 60 * SECOND) / SECOND),
          ofTime("millisecond", local -> Math.floorMod(local, SECOND) / 1000),
          ofOffset("timezone_hour", seconds -> seconds / 3600),
          ofOffset("timezone_minute", seconds -> seconds / 60 % 60));

  private DateFields() {}

  private static ScalarFunction ofDate(String name, LongUnaryOperator field) {
    return new ScalarFunction(
        name,
        name + "(x) of a DATE or TIMESTAMP",
        arguments ->
            temporal(arguments, false)
                .map(type -> bound(type, local -> field.applyAsLong(LocalTimes.day(local)))));
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
    LongUnaryOperator reading = WallClock.reading(type);
    Body.LongToLong body = (value, nulls) -> field.applyAsLong(reading.applyAsLong(value));
    return new BoundFunction(List.of(type), DataType.BIGINT, body);
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
          Body.LongToLong body = (value, nulls) -> field.applyAsLong(clock.offsetSeconds(value));
          return Optional.of(new BoundFunction(List.of(zoned), DataType.BIGINT, body));
        });
  }
}
