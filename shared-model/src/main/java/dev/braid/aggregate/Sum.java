package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * {@code sum(x)}: BIGINT over integers, DECIMAL(38,s) over DECIMAL(p,s), REAL over REAL (summed as
 * DOUBLE), DOUBLE over DOUBLE. NULL without a non-NULL x. Integers and decimals are summed exactly
 * whatever the order; only a final total that does not fit the result type is NULL.
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

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    return CallArguments.single(arguments).flatMap(Sum::of).map(sum -> sum);
  }

  /** The sum over values of a type; empty if they cannot be summed. */
  static Optional<Sum> of(DataType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT ->
          Optional.of(new Sum(DataType.BIGINT, DataType.decimal(DataType.MAX_PRECISION, 0)));
      case DECIMAL -> {
        DataType sum = DataType.decimal(DataType.MAX_PRECISION, type.scale());
        yield type.precision() <= MAX_ARGUMENT_PRECISION
            ? Optional.of(new Sum(sum, sum))
            : Optional.empty();
      }
      case REAL -> Optional.of(new Sum(DataType.REAL, DataType.DOUBLE));
      case DOUBLE -> Optional.of(new Sum(DataType.DOUBLE, DataType.DOUBLE));
      case BOOLEAN, VARCHAR, VARBINARY, DATE, TIMESTAMP, TIMESTAMP_TZ, ARRAY, MAP ->
          Optional.empty();
    };
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
  public SumState empty() {
    return resultType.isFloating() ? new DoubleSumState() : new ExactSumState();
  }

  @Override
  public SumState load(Object[] fields, int offset) {
    SumState state = empty();
    if (fields[offset] != null) {
      state.restore(fields[offset]);
    }
    return state;
  }

  /** A total that can be taken further. */
  abstract static class SumState implements State {
    /** Takes a stored total. */
    abstract void restore(Object total);

    /** As it is stored: not yet judged by the result's type. */
    abstract Object total();

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = total();
    }
  }

  private final class DoubleSumState extends SumState {
    private double sum;
    private boolean any;

    @Override
    public void add(Cell[] arguments) {
      if (!arguments[0].isNull()) {
        sum += arguments[0].getDouble();
        any = true;
      }
    }

    @Override
    void restore(Object total) {
      sum = (Double) total;
      any = true;
    }

    @Override
    public void merge(State other) {
      DoubleSumState that = (DoubleSumState) other;
      sum += that.sum;
      any |= that.any;
    }

    @Override
    public Object result() {
      return any ? Values.boxed(resultType, sum) : null;
    }

    @Override
    Object total() {
      return any ? (Object) sum : null;
    }
  }

  private final class ExactSumState extends SumState {
    private final ExactSum sum = new ExactSum();
    private boolean any;

    @Override
    public void add(Cell[] arguments) {
      if (arguments[0].isNull()) {
        return;
      }
      any = true;
      if (resultType.isDecimal()) {
        sum.add((BigDecimal) arguments[0].get(resultType));
      } else {
        sum.add(arguments[0].getLong());
      }
    }

    @Override
    void restore(Object total) {
      sum.add((BigDecimal) total);
      any = true;
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
      BigDecimal decimal = new BigDecimal(total, stateType.scale());
      return decimal.precision() <= DataType.MAX_PRECISION ? decimal : null;
    }

    @Override
    public boolean overflowed() {
      return any && result() == null;
    }

    @Override
    Object total() {
      return any ? new BigDecimal(sum.total(), stateType.scale()) : null;
    }
  }
}
