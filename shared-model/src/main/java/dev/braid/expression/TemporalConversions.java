package dev.braid.expression;

import dev.braid.function.Body;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/**
 * Conversions between dates, times and their text. A DATE or TIMESTAMP becomes an instant in UTC,
 * whatever the zone of the type it becomes; back, an instant is what the clock in its zone reads.
 */
final class TemporalConversions {
  private TemporalConversions() {}

  static Body toDate(DataType from) {
    if (from.equals(DataType.VARCHAR)) {
      return (Body.ObjectToLong)
          (value, nulls) -> {
            OptionalInt day = Temporals.castDate((String) value);
            return day.isPresent() ? day.getAsInt() : nulls.nullLong();
          };
    }
    LongUnaryOperator reading = WallClock.reading(from);
    return (Body.LongToLong)
        (value, nulls) -> {
          long day = Math.floorDiv(reading.applyAsLong(value), Temporals.MICROS_PER_DAY);
          return Temporals.isDate(day) ? day : nulls.nullLong();
        };
  }

  static Body toTimestamp(DataType from) {
    if (from.equals(DataType.VARCHAR)) {
      return parsed(Temporals::castTimestamp);
    }
    LongUnaryOperator reading = WallClock.reading(from);
    return (Body.LongToLong)
        (value, nulls) -> {
          long local = reading.applyAsLong(value);
          return Temporals.isTimestamp(local) ? local : nulls.nullLong();
        };
  }

  static Body toZoned(DataType from) {
    return switch (from.kind()) {
      case VARCHAR -> parsed(Temporals::castZonedTimestamp);
      case DATE -> (Body.LongToLong) (day, nulls) -> day * Temporals.MICROS_PER_DAY;
      default -> (Body.LongToLong) (instant, nulls) -> instant;
    };
  }

  static Body toText(DataType from) {
    if (from.equals(DataType.DATE)) {
      return (Body.LongToObject) day -> Temporals.date((int) day);
    }
    LongUnaryOperator reading = WallClock.reading(from);
    String zone = from.zone() == null ? "" : " " + from.zone();
    return (Body.LongToObject) value -> Temporals.sixDigits(reading.applyAsLong(value)) + zone;
  }

  private static Body.ObjectToLong parsed(Function<String, OptionalLong> parser) {
    return (value, nulls) -> {
      OptionalLong micros = parser.apply((String) value);
      return micros.isPresent() ? micros.getAsLong() : nulls.nullLong();
    };
  }
}
