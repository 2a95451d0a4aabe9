package dev.braid.batch.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.batch.log.LogCut;
import dev.braid.log.Offsets;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LogRangeTest {
  private static LogCut cut(Offsets earliest, Offsets stableEnds) {
    return new LogCut("orders", "id", earliest, stableEnds, Map.of(), new TreeSet<>());
  }

  @Test
  void goesOnWhereTheArchiveEnds() {
    LogCut cut = cut(Offsets.of(Map.of(0, 0L, 1, 7L)), Offsets.of(Map.of(0, 10L, 1, 20L)));
    LogRange range = LogRange.next(Offsets.of(Map.of(0, 4L, 1, 20L)), cut, false);
    assertThat(range.from()).isEqualTo(Offsets.of(Map.of(0, 4L, 1, 20L)));
    assertThat(range.to()).isEqualTo(cut.stableEnds());
    assertThat(range.isEmpty()).isFalse();
  }

  @Test
  void aNewPartitionBeginsAtWhatKafkaHolds() {
    LogCut cut = cut(Offsets.of(Map.of(0, 0L, 1, 7L)), Offsets.of(Map.of(0, 10L, 1, 20L)));
    LogRange range = LogRange.next(Offsets.of(Map.of(0, 10L)), cut, false);
    assertThat(range.from()).isEqualTo(Offsets.of(Map.of(0, 10L, 1, 7L)));
  }

  @Test
  void nothingNewIsAnEmptyRange() {
    LogCut cut = cut(Offsets.of(Map.of(0, 0L)), Offsets.of(Map.of(0, 10L)));
    assertThat(LogRange.next(Offsets.of(Map.of(0, 10L)), cut, false).isEmpty()).isTrue();
  }

  @Test
  void whatRetentionDeletedIsRefusedWithPartitionAndNumber() {
    LogCut cut = cut(Offsets.of(Map.of(0, 0L, 1, 9L)), Offsets.of(Map.of(0, 10L, 1, 20L)));
    Offsets archived = Offsets.of(Map.of(0, 4L, 1, 4L));
    assertThatThrownBy(() -> LogRange.next(archived, cut, false))
        .hasMessageContaining("orders, partition 1: offsets 4 to 8 (5)")
        .hasMessageContaining("--accept-loss");
    assertThat(LogRange.next(archived, cut, true).from())
        .isEqualTo(Offsets.of(Map.of(0, 4L, 1, 9L)));
  }

  @Test
  void aLogThatEndsBeforeTheArchiveIsAnotherOne() {
    LogCut cut = cut(Offsets.of(Map.of(0, 0L)), Offsets.of(Map.of(0, 3L)));
    assertThatThrownBy(() -> LogRange.next(Offsets.of(Map.of(0, 4L)), cut, true))
        .hasMessageContaining("ends at offset 3, but it is archived up to 4");
  }
}
