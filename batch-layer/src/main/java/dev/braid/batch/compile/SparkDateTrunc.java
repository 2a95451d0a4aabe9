package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.trunc;

import dev.braid.function.TimeUnit;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * {@code date_trunc}: Spark has one function for timestamps and another, from week up, for dates.
 * Both cut in the session's zone, which is UTC.
 */
final class SparkDateTrunc implements SparkFunction {
  @Override
  public Optional<Column> translate(FunctionCall call, ExpressionTranslator arguments) {
    DataType type = call.type();
    if (type.kind() == DataType.Kind.TIMESTAMP_TZ && !type.zone().equals(DataType.UTC)) {
      return Optional.empty();
    }
    String name = (String) ((Literal) call.arguments().get(0)).value();
    TimeUnit unit = TimeUnit.of(name).orElseThrow();
    Column value = arguments.translate(call.arguments().get(1));
    if (!type.equals(DataType.DATE)) {
      return Optional.of(date_trunc(unit.name(), value));
    }
    return Optional.of(unit == TimeUnit.DAY ? value : trunc(value, unit.name()));
  }
}
