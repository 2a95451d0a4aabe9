package dev.braid.batch.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import org.junit.jupiter.api.Test;

class KillOrderTest {
  @Test
  void isDueOnceAtTheOccurrenceNamed() {
    KillOrder order = KillOrder.of("after-files:2");
    assertThat(order.isDueAt(KillPoint.AFTER_FILES)).isFalse();
    assertThat(order.isDueAt(KillPoint.BEFORE_WRITING)).isFalse();
    assertThat(order.isDueAt(KillPoint.AFTER_FILES)).isTrue();
    assertThat(order.isDueAt(KillPoint.AFTER_FILES)).isFalse();
    assertThat(order).hasToString("after-files:2");
  }

  @Test
  void withoutAnOrderNothingIsDue() {
    for (KillPoint point : KillPoint.values()) {
      assertThat(KillOrder.of(null).isDueAt(point)).isFalse();
    }
  }

  @Test
  void aPointThatIsNoneIsRefused() {
    for (String text : new String[] {"", "after-files", "after-files:0", "at-noon:1"}) {
      assertThatThrownBy(() -> KillOrder.of(text))
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("before-writing");
    }
  }
}
