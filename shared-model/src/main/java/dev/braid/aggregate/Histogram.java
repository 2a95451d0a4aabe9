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
 * {@code histogram(x)}: how often each value of x occurs, MAP(type of x, BIGINT); NULLs are not
 * counted. NULL without a value, and NULL with more than 1,000 different ones: for those there is
 * {@code approx_most_frequent}.
 *
 * <p>The state is NULL when empty, else a version byte and the counts by value, or another byte
 * alone once there were too many values.
 */
final class Histogram implements AggregateFunction {
  private static final int MOST_VALUES = 1000;
  private static final byte COUNTS = 1;
  private static final byte OVERFLOWED = 2;

  private final DataType type;
  private final List<StateField> fields;

  private Histogram(DataType type) {
    this.type = type;
    StateSize size = StateSize.atMost(1).plus(ValueCounts.size(type, MOST_VALUES));
    this.fields = List.of(new StateField("histogram", DataType.VARBINARY, size));
  }

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    return CallArguments.single(arguments).filter(DataType::isComparable).map(Histogram::new);
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
    return new HistogramState(new ValueCounts(type));
  }

  @Override
  public State load(Object[] fields, int offset) {
    Binary bytes = (Binary) fields[offset];
    return bytes == null ? empty() : new HistogramState(StateBytes.read(bytes, this::read));
  }

  private ValueCounts read(DataInputStream in) throws IOException {
    byte version = in.readByte();
    return switch (version) {
      case COUNTS -> ValueCounts.read(type, in);
      case OVERFLOWED -> null;
      default -> throw new IOException("a histogram of version " + version);
    };
  }

  private final class HistogramState implements State {
    /** Null: overflowed. */
    private ValueCounts counts;

    HistogramState(ValueCounts counts) {
      this.counts = counts;
    }

    @Override
    public void add(Cell[] arguments) {
      if (counts != null && !arguments[0].isNull()) {
        counts.add(arguments[0].get(type), 1);
        limit();
      }
    }

    @Override
    public void merge(State other) {
      HistogramState that = (HistogramState) other;
      if (counts == null || that.counts == null) {
        counts = null;
      } else {
        counts.addAll(that.counts);
        limit();
      }
    }

    private void limit() {
      if (counts.size() > MOST_VALUES) {
        counts = null;
      }
    }

    @Override
    public Object result() {
      return counts == null || counts.size() == 0 ? null : counts.mostFrequent(MOST_VALUES, 0);
    }

    @Override
    public void store(Object[] fields, int offset) {
      if (counts == null) {
        fields[offset] = StateBytes.write(out -> out.writeByte(OVERFLOWED));
      } else if (counts.size() == 0) {
        fields[offset] = null;
      } else {
        fields[offset] =
            StateBytes.write(
                out -> {
                  out.writeByte(COUNTS);
                  counts.write(out);
                });
      }
    }
  }
}
