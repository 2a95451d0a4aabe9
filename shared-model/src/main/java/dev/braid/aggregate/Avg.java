package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * {@code avg(x)}: DOUBLE over integers and DOUBLE, REAL over REAL, DECIMAL(p,s) over DECIMAL(p,s),
 * rounded half away from zero. NULL without a non-NULL x.
 */
final class Avg implements AggregateFunction {
  private final Sum sum;
  private final DataType resultType;

  private Avg(Sum sum, DataType resultType) {
    this.sum = sum;
    this.resultType = resultType;
  }

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    return CallArguments.single(arguments).flatMap(type -> Sum.of(type).map(sum -> of(sum, type)));
  }

  private static Avg of(Sum sum, DataType argument) {
    boolean keepsType = argument.isDecimal() || argument.equals(DataType.REAL);
    return new Avg(sum, keepsType ? argument : DataType.DOUBLE);
  }

  @Override
  public DataType resultType() {
    return resultType;
  }

  @Override
  public List<StateField> stateFields() {
    return List.of(
        new StateField("sum", sum.stateFields().get(0).type()),
        new StateField("count", DataType.BIGINT));
  }

  @Override
  public State empty() {
    return new AvgState(sum.empty(), 0);
  }

  @Override
  public State load(Object[] fields, int offset) {
    return new AvgState(sum.load(fields, offset), (Long) fields[offset + 1]);
  }

  private final class AvgState implements State {
    private final Sum.SumState total;
    private long count;

    AvgState(Sum.SumState total, long count) {
      this.total = total;
      this.count = count;
    }

    @Override
    public void add(Cell[] arguments) {
      if (!arguments[0].isNull()) {
        total.add(arguments);
        count++;
      }
    }

    @Override
    public void merge(State other) {
      AvgState that = (AvgState) other;
      total.merge(that.total);
      count += that.count;
    }

    @Override
    public Object result() {
      if (count == 0) {
        return null;
      }
      if (resultType.isDecimal()) {
        return ((BigDecimal) total.total())
            .divide(BigDecimal.valueOf(count), resultType.scale(), RoundingMode.HALF_UP);
      }
      double average = ((Number) total.total()).doubleValue() / count;
      return Values.boxed(resultType, average);
    }

    @Override
    public void store(Object[] fields, int offset) {
      total.store(fields, offset);
      fields[offset + 1] = count;
    }
  }
}
