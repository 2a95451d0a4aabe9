package dev.braid.batch.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Offsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsAppendTest {
  @Test
  void goesOnWhereTheLastRunStopped() {
    assertThat(EventsAppend.next(decoded(5, 7), offsets(9, 7)))
        .contains(new EventsAppend(offsets(5, 7), offsets(9, 7)));
  }

  @Test
  void startsWithAllOfRaw() {
    assertThat(EventsAppend.next(Optional.empty(), offsets(9, 7)))
        .contains(new EventsAppend(Offsets.NONE, offsets(9, 7)));
  }

  @Test
  void hasNothingToDoWhereRawIsNoFarther() {
    assertThat(EventsAppend.next(decoded(9, 7), offsets(9, 7))).isEmpty();
  }

  /** Its offsets would go back, and the next run would decode the records between once more. */
  @Test
  void hasNothingToDoBehindAnotherRunThatDecodedMore() {
    assertThat(EventsAppend.next(decoded(9, 7), offsets(5, 7))).isEmpty();
  }

  private static Optional<EventsCommit> decoded(long first, long second) {
    return Optional.of(
        new EventsCommit("orders", offsets(first, second), 0, "2026-01-01T00:00:00Z"));
  }

  private static Offsets offsets(long first, long second) {
    return Offsets.of(Map.of(0, first, 1, second));
  }
}
