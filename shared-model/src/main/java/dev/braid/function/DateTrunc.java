package dev.braid.function;

import dev.braid.expression.Evaluator;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code date_trunc('unit', x)}: the start, in UTC, of the second … year that the TIMESTAMP or DATE
 * x falls into. The unit is a constant; a DATE takes units from day up. Weeks start on Monday (ISO
 * 8601).
 */
public final class DateTrunc implements ScalarFunction {
  /** The units, by their names in lower case. */
  public enum Unit {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** In lower case, the shortest first. */
    public static List<String> names() {
      return Arrays.stream(values()).map(unit -> unit.name().toLowerCase(Locale.ROOT)).toList();
    }

    /** The unit that a call's first argument names; empty if it is not a constant or names none. */
    public static Optional<Unit> of(Expression argument) {
      if (argument instanceof Literal literal && literal.value() instanceof String name) {
        for (Unit unit : values()) {
          if (unit.name().equalsIgnoreCase(name)) {
            return Optional.of(unit);
          }
        }
      }
      return Optional.empty();
    }
  }

  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

  @Override
  public String name() {
    return "date_trunc";
  }

  @Override
  public String usage() {
    return "date_trunc('second|minute|hour|day|week|month|quarter|year', TIMESTAMP) or, from day up, a DATE";
  }

  @Override
  public Optional<DataType> resultType(List<Expression> arguments) {
    if (arguments.size() != 2) {
      return Optional.empty();
    }
    Optional<Unit> unit = Unit.of(arguments.get(0));
    DataType type = arguments.get(1).type();
    boolean takes =
        unit.isPresent()
            && (type.equals(DataType.TIMESTAMP)
                || (type.equals(DataType.DATE) && unit.get().compareTo(Unit.DAY) >= 0));
    return takes ? Optional.of(type) : Optional.empty();
  }

  @Override
  public Evaluator compile(List<Expression> arguments, List<Evaluator> evaluators) {
    Unit unit = Unit.of(arguments.get(0)).orElseThrow();
    Evaluator argument = evaluators.get(1);
    if (arguments.get(1).type().equals(DataType.DATE)) {
      return row -> {
        Integer day = (Integer) argument.evaluate(row);
        return day == null ? null : (Object) (int) truncateDay(unit, day);
      };
    }
    return row -> {
      Long micros = (Long) argument.evaluate(row);
      return micros == null ? null : (Object) truncate(unit, micros);
    };
  }

  private static long truncate(Unit unit, long micros) {
    return switch (unit) {
      case SECOND -> micros - Math.floorMod(micros, MICROS_PER_SECOND);
      case MINUTE -> micros - Math.floorMod(micros, 60 * MICROS_PER_SECOND);
      case HOUR -> micros - Math.floorMod(micros, 3600 * MICROS_PER_SECOND);
      case DAY, WEEK, MONTH, QUARTER, YEAR ->
          truncateDay(unit, Math.floorDiv(micros, MICROS_PER_DAY)) * MICROS_PER_DAY;
    };
  }

  private static long truncateDay(Unit unit, long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    return switch (unit) {
      case SECOND, MINUTE, HOUR, DAY -> epochDay;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay();
      case MONTH -> date.withDayOfMonth(1).toEpochDay();
      case QUARTER ->
          LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1).toEpochDay();
      case YEAR -> date.withDayOfYear(1).toEpochDay();
    };
  }
}
