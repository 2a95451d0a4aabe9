package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.trunc;

import dev.braid.function.DateTrunc;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * {@code date_trunc}: Spark has one function for timestamps and another, from week up, for dates.
 */
final class SparkDateTrunc implements SparkFunction {
  @Override
  public Column apply(List<Expression> arguments, List<Column> translated) {
    DateTrunc.Unit unit = DateTrunc.Unit.of(arguments.get(0)).orElseThrow();
    Column value = translated.get(1);
    if (!arguments.get(1).type().equals(DataType.DATE)) {
      return date_trunc(unit.name(), value);
    }
    return unit == DateTrunc.Unit.DAY ? value : trunc(value, unit.name());
  }
}
