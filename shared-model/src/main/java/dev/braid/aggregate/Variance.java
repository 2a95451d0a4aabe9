package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.util.List;
import java.util.Optional;

/**
 * {@code var_pop}, {@code var_samp}, {@code stddev_pop} and {@code stddev_samp} of a number,
 * computed as DOUBLE: REAL over REAL, else DOUBLE. NULLs are passed over. NULL without a value; of
 * a sample, without two. NaN if a value is not finite or the squares overflow. (Trino takes a
 * DECIMAL for a REAL here, which would lose digits.)
 *
 * <p>The state is the count, the mean and m2, the sum of squared differences from the mean; added
 * to as Welford does, merged as Chan et al. do.
 */
final class Variance implements AggregateFunction {
  private static final List<StateField> FIELDS =
      List.of(
          new StateField("count", DataType.BIGINT),
          new StateField("mean", DataType.DOUBLE),
          new StateField("m2", DataType.DOUBLE));

  private final DataType type;
  private final boolean sample;
  private final boolean root;

  private Variance(DataType type, boolean sample, boolean root) {
    this.type = type;
    this.sample = sample;
    this.root = root;
  }

  static Optional<AggregateFunction> bindVarPop(List<Expression> arguments) {
    return bind(arguments, false, false);
  }

  static Optional<AggregateFunction> bindVarSamp(List<Expression> arguments) {
    return bind(arguments, true, false);
  }

  static Optional<AggregateFunction> bindStddevPop(List<Expression> arguments) {
    return bind(arguments, false, true);
  }

  static Optional<AggregateFunction> bindStddevSamp(List<Expression> arguments) {
    return bind(arguments, true, true);
  }

  private static Optional<AggregateFunction> bind(
      List<Expression> arguments, boolean sample, boolean root) {
    return CallArguments.single(arguments)
        .filter(DataType::isNumeric)
        .map(type -> new Variance(type, sample, root));
  }

  @Override
  public DataType resultType() {
    return type.equals(DataType.REAL) ? DataType.REAL : DataType.DOUBLE;
  }

  @Override
  public List<StateField> stateFields() {
    return FIELDS;
  }

  @Override
  public State empty() {
    return new VarianceState();
  }

  @Override
  public State load(Object[] fields, int offset) {
    VarianceState state = new VarianceState();
    state.count = (Long) fields[offset];
    if (state.count > 0) {
      state.mean = (Double) fields[offset + 1];
      state.m2 = (Double) fields[offset + 2];
    }
    return state;
  }

  private final class VarianceState implements State {
    private long count;
    private double mean;
    private double m2;

    @Override
    public void add(Cell[] arguments) {
      if (!arguments[0].isNull()) {
        double value = arguments[0].number(type);
        count++;
        double delta = value - mean;
        mean += delta / count;
        m2 += delta * (value - mean);
      }
    }

    @Override
    public void merge(State other) {
      VarianceState that = (VarianceState) other;
      if (count > 0 && that.count > 0) {
        double delta = that.mean - mean;
        double weight = (double) count * that.count / (count + that.count);
        m2 += that.m2 + delta * delta * weight;
        mean = Means.merged(mean, count, that.mean, that.count);
        count += that.count;
      } else if (that.count > 0) {
        count = that.count;
        mean = that.mean;
        m2 = that.m2;
      }
    }

    @Override
    public Object result() {
      long divisor = sample ? count - 1 : count;
      if (divisor < 1) {
        return null;
      }
      double variance = Double.isFinite(m2) ? m2 / divisor : Double.NaN;
      double result = root ? Math.sqrt(variance) : variance;
      return Values.boxed(resultType(), result);
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = count;
      fields[offset + 1] = count == 0 ? null : (Object) mean;
      fields[offset + 2] = count == 0 ? null : (Object) m2;
    }
  }
}
