package dev.braid.aggregate;

import dev.braid.plan.Expression;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/**
 * {@code bitwise_and_agg(x)} and {@code bitwise_or_agg(x)}: the bits that all, or any, of the
 * integers have, in two's complement. NULL without a non-NULL x.
 */
final class Bitwise implements AggregateFunction {
  private static final List<StateField> FIELDS = List.of(new StateField("bits", DataType.BIGINT));

  private final LongBinaryOperator operator;

  private Bitwise(LongBinaryOperator operator) {
    this.operator = operator;
  }

  static Optional<AggregateFunction> bindAnd(List<Expression> arguments) {
    return bind(arguments, (a, b) -> a & b);
  }

  static Optional<AggregateFunction> bindOr(List<Expression> arguments) {
    return bind(arguments, (a, b) -> a | b);
  }

  private static Optional<AggregateFunction> bind(
      List<Expression> arguments, LongBinaryOperator operator) {
    return CallArguments.single(arguments)
        .filter(DataType::isInteger)
        .map(integer -> new Bitwise(operator));
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
    return new BitwiseState();
  }

  @Override
  public State load(Object[] fields, int offset) {
    BitwiseState state = new BitwiseState();
    if (fields[offset] != null) {
      state.take((Long) fields[offset]);
    }
    return state;
  }

  private final class BitwiseState implements State {
    private long bits;
    private boolean any;

    @Override
    public void add(Cell[] arguments) {
      if (!arguments[0].isNull()) {
        take(arguments[0].getLong());
      }
    }

    void take(long value) {
      bits = any ? operator.applyAsLong(bits, value) : value;
      any = true;
    }

    @Override
    public void merge(State other) {
      BitwiseState that = (BitwiseState) other;
      if (that.any) {
        take(that.bits);
      }
    }

    @Override
    public Object result() {
      return any ? (Object) bits : null;
    }

    @Override
    public void store(Object[] fields, int offset) {
      fields[offset] = result();
    }
  }
}
