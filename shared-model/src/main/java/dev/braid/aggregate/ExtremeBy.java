package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.util.List;
import java.util.Optional;

/**
 * {@code min_by(x, y)} and {@code max_by(x, y)}: x where y is least or greatest in the order of
 * {@link Values#compare}, NaN being above all other numbers. Events whose y is NULL are passed
 * over. Among equal y the least x wins, a NULL x being less than all: Trino leaves that open, but a
 * merge in any order must come to one answer.
 */
final class ExtremeBy implements AggregateFunction {
  private final DataType type;
  private final DataType by;
  private final int sign;

  private ExtremeBy(DataType type, DataType by, int sign) {
    this.type = type;
    this.by = by;
    this.sign = sign;
  }

  static Optional<AggregateFunction> bindMin(List<Expression> arguments) {
    return bind(arguments, -1);
  }

  static Optional<AggregateFunction> bindMax(List<Expression> arguments) {
    return bind(arguments, 1);
  }

  private static Optional<AggregateFunction> bind(List<Expression> arguments, int sign) {
    boolean comparable =
        arguments.size() == 2
            && arguments.stream().allMatch(argument -> argument.type().isComparable());
    return comparable
        ? Optional.of(new ExtremeBy(arguments.get(0).type(), arguments.get(1).type(), sign))
        : Optional.empty();
  }

  @Override
  public DataType resultType() {
    return type;
  }

  @Override
  public List<StateField> stateFields() {
    return List.of(new StateField("x", type), new StateField("y", by));
  }

  @Override
  public State empty() {
    return new ExtremeByState();
  }

  @Override
  public State load(Object[] fields, int offset) {
    ExtremeByState state = new ExtremeByState();
    state.x.set(type, fields[offset]);
    state.y.set(by, fields[offset + 1]);
    return state;
  }

  private final class ExtremeByState implements State {
    private final Cell x = new Cell();
    private final Cell y = new Cell();

    @Override
    public void add(Cell[] arguments) {
      take(arguments[0], arguments[1]);
    }

    private void take(Cell newX, Cell newY) {
      if (newY.isNull()) {
        return;
      }
      int better = y.isNull() ? 1 : newY.compare(by, y) * sign;
      if (better > 0 || (better == 0 && isLess(newX, x))) {
        x.set(newX);
        y.set(newY);
      }
    }

    private boolean isLess(Cell left, Cell right) {
      if (left.isNull() || right.isNull()) {
        return left.isNull() && !right.isNull();
      }
      return left.compare(type, right) < 0;
    }

    @Override
    public void merge(State other) {
      ExtremeByState that = (ExtremeByState) other;
      take(that.x, that.y);
    }

    @Override
    public Object result() {
      return x.get(type);
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = x.get(type);
      fields[offset + 1] = y.get(by);
    }
  }
}
