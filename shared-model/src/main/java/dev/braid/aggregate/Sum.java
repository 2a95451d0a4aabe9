package dev.braid.aggregate;

import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * {@code sum(x)}: BIGINT over integers, DECIMAL(38,s) over DECIMAL(p,s), DOUBLE over DOUBLE. NULL
 * without a non-NULL x. Integers and decimals are summed exactly whatever the order; only a final
 * total that does not fit the result type is NULL.
 */
final class Sum implements AggregateFunction {
  /**
   * A wider argument could overflow 38 digits on the way to a total that fits, in an engine's
   * native sum.
   */
  static final int MAX_ARGUMENT_PRECISION = 28;

  private final DataType resultType;
  private final DataType stateType;

  private Sum(DataType resultType, DataType stateType) {
    this.resultType = resultType;
    this.stateType = stateType;
  }

  static Optional<AggregateFunction> bind(Optional<DataType> argument) {
    return argument.flatMap(
        type ->
            switch (type.kind()) {
              case INTEGER, BIGINT ->
                  Optional.of(
                      new Sum(DataType.BIGINT, DataType.decimal(DataType.MAX_PRECISION, 0)));
              case DECIMAL -> {
                DataType sum = DataType.decimal(DataType.MAX_PRECISION, type.scale());
                yield type.precision() <= MAX_ARGUMENT_PRECISION
                    ? Optional.of(new Sum(sum, sum))
                    : Optional.empty();
              }
              case DOUBLE -> Optional.of(new Sum(DataType.DOUBLE, DataType.DOUBLE));
              case BOOLEAN, VARCHAR, DATE, TIMESTAMP -> Optional.empty();
            });
  }

  @Override
  public DataType resultType() {
    return resultType;
  }

  @Override
  public List<StateField> stateFields() {
    return List.of(new StateField("sum", stateType));
  }

  @Override
  public State empty() {
    return resultType.kind() == DataType.Kind.DOUBLE
        ? new DoubleSumState()
        : new ExactSumState(resultType, stateType.scale());
  }

  @Override
  public State load(Object[] fields, int offset) {
    State state = empty();
    state.add(fields[offset]);
    return state;
  }

  private static final class DoubleSumState implements State {
    private double sum;
    private boolean any;

    @Override
    public void add(Object value) {
      if (value != null) {
        sum += (Double) value;
        any = true;
      }
    }

    @Override
    public void merge(State other) {
      DoubleSumState that = (DoubleSumState) other;
      sum += that.sum;
      any |= that.any;
    }

    @Override
    public Object result() {
      return any ? (Object) sum : null;
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = result();
    }
  }

  private static final class ExactSumState implements State {
    private final DataType resultType;
    private final int scale;
    private final ExactSum sum = new ExactSum();
    private boolean any;

    ExactSumState(DataType resultType, int scale) {
      this.resultType = resultType;
      this.scale = scale;
    }

    @Override
    public void add(Object value) {
      if (value == null) {
        return;
      }
      any = true;
      if (value instanceof Long number) {
        sum.add(number.longValue());
      } else if (value instanceof Integer number) {
        sum.add(number.longValue());
      } else {
        sum.add(((BigDecimal) value).unscaledValue());
      }
    }

    @Override
    public void merge(State other) {
      ExactSumState that = (ExactSumState) other;
      sum.add(that.sum);
      any |= that.any;
    }

    @Override
    public Object result() {
      if (!any) {
        return null;
      }
      BigInteger total = sum.total();
      if (resultType.kind() == DataType.Kind.BIGINT) {
        return total.bitLength() < Long.SIZE ? (Object) total.longValue() : null;
      }
      BigDecimal decimal = new BigDecimal(total, scale);
      return decimal.precision() <= DataType.MAX_PRECISION ? decimal : null;
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = any ? new BigDecimal(sum.total(), scale) : null;
    }
  }
}
