package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/**
 * {@code bool_and(condition)} and {@code bool_or(condition)}: whether all, or any, that are not
 * NULL are true. NULL if all are NULL.
 */
final class Unanimity implements AggregateFunction {
  private final String field;

  /** One of these decides the answer: false for bool_and, true for bool_or. */
  private final Boolean decisive;

  private Unanimity(String field, Boolean decisive) {
    this.field = field;
    this.decisive = decisive;
  }

  static Optional<AggregateFunction> bindAnd(List<Expression> arguments) {
    return bind(arguments, "all", false);
  }

  static Optional<AggregateFunction> bindOr(List<Expression> arguments) {
    return bind(arguments, "any", true);
  }

  private static Optional<AggregateFunction> bind(
      List<Expression> arguments, String field, Boolean decisive) {
    return CallArguments.single(arguments)
        .filter(DataType.BOOLEAN::equals)
        .map(condition -> new Unanimity(field, decisive));
  }

  @Override
  public DataType resultType() {
    return DataType.BOOLEAN;
  }

  @Override
  public List<StateField> stateFields() {
    return List.of(new StateField(field, DataType.BOOLEAN));
  }

  @Override
  public State empty() {
    return new UnanimityState();
  }

  @Override
  public State load(Object[] fields, int offset) {
    UnanimityState state = new UnanimityState();
    state.take((Boolean) fields[offset]);
    return state;
  }

  private final class UnanimityState implements State {
    private Boolean answer;

    @Override
    public void add(Cell[] arguments) {
      if (!arguments[0].isNull()) {
        take(arguments[0].getBoolean());
      }
    }

    /** Takes an answer, null if there is none yet. */
    void take(Boolean value) {
      if (value != null && !decisive.equals(answer)) {
        answer = value;
      }
    }

    @Override
    public void merge(State other) {
      take(((UnanimityState) other).answer);
    }

    @Override
    public Object result() {
      return answer;
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = answer;
    }
  }
}
