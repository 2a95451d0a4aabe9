package dev.braid.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void allToOneLayerAndDistinctCutsBetween() {
    List<Split> splits = Split.of(10, 3, new Random(1));

    assertThat(splits).hasSize(5);
    assertThat(splits.get(0).batchEvents()).isEqualTo(10);
    assertThat(splits.get(4).batchEvents()).isZero();
    assertThat(splits.subList(1, 4))
        .extracting(Split::batchEvents)
        .doesNotHaveDuplicates()
        .allMatch(cut -> cut > 0 && cut < 10);
    assertThat(splits).allMatch(split -> split.batchEvents() + split.places().size() == 10);
  }

  @Test
  void noMoreCutsThanThereAreGaps() {
    assertThat(Split.of(3, 100, new Random(1)))
        .extracting(Split::batchEvents)
        .containsExactly(3, 2, 1, 0);
    assertThat(Split.of(1, 100, new Random(1)))
        .extracting(Split::batchEvents)
        .containsExactly(1, 0);
  }

  @Test
  void theSeedDecides() {
    assertThat(Split.of(50, 5, new Random(7))).isEqualTo(Split.of(50, 5, new Random(7)));
    assertThat(Split.of(50, 5, new Random(7))).isNotEqualTo(Split.of(50, 5, new Random(8)));
  }

  @Test
  void speedEventsAreSpreadAndTimeNeverGoesBack() {
    List<Split.Place> places = Split.of(200, 0, new Random(3)).get(1).places();

    assertThat(places).extracting(Split.Place::partition).contains(0, 1, 2, 3);
    assertThat(places).extracting(Split.Place::epoch).contains(0, 1, 2).isSorted();
  }

  @Test
  void readsAsASentence() {
    assertThat(Split.of(4, 3, new Random(1)))
        .extracting(Split::toString)
        .containsExactly(
            "all events by Spark",
            "events 1-3 by Spark, 4 by Flink",
            "events 1-2 by Spark, 3-4 by Flink",
            "event 1 by Spark, 2-4 by Flink",
            "all events by Flink");
  }
}
