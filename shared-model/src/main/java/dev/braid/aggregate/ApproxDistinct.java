package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Binary;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import io.airlift.slice.Slices;
import io.airlift.stats.cardinality.HyperLogLog;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * {@code approx_distinct(x[, e])}: about how many different values x has that are not NULL, with a
 * standard error of e, 0.023 unless given; 0 without any. Up to {@code buckets / 8 - 8} values, 248
 * by default, it is all but exact.
 *
 * <p>The state is airlift's HyperLogLog with as many buckets as Trino takes for e (2,048 by
 * default), NULL when empty. The bytes depend on nothing but the set of values, whatever the split.
 * It holds what Trino's {@code approx_set(x, e)} holds, over x as
 *
 * <ul>
 *   <li>BIGINT for integers, BOOLEAN (1 and 0), DATE (days since 1970-01-01) and both TIMESTAMPs
 *       (microseconds),
 *   <li>DOUBLE for REAL and DOUBLE, with one NaN and no -0.0,
 *   <li>VARCHAR for VARCHAR, and for DECIMAL in all the digits of its scale,
 *   <li>VARBINARY for VARBINARY.
 * </ul>
 */
final class ApproxDistinct implements AggregateFunction {
  static final String USAGE =
      "approx_distinct(x) or approx_distinct(x, e) with a constant standard error e from 0.0040625"
          + " to 0.26";

  private static final double DEFAULT_ERROR = 0.023;
  private static final double LEAST_ERROR = 0.0040625;
  private static final double GREATEST_ERROR = 0.26;

  static {
    Airlift.prepare();
  }

  private final int buckets;
  private final List<StateField> fields;
  private final BiConsumer<HyperLogLog, Cell> adder;

  private ApproxDistinct(int buckets, BiConsumer<HyperLogLog, Cell> adder) {
    this.buckets = buckets;
    this.fields = List.of(new StateField("hll", DataType.VARBINARY, size(buckets)));
    this.adder = adder;
  }

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    if (arguments.isEmpty() || arguments.size() > 2 || !arguments.get(0).type().isComparable()) {
      return Optional.empty();
    }
    Optional<Double> error =
        arguments.size() == 1
            ? Optional.of(DEFAULT_ERROR)
            : CallArguments.number(arguments, 1, LEAST_ERROR, GREATEST_ERROR);
    return error.map(e -> new ApproxDistinct(buckets(e), adder(arguments.get(0).type())));
  }

  /** The power of two whose sketch has that standard error at most. */
  private static int buckets(double error) {
    int least = (int) Math.ceil(1.0816 / (error * error));
    return Integer.highestOneBit(least - 1) << 1;
  }

  private static BiConsumer<HyperLogLog, Cell> adder(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> (hll, value) -> hll.add(value.getBoolean() ? 1L : 0L);
      case SMALLINT, INTEGER, BIGINT, DATE, TIMESTAMP, TIMESTAMP_TZ ->
          (hll, value) -> hll.add(value.getLong());
      case REAL, DOUBLE -> (hll, value) -> hll.add(Double.doubleToLongBits(value.getDouble()));
      case DECIMAL ->
          (hll, value) -> hll.add(Slices.utf8Slice(((BigDecimal) value.get(type)).toPlainString()));
      case VARCHAR -> (hll, value) -> hll.add(Slices.utf8Slice((String) value.get(type)));
      case VARBINARY -> (hll, value) -> hll.add(Airlift.slice((Binary) value.get(type)));
      case ARRAY, MAP -> throw new IllegalStateException("values of " + type + " are not counted");
    };
  }

  @Override
  public DataType resultType() {
    return DataType.BIGINT;
  }

  /**
   * Half a byte a bucket, and three bytes for each bucket that is more than 15 above the least. Of
   * those there is about one in 2,000; values would have to be made for it to reach as many as are
   * allowed for here.
   */
  private static StateSize size(int buckets) {
    int header = 5;
    int outOfRange = 8 + buckets / 256;
    return StateSize.atMost(header + buckets / 2 + 3 * outOfRange);
  }

  @Override
  public List<StateField> stateFields() {
    return fields;
  }

  @Override
  public State empty() {
    return new DistinctState(null);
  }

  @Override
  public State load(Object[] fields, int offset) {
    Binary bytes = (Binary) fields[offset];
    return new DistinctState(bytes == null ? null : HyperLogLog.newInstance(Airlift.slice(bytes)));
  }

  private final class DistinctState implements State {
    private HyperLogLog hll;

    DistinctState(HyperLogLog hll) {
      this.hll = hll;
      settle();
    }

    @Override
    public void add(Cell[] arguments) {
      if (!arguments[0].isNull()) {
        if (hll == null) {
          hll = HyperLogLog.newInstance(buckets);
        }
        adder.accept(hll, arguments[0]);
        settle();
      }
    }

    @Override
    public void merge(State other) {
      DistinctState that = (DistinctState) other;
      if (that.hll != null) {
        if (hll == null) {
          hll = HyperLogLog.newInstance(buckets);
        }
        hll.mergeWith(that.hll);
        settle();
      }
    }

    /**
     * Airlift's list of single values gives way to buckets when its array has grown to their size,
     * and how far it has grown depends on the order of merges. Here it gives way a little earlier,
     * at a number of values.
     */
    private void settle() {
      if (hll != null && hll.estimatedSerializedSize() > buckets / 2 - 27) {
        hll.makeDense();
      }
    }

    @Override
    public Object result() {
      return hll == null ? 0L : hll.cardinality();
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = hll == null ? null : Airlift.binary(hll.serialize());
    }
  }
}
