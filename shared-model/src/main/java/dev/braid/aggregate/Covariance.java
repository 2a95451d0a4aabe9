package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code covar_pop(y, x)}, {@code covar_samp(y, x)} and {@code corr(y, x)} of two numbers, computed
 * as DOUBLE: REAL over two REAL, else DOUBLE. Events where one of the two is NULL are passed over.
 *
 * <p>A covariance is NULL without a pair, of a sample without two, and NaN if a value is not finite
 * or the products overflow. A correlation is NULL whenever it is no finite number, as where one of
 * the two does not vary.
 *
 * <p>The state is the count, both means and c2, the sum of products of differences from the means;
 * for {@code corr} also m2 of either, as in {@link Variance}.
 */
final class Covariance implements AggregateFunction {
  private enum Formula {
    POPULATION,
    SAMPLE,
    CORRELATION
  }

  private final DataType typeOfY;
  private final DataType typeOfX;
  private final Formula formula;

  private Covariance(DataType typeOfY, DataType typeOfX, Formula formula) {
    this.typeOfY = typeOfY;
    this.typeOfX = typeOfX;
    this.formula = formula;
  }

  static Optional<AggregateFunction> bindPopulation(List<Expression> arguments) {
    return bind(arguments, Formula.POPULATION);
  }

  static Optional<AggregateFunction> bindSample(List<Expression> arguments) {
    return bind(arguments, Formula.SAMPLE);
  }

  static Optional<AggregateFunction> bindCorr(List<Expression> arguments) {
    return bind(arguments, Formula.CORRELATION);
  }

  private static Optional<AggregateFunction> bind(List<Expression> arguments, Formula formula) {
    boolean numbers =
        arguments.size() == 2
            && arguments.stream().allMatch(argument -> argument.type().isNumeric());
    return numbers
        ? Optional.of(new Covariance(arguments.get(0).type(), arguments.get(1).type(), formula))
        : Optional.empty();
  }

  @Override
  public DataType resultType() {
    boolean reals = typeOfY.equals(DataType.REAL) && typeOfX.equals(DataType.REAL);
    return reals ? DataType.REAL : DataType.DOUBLE;
  }

  @Override
  public List<StateField> stateFields() {
    List<StateField> fields = new ArrayList<>();
    fields.add(new StateField("count", DataType.BIGINT));
    fields.add(new StateField("mean_y", DataType.DOUBLE));
    fields.add(new StateField("mean_x", DataType.DOUBLE));
    fields.add(new StateField("c2", DataType.DOUBLE));
    if (formula == Formula.CORRELATION) {
      fields.add(new StateField("m2_y", DataType.DOUBLE));
      fields.add(new StateField("m2_x", DataType.DOUBLE));
    }
    return List.copyOf(fields);
  }

  @Override
  public State empty() {
    return new CovarianceState();
  }

  @Override
  public State load(Object[] fields, int offset) {
    CovarianceState state = new CovarianceState();
    state.count = (Long) fields[offset];
    if (state.count > 0) {
      state.meanY = (Double) fields[offset + 1];
      state.meanX = (Double) fields[offset + 2];
      state.c2 = (Double) fields[offset + 3];
      if (formula == Formula.CORRELATION) {
        state.m2Y = (Double) fields[offset + 4];
        state.m2X = (Double) fields[offset + 5];
      }
    }
    return state;
  }

  private final class CovarianceState implements State {
    private long count;
    private double meanY;
    private double meanX;
    private double c2;
    private double m2Y;
    private double m2X;

    @Override
    public void add(Cell[] arguments) {
      if (arguments[0].isNull() || arguments[1].isNull()) {
        return;
      }
      double y = arguments[0].number(typeOfY);
      double x = arguments[1].number(typeOfX);
      count++;
      double deltaY = y - meanY;
      double deltaX = x - meanX;
      meanY += deltaY / count;
      meanX += deltaX / count;
      c2 += deltaY * (x - meanX);
      m2Y += deltaY * (y - meanY);
      m2X += deltaX * (x - meanX);
    }

    @Override
    public void merge(State other) {
      CovarianceState that = (CovarianceState) other;
      if (count > 0 && that.count > 0) {
        join(that);
      } else if (that.count > 0) {
        count = that.count;
        meanY = that.meanY;
        meanX = that.meanX;
        c2 = that.c2;
        m2Y = that.m2Y;
        m2X = that.m2X;
      }
    }

    private void join(CovarianceState that) {
      double weight = (double) count * that.count / (count + that.count);
      double deltaY = that.meanY - meanY;
      double deltaX = that.meanX - meanX;
      c2 += that.c2 + deltaY * deltaX * weight;
      m2Y += that.m2Y + deltaY * deltaY * weight;
      m2X += that.m2X + deltaX * deltaX * weight;
      meanY = Means.merged(meanY, count, that.meanY, that.count);
      meanX = Means.merged(meanX, count, that.meanX, that.count);
      count += that.count;
    }

    @Override
    public Object result() {
      return switch (formula) {
        case POPULATION -> covariance(count);
        case SAMPLE -> covariance(count - 1);
        case CORRELATION -> correlation();
      };
    }

    private Object covariance(long divisor) {
      return divisor < 1 ? null : typed(Double.isFinite(c2) ? c2 / divisor : Double.NaN);
    }

    private Object correlation() {
      double correlation = c2 / (Math.sqrt(m2Y) * Math.sqrt(m2X));
      boolean finite = Double.isFinite(m2Y) && Double.isFinite(m2X) && Double.isFinite(correlation);
      return finite ? typed(correlation) : null;
    }

    private Object typed(double result) {
      return Values.boxed(resultType(), result);
    }

    @Override
    public void store(Object[] fields, int offset) {
      boolean any = count > 0;
      fields[offset] = count;
      fields[offset + 1] = any ? meanY : null;
      fields[offset + 2] = any ? meanX : null;
      fields[offset + 3] = any ? c2 : null;
      if (formula == Formula.CORRELATION) {
        fields[offset + 4] = any ? m2Y : null;
        fields[offset + 5] = any ? m2X : null;
      }
    }
  }
}
