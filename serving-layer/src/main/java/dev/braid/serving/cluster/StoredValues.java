package dev.braid.serving.cluster;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.Cast;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.Literal;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;

/** Keys and states as the batch view's table and the speed topic hold them, read in Trino's SQL. */
final class StoredValues {
  private static final String MILLISECONDS_ONLY =
      "Trino reads a Delta table's times to the millisecond, and %s may have microseconds";
  private static final String CUT_THEM =
      "write date_trunc('millisecond', …) around it in the view's SQL";

  private StoredValues() {}

  /** From the batch view's table. */
  static String batch(String column, DataType type) {
    String value = Trino.name(column);
    return switch (type.kind()) {
      case TIMESTAMP -> Trino.cast(value + " AT TIME ZONE 'UTC'", Trino.type(type));
      case TIMESTAMP_TZ -> Trino.cast(value, Trino.type(type)) + " AT TIME ZONE 'UTC'";
      default -> value;
    };
  }

  /** The type by which a value's JSON is read ({@link dev.braid.type.JsonValues}). */
  static String jsonType(DataType type) {
    return switch (type.kind()) {
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> "bigint";
      case VARBINARY -> "varchar";
      default -> Trino.type(type);
    };
  }

  /** From a value of {@link #jsonType}. */
  static String speed(String value, DataType type) {
    return switch (type.kind()) {
      case DATE -> "date_add('day', " + value + ", DATE '1970-01-01')";
      case TIMESTAMP -> Trino.cast(instant(value), Trino.type(type));
      case TIMESTAMP_TZ -> Trino.cast(instant(value), Trino.type(type));
      case VARBINARY -> "from_base64(" + value + ")";
      default -> value;
    };
  }

  private static String instant(String micros) {
    return "from_unixtime_nanos(CAST(" + micros + " AS decimal(38,0)) * 1000) AT TIME ZONE 'UTC'";
  }

  /** Refuses what Trino would read with fewer digits than it has. */
  static void check(ViewPlan plan) {
    for (KeyColumn key : plan.keys()) {
      check("the key " + key.name(), key.expression());
    }
    for (StateColumn state : plan.stateColumns()) {
      if (state.type().isTimestamp()) {
        AggregateCall call = plan.aggregates().get(state.aggregate());
        check("an argument of " + call.function(), call.arguments().get(state.field()));
      }
    }
  }

  private static void check(String what, Expression expression) {
    if (expression.type().isTimestamp() && !isWholeMilliseconds(expression)) {
      throw new Unsayable(MILLISECONDS_ONLY.formatted(what), CUT_THEM);
    }
  }

  private static boolean isWholeMilliseconds(Expression expression) {
    if (expression instanceof FunctionCall call) {
      return call.function().equals("date_trunc");
    }
    if (expression instanceof Cast cast) {
      return cast.value().type().kind() == DataType.Kind.DATE
          || cast.value().type().isTimestamp() && isWholeMilliseconds(cast.value());
    }
    return expression instanceof Literal literal
        && (literal.value() == null || (Long) literal.value() % MICROS_PER_MILLI == 0);
  }

  private static final long MICROS_PER_MILLI = Temporals.MICROS_PER_SECOND / 1000;
}
