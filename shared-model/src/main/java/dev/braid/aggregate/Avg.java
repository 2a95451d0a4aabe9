package dev.braid.aggregate;

import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * {@code avg(x)}: DOUBLE over integers and DOUBLE, DECIMAL(p,s) over DECIMAL(p,s), rounded half
 * away from zero. NULL without a non-NULL x.
 */
final class Avg implements AggregateFunction {
  private final AggregateFunction sum;
  private final DataType resultType;

  private Avg(AggregateFunction sum, DataType resultType) {
    this.sum = sum;
    this.resultType = resultType;
  }

  static Optional<AggregateFunction> bind(Optional<DataType> argument) {
    return Sum.bind(argument)
        .map(
            sum -> {
              DataType type = argument.orElseThrow();
              return new Avg(sum, type.isDecimal() ? type : DataType.DOUBLE);
            });
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
    private final State total;
    private long count;

    AvgState(State total, long count) {
      this.total = total;
      this.count = count;
    }

    @Override
    public void add(Object value) {
      if (value != null) {
        total.add(value);
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
      Object[] stored = new Object[1];
      total.store(stored, 0);
      if (resultType.isDecimal()) {
        return ((BigDecimal) stored[0])
            .divide(BigDecimal.valueOf(count), resultType.scale(), RoundingMode.HALF_UP);
      }
      return ((Number) stored[0]).doubleValue() / count;
    }

    @Override
    public void store(Object[] fields, int offset) {
      total.store(fields, offset);
      fields[offset + 1] = count;
    }
  }
}
