package dev.braid.batch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.aggregate.State;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private static final Expression X = new ColumnRef("x", 0, DataType.BIGINT);

  private static AggregateCall percentile(double share) {
    return new AggregateCall(
        "approx_percentile", List.of(X, new Literal(DataType.DOUBLE, share)), null);
  }

  private static AggregateCall mostFrequent(long limit, long capacity) {
    return new AggregateCall(
        "approx_most_frequent",
        List.of(new Literal(DataType.BIGINT, limit), X, new Literal(DataType.BIGINT, capacity)),
        null);
  }

  /** Of so many numbers from {@code shift} on. */
  private static State state(AggregateCall call, int numbers, long shift) {
    State state = call.bind().empty();
    for (int i = 0; i < numbers; i++) {
      add(call, state, i + shift);
    }
    return state;
  }

  private static void add(AggregateCall call, State state, long x) {
    Cell[] cells = Cell.row(call.arguments().size());
    for (int i = 0; i < cells.length; i++) {
      Expression argument = call.arguments().get(i);
      Object value = argument instanceof Literal literal ? literal.value() : (Object) x;
      cells[i].set(argument.type(), value);
    }
    state.add(cells);
  }

  @Test
  void aPercentileMayBeOffByItsBound() {
    AggregateCall median = percentile(0.5);
    State right = state(median, 10_000, 0);
    assertThat(Agreement.alike(median, state(median, 10_000, 500), right, 10_000)).isTrue();
    assertThat(Agreement.alike(median, state(median, 10_000, 3_000), right, 10_000)).isFalse();
    AggregateCall greatest = percentile(1);
    State rightMost = state(greatest, 10_000, 0);
    assertThat(Agreement.alike(greatest, state(greatest, 10_000, 500), rightMost, 10_000))
        .isFalse();
    assertThat(Agreement.alike(median, median.bind().empty(), right, 10_000)).isFalse();
  }

  @Test
  void aFrequencyMayBeOffByItsBound() {
    AggregateCall call = mostFrequent(1, 9);
    State right = call.bind().empty();
    State near = call.bind().empty();
    State far = call.bind().empty();
    for (int i = 0; i < 100; i++) {
      add(call, right, i < 50 ? 7 : i);
      add(call, near, i < 55 ? 7 : i);
      add(call, far, i < 80 ? 7 : i);
    }
    assertThat(Agreement.alike(call, near, right, 100)).isTrue();
    assertThat(Agreement.alike(call, far, right, 100)).isFalse();
  }
}
