package dev.braid.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.contract.TypicalViews;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides of the benchmark do the same. */
class AggregationTest {
  private static final int EVENTS = 10_000;

  static Set<String> views() {
    return TypicalViews.TIMED.keySet();
  }

  @ParameterizedTest
  @MethodSource("views")
  void bothSidesGiveTheSameRows(String view) {
    Aggregation compiled = Aggregation.compiled(view);
    Aggregation byHand = Aggregation.byHand(view);
    for (Object[] event : TypicalViews.events(EVENTS)) {
      compiled.add(event);
      byHand.add(event);
    }
    assertThat(compiled.rows()).hasSizeGreaterThan(20).isEqualTo(byHand.rows());
  }
}
