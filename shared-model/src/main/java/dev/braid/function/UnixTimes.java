package dev.braid.function;

import dev.braid.plan.Cast;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import dev.braid.type.NullFlag;
import dev.braid.type.Temporals;
import java.util.List;
import java.util.Optional;

/** Times as seconds since 1970-01-01T00:00:00 UTC. */
final class UnixTimes {
  /** Beyond the year 9999. */
  private static final double MAX_SECONDS = 1e12;

  static final List<ScalarFunction> ALL =
      List.of(
          new ScalarFunction(
              "from_unixtime",
              "from_unixtime(DOUBLE) or from_unixtime(DOUBLE, 'zone')",
              Overload.of(
                  List.of(DataType.DOUBLE),
                  DataType.TIMESTAMP_TZ,
                  (Body.DoubleToLong) UnixTimes::fromUnixTime),
              UnixTimes::fromUnixTimeIn),
          new ScalarFunction("to_unixtime", "to_unixtime(TIMESTAMP)", UnixTimes::toUnixTime));

  private UnixTimes() {}

  /** To the millisecond, as in Trino; NULL for what is no time, and for NaN. */
  private static long fromUnixTime(double seconds, NullFlag nulls) {
    if (!(Math.abs(seconds) < MAX_SECONDS)) {
      return nulls.nullLong();
    }
    long micros = Math.round(seconds * 1000) * 1000;
    return Temporals.isTimestamp(micros) ? micros : nulls.nullLong();
  }

  private static Optional<BoundFunction> fromUnixTimeIn(List<Expression> arguments) {
    if (arguments.size() != 2 || !Cast.widens(arguments.get(0).type(), DataType.DOUBLE)) {
      return Optional.empty();
    }
    return Constants.text(arguments.get(1))
        .flatMap(DataType::parseZone)
        .map(
            type ->
                new BoundFunction(
                    List.of(DataType.DOUBLE, DataType.VARCHAR),
                    type,
                    List.of(0),
                    (Body.DoubleToLong) UnixTimes::fromUnixTime));
  }

  /** The DOUBLE nearest to the seconds with six digits after the point. */
  private static Optional<BoundFunction> toUnixTime(List<Expression> arguments) {
    if (arguments.size() != 1 || !arguments.get(0).type().isTemporal()) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    return Optional.of(
        new BoundFunction(
            List.of(type.isTimestamp() ? type : DataType.TIMESTAMP),
            DataType.DOUBLE,
            (Body.LongToDouble) micros -> micros / (double) Temporals.MICROS_PER_SECOND));
  }
}
