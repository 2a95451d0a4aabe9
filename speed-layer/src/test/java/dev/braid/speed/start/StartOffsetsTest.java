package dev.braid.speed.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartOffsetsTest {
  private final SourceLog log =
      new SourceLog("orders", "id", offsets(0, 100, 1, 0), offsets(0, 900, 1, 500));

  @Test
  void startsAtTheLogsStartForAViewWithoutABatchVersion() {
    assertThat(StartOffsets.of(log, List.of(Optional.empty())).next())
        .isEqualTo(Map.of(0, 100L, 1, 0L));
  }

  @Test
  void startsAtTheLeastPreviousResume() {
    assertThat(
            StartOffsets.of(
                    log,
                    List.of(announced(offsets(0, 300, 1, 50)), announced(offsets(0, 200, 1, 70))))
                .next())
        .isEqualTo(Map.of(0, 200L, 1, 50L));
  }

  @Test
  void oneViewWithoutABatchVersionTakesTheWholeLog() {
    assertThat(
            StartOffsets.of(log, List.of(announced(offsets(0, 300, 1, 50)), Optional.empty()))
                .next())
        .isEqualTo(Map.of(0, 100L, 1, 0L));
  }

  @Test
  void startsAPartitionThatTheBatchLayerHasNotSeenAtItsStart() {
    assertThat(StartOffsets.of(log, List.of(announced(Offsets.of(Map.of(0, 300L))))).next())
        .isEqualTo(Map.of(0, 300L, 1, 0L));
  }

  @Test
  void refusesWhatRetentionHasEaten() {
    assertThatThrownBy(() -> StartOffsets.of(log, List.of(announced(offsets(0, 99, 1, 50)))))
        .hasMessageContaining("orders, partition 0")
        .hasMessageContaining("offset 99")
        .hasMessageContaining("before 100");
  }

  @Test
  void refusesALogThatWasReplacedHoweverLongItIs() {
    FrontierAnnouncement before = announced(offsets(0, 200, 1, 50)).orElseThrow();
    FrontierAnnouncement same = new FrontierAnnouncement(1, before.commit(), "id");
    assertThat(StartOffsets.of(log, List.of(Optional.of(same))).next())
        .isEqualTo(Map.of(0, 200L, 1, 50L));
    FrontierAnnouncement other = new FrontierAnnouncement(1, before.commit(), "other");
    assertThatThrownBy(() -> StartOffsets.of(log, List.of(Optional.of(other))))
        .hasMessageContaining("topic orders is another one (id) than")
        .hasMessageContaining("Give the source's topic another name");
  }

  @Test
  void refusesALogThatIsShorterThanItWas() {
    assertThatThrownBy(() -> StartOffsets.of(log, List.of(announced(offsets(0, 200, 1, 501)))))
        .hasMessageContaining("orders, partition 1")
        .hasMessageContaining("ends at 500");
  }

  @Test
  void theEndOfTheLogIsAPlaceToStart() {
    assertThat(StartOffsets.of(log, List.of(announced(offsets(0, 900, 1, 500)))).next())
        .isEqualTo(Map.of(0, 900L, 1, 500L));
  }

  private static Offsets offsets(int p, long at, int q, long then) {
    return Offsets.of(Map.of(p, at, q, then));
  }

  private static Optional<FrontierAnnouncement> announced(Offsets previousResume) {
    return Optional.of(
        new FrontierAnnouncement(
            1,
            new BatchCommit(
                "v",
                "h",
                new Frontier(2000),
                new Frontier(1000),
                Offsets.NONE,
                Offsets.NONE,
                previousResume,
                0,
                "2026-11-23T00:00:00Z")));
  }
}
