package dev.braid.function;

import dev.braid.plan.Cast;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import dev.braid.type.NullFlag;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

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

  private static Optional<BoundFunction> truncate(List<Expression> arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    DataType type = arguments.get(1).type();
    return unit(arguments.get(0), type)
        .map(
            unit ->
                new BoundFunction(
                    List.of(DataType.VARCHAR, type), type, List.of(1), truncate(unit, type)));
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
                    List.of(1, 2),
                    add(unit, type)));
  }

  /** The unit, if it is constant and values of the type have it. */
  private static Optional<TimeUnit> unit(Expression argument, DataType type) {
    return Constants.text(argument)
        .flatMap(TimeUnit::of)
        .filter(unit -> type.isTimestamp() || (type.equals(DataType.DATE) && !unit.isOfTime()));
  }

  private static Body.LongToLong truncate(TimeUnit unit, DataType type) {
    if (type.equals(DataType.DATE)) {
      return (day, nulls) -> date(LocalTimes.truncate(unit, day * Temporals.MICROS_PER_DAY), nulls);
    }
    WallClock clock = WallClock.of(type);
    return (instant, nulls) -> {
      long local = clock.local(instant);
      return moved(clock, unit, instant, local, LocalTimes.truncate(unit, local), nulls);
    };
  }

  /** As in Trino, an amount that is no INTEGER cannot be added. */
  private static Body.LongsToLong add(TimeUnit unit, DataType type) {
    if (type.equals(DataType.DATE)) {
      return (amount, day, nulls) -> {
        long local = add(unit, amount, day * Temporals.MICROS_PER_DAY, nulls);
        return nulls.wasNull() ? 0 : date(local, nulls);
      };
    }
    WallClock clock = WallClock.of(type);
    return (amount, instant, nulls) -> {
      long from = clock.local(instant);
      long to = add(unit, amount, from, nulls);
      return nulls.wasNull() ? 0 : moved(clock, unit, instant, from, to, nulls);
    };
  }

  private static long add(TimeUnit unit, long amount, long local, NullFlag nulls) {
    return amount == (int) amount ? LocalTimes.add(unit, amount, local, nulls) : nulls.nullLong();
  }

  /** The instant at which the clock, which read one local time at another instant, reads so. */
  private static long moved(
      WallClock clock, TimeUnit unit, long instant, long from, long to, NullFlag nulls) {
    long micros = unit.isOfTime() ? instant + (to - from) : clock.instant(to, instant);
    return Temporals.isTimestamp(micros) ? micros : nulls.nullLong();
  }

  /** The day of a local time. */
  private static long date(long local, NullFlag nulls) {
    long day = LocalTimes.day(local);
    return Temporals.isDate(day) ? day : nulls.nullLong();
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
                    List.of(1, 2),
                    difference(unit, start)));
  }

  private static DataType asTimestamp(DataType type) {
    return type.equals(DataType.DATE) ? DataType.TIMESTAMP : type;
  }

  private static Body.LongsToLong difference(TimeUnit unit, DataType type) {
    boolean anyClock = unit.isOfTime() && !type.equals(DataType.DATE);
    LongUnaryOperator reading = WallClock.reading(anyClock ? DataType.TIMESTAMP : type);
    return (from, to, nulls) ->
        LocalTimes.difference(
            unit, toMillis(reading.applyAsLong(from)), toMillis(reading.applyAsLong(to)));
  }

  private static long toMillis(long micros) {
    return micros - Math.floorMod(micros, 1000L);
  }

  private static Optional<BoundFunction> lastDayOfMonth(List<Expression> arguments) {
    if (arguments.size() != 1 || !arguments.get(0).type().isTemporal()) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    LongUnaryOperator reading = WallClock.reading(type);
    Body.LongToLong body =
        (value, nulls) -> {
          long day = CivilDays.lastDayOfMonth(LocalTimes.day(reading.applyAsLong(value)));
          return Temporals.isDate(day) ? day : nulls.nullLong();
        };
    return Optional.of(new BoundFunction(List.of(type), DataType.DATE, body));
  }
}
