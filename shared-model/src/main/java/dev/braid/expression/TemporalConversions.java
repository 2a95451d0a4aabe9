package dev.braid.expression;

import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Conversions between dates, times and their text. A DATE or TIMESTAMP becomes an instant in UTC,
 * whatever the zone of the type it becomes; back, an instant is what the clock in its zone reads.
 */
final class TemporalConversions {
  private TemporalConversions() {}

  static UnaryOperator<Object> toDate(DataType from) {
    if (from.equals(DataType.VARCHAR)) {
      return value -> {
        OptionalInt day = Temporals.castDate((String) value);
        return day.isPresent() ? (Object) day.getAsInt() : null;
      };
    }
    ToLongFunction<Object> reading = WallClock.reading(from);
    return value -> {
      long day = Math.floorDiv(reading.applyAsLong(value), Temporals.MICROS_PER_DAY);
      return Temporals.isDate(day) ? (Object) (int) day : null;
    };
  }

  static UnaryOperator<Object> toTimestamp(DataType from) {
    if (from.equals(DataType.VARCHAR)) {
      return value -> boxed(Temporals.castTimestamp((String) value));
    }
    ToLongFunction<Object> reading = WallClock.reading(from);
    return value -> {
      long local = reading.applyAsLong(value);
      return Temporals.isTimestamp(local) ? (Object) local : null;
    };
  }

  static UnaryOperator<Object> toZoned(DataType from) {
    return switch (from.kind()) {
      case VARCHAR -> value -> boxed(Temporals.castZonedTimestamp((String) value));
      case DATE -> value -> (Integer) value * Temporals.MICROS_PER_DAY;
      default -> UnaryOperator.identity();
    };
  }

  static UnaryOperator<Object> toText(DataType from) {
    if (from.equals(DataType.DATE)) {
      return value -> Temporals.date((Integer) value);
    }
    ToLongFunction<Object> reading = WallClock.reading(from);
    String zone = from.zone() == null ? "" : " " + from.zone();
    return value -> Temporals.sixDigits(reading.applyAsLong(value)) + zone;
  }

  private static Object boxed(OptionalLong micros) {
    return micros.isPresent() ? (Object) micros.getAsLong() : null;
  }
}
