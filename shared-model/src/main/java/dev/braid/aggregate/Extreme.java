package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.util.List;
import java.util.Optional;

/**
 * {@code min(x)} and {@code max(x)} in the order of {@link Values#compare}: NaN above all other
 * numbers.
 */
final class Extreme implements AggregateFunction {
  private final DataType type;
  private final String name;
  private final int sign;

  private Extreme(DataType type, String name, int sign) {
    this.type = type;
    this.name = name;
    this.sign = sign;
  }

  static Optional<AggregateFunction> bindMin(List<Expression> arguments) {
    return bind(arguments, "min", -1);
  }

  static Optional<AggregateFunction> bindMax(List<Expression> arguments) {
    return bind(arguments, "max", 1);
  }

  private static Optional<AggregateFunction> bind(
      List<Expression> arguments, String name, int sign) {
    return CallArguments.single(arguments)
        .filter(DataType::isComparable)
        .map(type -> new Extreme(type, name, sign));
  }

  @Override
  public DataType resultType() {
    return type;
  }

  @Override
  public List<StateField> stateFields() {
    return List.of(new StateField(name, type));
  }

  @Override
  public State empty() {
    return new ExtremeState();
  }

  @Override
  public State load(Object[] fields, int offset) {
    ExtremeState state = new ExtremeState();
    state.extreme.set(type, fields[offset]);
    return state;
  }

  private final class ExtremeState implements State {
    private final Cell extreme = new Cell();

    @Override
    public void add(Cell[] arguments) {
      take(arguments[0]);
    }

    private void take(Cell value) {
      if (!value.isNull() && (extreme.isNull() || value.compare(type, extreme) * sign > 0)) {
        extreme.set(value);
      }
    }

    @Override
    public void merge(State other) {
      take(((ExtremeState) other).extreme);
    }

    @Override
    public Object result() {
      return extreme.get(type);
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = extreme.get(type);
    }
  }
}
