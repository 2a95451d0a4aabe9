package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/** {@code count(*)} and {@code count(x)}: events, or those whose x is not NULL. */
final class Count implements AggregateFunction {
  private static final List<StateField> FIELDS = List.of(new StateField("count", DataType.BIGINT));

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    return arguments.size() <= 1 ? Optional.of(new Count()) : Optional.empty();
  }

  @Override
  public DataType resultType() {
    return DataType.BIGINT;
  }

  @Override
  public List<StateField> stateFields() {
    return FIELDS;
  }

  @Override
  public State empty() {
    return new CountState(0);
  }

  @Override
  public State load(Object[] fields, int offset) {
    return new CountState((Long) fields[offset]);
  }

  private static final class CountState implements State {
    private long count;

    CountState(long count) {
      this.count = count;
    }

    @Override
    public void add(Object[] arguments) {
      if (arguments.length == 0 || arguments[0] != null) {
        count++;
      }
    }

    @Override
    public void merge(State other) {
      count += ((CountState) other).count;
    }

    @Override
    public Object result() {
      return count;
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = count;
    }
  }
}
