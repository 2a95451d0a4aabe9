package dev.braid.batch.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.aggregate.State;
import dev.braid.batch.generations.GenerationsReport.Values;
import dev.braid.expression.CompiledView;
import dev.braid.expression.InputRow;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Literal;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairCheckTest {
  private static final Source SOURCE =
      new Source(
          "orders",
          "orders",
          "json",
          1,
          List.of(
              new Column("country", DataType.VARCHAR, false),
              new Column("weight", DataType.DOUBLE, false)));

  private static final ViewPlan PLAN =
      Orders.byCountry(
          SOURCE,
          null,
          List.of("weight", "median"),
          new AggregateCall("sum", List.of(Orders.column(SOURCE, "weight")), null),
          new AggregateCall(
              "approx_percentile",
              List.of(Orders.column(SOURCE, "weight"), new Literal(DataType.DOUBLE, 0.5)),
              null));

  private static final Pairing PAIRING = Pairing.of(PLAN, PLAN);
  private final PairCheck sameQuery = new PairCheck(PAIRING, PLAN, true);
  private final PairCheck otherQuery = new PairCheck(PAIRING, PLAN, false);

  /** Of so many numbers from {@code shift} on. */
  private static PairCheck.Group group(int numbers, double shift) {
    CompiledView view = new CompiledView(PLAN);
    State[] states = view.empty();
    for (int i = 0; i < numbers; i++) {
      view.add(states, new InputRow(new Object[] {"at", i + shift}));
    }
    List<Object> row = Arrays.asList(view.result(new Object[] {"at"}, states));
    return new PairCheck.Group((long) numbers, row.subList(1, row.size()), view.store(states));
  }

  private static PairCheck.Group with(PairCheck.Group group, Object weight) {
    List<Object> outputs = Arrays.asList(weight, group.outputs().get(1));
    return new PairCheck.Group(group.events(), outputs, group.states());
  }

  private static List<String> columns(List<Values> differences) {
    return differences.stream().map(Values::column).toList();
  }

  @Test
  void doublesAreTheSameToNineDigits() {
    PairCheck.Group group = group(10, 0);
    assertThat(sameQuery.differences(group, with(group, 45.00000001))).isEmpty();
    assertThat(sameQuery.differences(group, with(group, 45.000001)))
        .containsExactly(new Values("weight", "45.0", "45.000001"));
    assertThat(columns(sameQuery.differences(group, with(group, null)))).containsExactly("weight");
    assertThat(sameQuery.differences(with(group, null), with(group, null))).isEmpty();
  }

  @Test
  void ofTheSameQueryASketchIsHeldToItsBounds() {
    PairCheck.Group group = group(10_000, 0);
    PairCheck.Group near = with(group(10_000, 500), group.outputs().get(0));
    PairCheck.Group far = with(group(10_000, 3_000), group.outputs().get(0));
    assertThat(sameQuery.differences(group, near)).isEmpty();
    assertThat(columns(sameQuery.differences(group, far))).containsExactly("median");
    assertThat(columns(otherQuery.differences(group, near))).containsExactly("median");
  }

  @Test
  void ofTheSameQueryTheNumberOfEventsIsCompared() {
    PairCheck.Group group = group(10, 0);
    PairCheck.Group fewer = new PairCheck.Group(9L, group.outputs(), group.states());
    assertThat(sameQuery.differences(group, fewer))
        .containsExactly(new Values("_events", "10", "9"));
    assertThat(otherQuery.differences(group, fewer)).isEmpty();
  }

  @Test
  void aGroupThatOneViewLacksDiffersInAll() {
    PairCheck.Group group = group(2, 0);
    assertThat(otherQuery.differences(null, group))
        .containsExactly(new Values("weight", null, "1.0"), new Values("median", null, "1.0"));
    assertThat(columns(sameQuery.differences(group, null)))
        .containsExactly("_events", "weight", "median");
  }
}
