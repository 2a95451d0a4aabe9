package dev.braid.function;

import dev.braid.plan.Cast;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * {@code date_trunc date_add date_diff last_day_of_month}. Units from day up are those of the
 * calendar in the type's zone, whatever a day's length; shorter ones are time that passes. A result
 * in an hour that comes twice keeps its argument's offset, one in a gap comes after it.
 */
final class DateArithmetic {
  private static final String UNITS =
      "'millisecond|second|minute|hour|day|week|month|quarter|year'";

  static final List<ScalarFunction> ALL =
      List.of(
          new ScalarFunction(
              "date_trunc",
              "date_trunc('second|minute|hour|day|week|month|quarter|year', TIMESTAMP) or, from day"
                  + " up, a DATE",
              DateArithmetic::truncate),
          new ScalarFunction(
              "date_add",
              "date_add(" + UNITS + ", BIGINT, TIMESTAMP) or, from day up, a DATE",
              DateArithmetic::add),
          new ScalarFunction(
              "date_diff",
              "date_diff(" + UNITS + ", TIMESTAMP, TIMESTAMP) or, from day up, DATEs",
              DateArithmetic::difference),
          new ScalarFunction(
              "last_day_of_month",
              "last_day_of_month(x) of a DATE or TIMESTAMP",
              DateArithmetic::lastDayOfMonth));

  private DateArithmetic() {}

  /** What a unit does to a local time; empty if the result is out of range. */
  private interface Step {
    OptionalLong apply(long local, Object[] values);
  }

  private static Optional<BoundFunction> truncate(List<Expression> arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    DataType type = arguments.get(1).type();
    return unit(arguments.get(0), type)
        .map(
            unit ->
                new BoundFunction(
                    List.of(DataType.VARCHAR, type),
                    type,
                    step(
                        unit,
                        type,
                        1,
                        (local, values) -> OptionalLong.of(LocalTimes.truncate(unit, local)))));
  }

  private static Optional<BoundFunction> add(List<Expression> arguments) {
    if (arguments.size() != 3 || !Cast.widens(arguments.get(1).type(), DataType.BIGINT)) {
      return Optional.empty();
    }
    DataType type = arguments.get(2).type();
    return unit(arguments.get(0), type)
        .map(
            unit ->
                new BoundFunction(
                    List.of(DataType.VARCHAR, DataType.BIGINT, type),
                    type,
                    step(unit, type, 2, (local, values) -> add(unit, (Long) values[1], local))));
  }

  /** As in Trino, an amount that is no INTEGER cannot be added. */
  private static OptionalLong add(TimeUnit unit, long amount, long local) {
    return amount == (int) amount ? LocalTimes.add(unit, amount, local) : OptionalLong.empty();
  }

  /** The unit, if it is constant and values of the type have it. */
  private static Optional<TimeUnit> unit(Expression argument, DataType type) {
    return Constants.text(argument)
        .flatMap(TimeUnit::of)
        .filter(unit -> type.isTimestamp() || (type.equals(DataType.DATE) && !unit.isOfTime()));
  }

  private static Body step(TimeUnit unit, DataType type, int index, Step step) {
    if (type.equals(DataType.DATE)) {
      return values -> {
        long local = (Integer) values[index] * Temporals.MICROS_PER_DAY;
        OptionalLong result = step.apply(local, values);
        return result.isPresent()
            ? date(Math.floorDiv(result.getAsLong(), Temporals.MICROS_PER_DAY))
            : null;
      };
    }
    WallClock clock = WallClock.of(type);
    return values -> {
      long instant = (Long) values[index];
      long local = clock.local(instant);
      OptionalLong result = step.apply(local, values);
      if (result.isEmpty()) {
        return null;
      }
      long micros =
          unit.isOfTime()
              ? instant + (result.getAsLong() - local)
              : clock.instant(result.getAsLong(), instant);
      return Temporals.isTimestamp(micros) ? (Object) micros : null;
    };
  }

  private static Object date(long day) {
    return Temporals.isDate(day) ? (Object) (int) day : null;
  }

  /** From the second argument to the third, both to the millisecond, in the second's zone. */
  private static Optional<BoundFunction> difference(List<Expression> arguments) {
    if (arguments.size() != 3) {
      return Optional.empty();
    }
    DataType from = arguments.get(1).type();
    DataType to = arguments.get(2).type();
    if (!from.isTemporal() || !to.isTemporal()) {
      return Optional.empty();
    }
    boolean dates = from.equals(DataType.DATE) && to.equals(DataType.DATE);
    DataType start = dates ? from : asTimestamp(from);
    DataType end = dates ? to : asTimestamp(to);
    return unit(arguments.get(0), start)
        .map(
            unit ->
                new BoundFunction(
                    List.of(DataType.VARCHAR, start, end),
                    DataType.BIGINT,
                    difference(unit, start)));
  }

  private static DataType asTimestamp(DataType type) {
    return type.equals(DataType.DATE) ? DataType.TIMESTAMP : type;
  }

  private static Body difference(TimeUnit unit, DataType type) {
    if (type.equals(DataType.DATE) || unit.isOfTime()) {
      ToLongFunction<Object> reading =
          WallClock.reading(type.equals(DataType.DATE) ? type : DataType.TIMESTAMP);
      return values ->
          LocalTimes.difference(
              unit,
              toMillis(reading.applyAsLong(values[1])),
              toMillis(reading.applyAsLong(values[2])));
    }
    WallClock clock = WallClock.of(type);
    return values ->
        LocalTimes.difference(
            unit, toMillis(clock.local((Long) values[1])), toMillis(clock.local((Long) values[2])));
  }

  private static long toMillis(long micros) {
    return micros - Math.floorMod(micros, 1000L);
  }

  private static Optional<BoundFunction> lastDayOfMonth(List<Expression> arguments) {
    if (arguments.size() != 1 || !arguments.get(0).type().isTemporal()) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    ToLongFunction<Object> reading = WallClock.reading(type);
    return Optional.of(
        new BoundFunction(
            List.of(type),
            DataType.DATE,
            values -> {
              long local = reading.applyAsLong(values[0]);
              long first =
                  Math.floorDiv(
                      LocalTimes.truncate(TimeUnit.MONTH, local), Temporals.MICROS_PER_DAY);
              return date(first + Temporals.dateOf(local).lengthOfMonth() - 1);
            }));
  }
}
