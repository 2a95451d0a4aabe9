package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Binary;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import io.airlift.stats.TDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code approx_percentile(x, p)} and {@code approx_percentile(x, ARRAY[p, …])}: about the value
 * that a share p of the others does not exceed. BIGINT over integers, rounded; REAL over REAL;
 * DOUBLE over DOUBLE and DECIMAL (which Trino takes for a REAL); an ARRAY of those for several p.
 * NULLs are passed over, and so are NaN and the infinities, which have no place in a digest. NULL
 * without a value. A BIGINT that no DOUBLE equals is taken as the nearest one, where Trino fails.
 *
 * <p>The state is airlift's TDigest of compression 100, as in Trino's {@code tdigest_agg(x)}, NULL
 * when empty. Up to 38 values are kept as they are, so that neither split nor order matters; of
 * more, neighbours are joined, and the answer's rank may be off by about {@code p(1-p)/4} of all,
 * by less the nearer p is to 0 or 1. The same adds and merges in the same order give the same
 * bytes.
 */
final class ApproxPercentile implements AggregateFunction {
  static final String USAGE =
      "approx_percentile(number, p) or approx_percentile(number, ARRAY[p, ...]) with constants p"
          + " from 0 to 1";

  /**
   * However many values there are: two neighbours that were not joined cover more of the digest's
   * scale than one may, and for compression 100 the scale is less than 49 such pieces long.
   */
  private static final int MOST_CENTROIDS = 100;

  private static final int HEADER = 37;
  private static final List<StateField> FIELDS =
      List.of(
          new StateField(
              "tdigest",
              DataType.VARBINARY,
              StateSize.atMost(HEADER + MOST_CENTROIDS * 2 * Double.BYTES)));

  static {
    Airlift.prepare();
  }

  private final DataType type;
  private final double[] shares;
  private final boolean several;

  private ApproxPercentile(DataType type, double[] shares, boolean several) {
    this.type = type;
    this.shares = shares;
    this.several = several;
  }

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    if (arguments.size() != 2 || !arguments.get(0).type().isNumeric()) {
      return Optional.empty();
    }
    DataType type = arguments.get(0).type();
    boolean several = arguments.get(1).type().kind() == DataType.Kind.ARRAY;
    Optional<double[]> shares =
        several
            ? shares(arguments)
            : CallArguments.number(arguments, 1, 0, 1).map(share -> new double[] {share});
    return shares.map(p -> new ApproxPercentile(type, p, several));
  }

  private static Optional<double[]> shares(List<Expression> arguments) {
    return CallArguments.constant(arguments, 1)
        .filter(array -> arguments.get(1).type().element().isNumeric())
        .map(
            array ->
                ((List<?>) array)
                    .stream().mapToDouble(share -> ((Number) share).doubleValue()).toArray())
        .filter(
            shares ->
                shares.length > 0
                    && Arrays.stream(shares).allMatch(share -> 0 <= share && share <= 1));
  }

  @Override
  public DataType resultType() {
    return several ? DataType.array(valueType()) : valueType();
  }

  private DataType valueType() {
    if (type.isInteger()) {
      return DataType.BIGINT;
    }
    return type.equals(DataType.REAL) ? DataType.REAL : DataType.DOUBLE;
  }

  @Override
  public List<StateField> stateFields() {
    return FIELDS;
  }

  @Override
  public State empty() {
    return new PercentileState(null, null);
  }

  @Override
  public State load(Object[] fields, int offset) {
    Binary bytes = (Binary) fields[offset];
    return bytes == null
        ? empty()
        : new PercentileState(TDigest.deserialize(Airlift.slice(bytes)), bytes);
  }

  /**
   * Reading or writing a digest joins its centroids: only copies are read and written, so that
   * looking at a state does not change it.
   */
  private final class PercentileState implements State {
    private TDigest digest;

    /** The digest's bytes, unless it has changed since they were made. */
    private Binary stored;

    PercentileState(TDigest digest, Binary stored) {
      this.digest = digest;
      this.stored = stored;
    }

    @Override
    public void add(Cell[] arguments) {
      if (arguments[0].isNull()) {
        return;
      }
      double value = arguments[0].number(type);
      if (Double.isFinite(value)) {
        if (digest == null) {
          digest = new TDigest();
        }
        digest.add(value);
        stored = null;
      }
    }

    @Override
    public void merge(State other) {
      PercentileState that = (PercentileState) other;
      if (that.digest == null) {
        return;
      }
      TDigest copy = TDigest.copyOf(that.digest);
      if (digest == null) {
        digest = copy;
        stored = that.stored;
      } else {
        digest.mergeWith(copy);
        stored = null;
      }
    }

    @Override
    public Object result() {
      if (digest == null) {
        return null;
      }
      double[] sorted = shares.clone();
      Arrays.sort(sorted);
      double[] values = TDigest.copyOf(digest).valuesAt(sorted);
      List<Object> results = new ArrayList<>();
      for (double share : shares) {
        results.add(typed(values[Arrays.binarySearch(sorted, share)]));
      }
      return several ? List.copyOf(results) : results.get(0);
    }

    private Object typed(double value) {
      return switch (valueType().kind()) {
        case BIGINT -> Math.round(value);
        case REAL -> (float) value;
        default -> value;
      };
    }

    @Override
    public void store(Object[] fields, int offset) {
      if (stored == null && digest != null) {
        stored = Airlift.binary(TDigest.copyOf(digest).serialize());
      }
      fields[offset] = stored;
    }
  }
}
