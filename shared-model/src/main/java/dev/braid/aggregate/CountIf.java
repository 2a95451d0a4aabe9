package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/** {@code count_if(condition)}: the events for which it is true. */
final class CountIf implements AggregateFunction {
  private static final List<StateField> FIELDS = List.of(new StateField("count", DataType.BIGINT));

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    return Arguments.single(arguments)
        .filter(DataType.BOOLEAN::equals)
        .map(condition -> new CountIf());
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
    return new CountIfState(0);
  }

  @Override
  public State load(Object[] fields, int offset) {
    return new CountIfState((Long) fields[offset]);
  }

  private static final class CountIfState implements State {
    private long count;

    CountIfState(long count) {
      this.count = count;
    }

    @Override
    public void add(Object[] arguments) {
      if (Boolean.TRUE.equals(arguments[0])) {
        count++;
      }
    }

    @Override
    public void merge(State other) {
      count += ((CountIfState) other).count;
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
