package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/**
 * {@code count(*)}, {@code count(x)} and {@code count_if(condition)}: all events, those whose x is
 * not NULL, those for which the condition is true.
 */
final class Count implements AggregateFunction {
  private static final List<StateField> FIELDS = List.of(new StateField("count", DataType.BIGINT));

  private enum Counted {
    ALL,
    NOT_NULL,
    TRUE
  }

  private final Counted counted;

  private Count(Counted counted) {
    this.counted = counted;
  }

  static Optional<AggregateFunction> bind(List<Expression> arguments) {
    return switch (arguments.size()) {
      case 0 -> Optional.of(new Count(Counted.ALL));
      case 1 -> Optional.of(new Count(Counted.NOT_NULL));
      default -> Optional.empty();
    };
  }

  static Optional<AggregateFunction> bindIf(List<Expression> arguments) {
    return CallArguments.single(arguments)
        .filter(DataType.BOOLEAN::equals)
        .map(condition -> new Count(Counted.TRUE));
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

  private final class CountState implements State {
    private long count;

    CountState(long count) {
      this.count = count;
    }

    @Override
    public void add(Cell[] arguments) {
      boolean counts =
          switch (counted) {
            case ALL -> true;
            case NOT_NULL -> !arguments[0].isNull();
            case TRUE -> arguments[0].getBoolean();
          };
      if (counts) {
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
