package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Binary;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code approx_most_frequent(k, x, capacity)}: the k most frequent values of x with about how
 * often each occurs, MAP(type of x, BIGINT); integers as BIGINT, as in Trino, which takes only
 * those and VARCHAR. NULLs are not counted. NULL without a value.
 *
 * <p>Exact, whatever the split, while x has no more than {@code capacity} different values. Of N
 * values in all, a count is never too low and too high by {@code N / (capacity + 1)} at most, and
 * every value that occurs more often than that is known; fewer than k come back if no more are
 * known.
 *
 * <p>The state is the summary of Misra and Gries, which is that of Space-Saving less its least
 * count, and merges symmetrically (Agarwal et al., Mergeable Summaries): up to {@code capacity}
 * values with counts, and how much has been taken off every count to make room. In bytes, NULL when
 * empty: a version byte, what was taken off, the counts by value.
 */
final class ApproxMostFrequent implements AggregateFunction {
  private static final int MOST_CAPACITY = 100_000;
  private static final byte VERSION = 1;

  static final String USAGE =
      "approx_most_frequent(k, x, capacity) with a constant capacity from 1 to 100000 and a constant"
          + " k from 1 to capacity";

  private final int limit;
  private final DataType type;
  private final int capacity;
  private final List<StateField> fields;

  private ApproxMostFrequent(int limit, DataType type, int capacity) {
    this.limit = limit;
    this.type = type;
    this.capacity = capacity;
    StateSize size = StateSize.atMost(1 + Long.BYTES).plus(ValueCounts.size(type, capacity));
    this.fields = List.of(new StateField("summary", DataType.VARBINARY, size));
  }

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    if (arguments.size() != 3 || !arguments.get(1).type().isComparable()) {
      return Optional.empty();
    }
    DataType given = arguments.get(1).type();
    DataType type = given.isInteger() ? DataType.BIGINT : given;
    return CallArguments.integer(arguments, 2, 1, MOST_CAPACITY)
        .flatMap(
            capacity ->
                CallArguments.integer(arguments, 0, 1, capacity)
                    .map(limit -> new ApproxMostFrequent(limit, type, capacity)));
  }

  @Override
  public DataType resultType() {
    return DataType.map(type, DataType.BIGINT);
  }

  @Override
  public List<StateField> stateFields() {
    return fields;
  }

  @Override
  public State empty() {
    return new SummaryState(0, new ValueCounts(type));
  }

  @Override
  public State load(Object[] fields, int offset) {
    Binary bytes = (Binary) fields[offset];
    return bytes == null ? empty() : StateBytes.read(bytes, this::read);
  }

  private SummaryState read(DataInputStream in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("a summary of version " + version);
    }
    return new SummaryState(in.readLong(), ValueCounts.read(type, in));
  }

  private final class SummaryState implements State {
    private long takenOff;
    private final ValueCounts counts;

    SummaryState(long takenOff, ValueCounts counts) {
      this.takenOff = takenOff;
      this.counts = counts;
    }

    @Override
    public void add(Cell[] arguments) {
      Object value = arguments[1].get(type);
      if (value == null) {
        return;
      }
      if (counts.size() < capacity || counts.contains(value)) {
        counts.add(value, 1);
      } else {
        takeOff(1);
      }
    }

    private void takeOff(long count) {
      counts.subtract(count);
      takenOff += count;
    }

    @Override
    public void merge(State other) {
      SummaryState that = (SummaryState) other;
      counts.addAll(that.counts);
      takenOff += that.takenOff;
      if (counts.size() > capacity) {
        takeOff(counts.countAt(capacity + 1));
      }
    }

    private boolean isEmpty() {
      return counts.size() == 0 && takenOff == 0;
    }

    @Override
    public Object result() {
      return isEmpty() ? null : counts.mostFrequent(limit, takenOff);
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] =
          isEmpty()
              ? null
              : StateBytes.write(
                  out -> {
                    out.writeByte(VERSION);
                    out.writeLong(takenOff);
                    counts.write(out);
                  });
    }
  }
}
