package dev.braid.serving.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Frontier;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.Version;
import org.junit.jupiter.api.Test;

class SpeedProgressTest {
  private final SpeedProgress progress = new SpeedProgress();

  @Test
  void isTheLeastOfAllSubtasksAndPartitions() {
    beat(1, 0, 2, 0, 0, 50, true);
    beat(1, 0, 2, 1, 0, 60, true);
    assertThat(progress.processedTo()).as("one subtask is missing").isEmpty();
    beat(1, 1, 2, 0, 0, 70, true);
    assertThat(progress.processedTo()).as("and one partition of it").isEmpty();
    beat(1, 1, 2, 1, 0, 70, true);
    assertThat(progress.processedTo()).hasValue(50);
  }

  /** The upserts of the run before may lack what this one has read, and still outrank its own. */
  @Test
  void aReplayIsNotTrustedBeforeItIsPastWhatTheRunBeforePublished() {
    progress.upsert(new Version(1, 10), 100);
    everywhere(2, 20, 90, false);
    assertThat(progress.processedTo()).hasValue(20);
    everywhere(2, 20, 100, false);
    assertThat(progress.processedTo()).hasValue(100);
  }

  @Test
  void aRunThatSaysItHasCaughtUpIsTrusted() {
    progress.upsert(new Version(1, 10), 100);
    everywhere(2, 20, 90, true);
    assertThat(progress.processedTo()).hasValue(90);
  }

  @Test
  void aNewGenerationOutranksWhateverWasPublished() {
    progress.upsert(new Version(0, 10), 100);
    everywhere(2, 20, 90, false);
    assertThat(progress.processedTo()).hasValue(90);
  }

  @Test
  void aRunThatIsNoMoreIsNotListenedTo() {
    everywhere(2, 20, 30, true);
    everywhere(1, 0, 500, true);
    assertThat(progress.processedTo()).hasValue(30);
  }

  private void everywhere(long started, long startedFrom, long processedTo, boolean settled) {
    beat(started, 0, 1, 0, startedFrom, processedTo, settled);
    beat(started, 0, 1, 1, startedFrom, processedTo, settled);
  }

  private void beat(
      long started,
      int subtask,
      int parallelism,
      int partition,
      long startedFrom,
      long processedTo,
      boolean settled) {
    progress.heartbeat(
        new SpeedHeartbeat(
            1,
            started,
            subtask,
            parallelism,
            2,
            startedFrom,
            processedTo,
            settled,
            Frontier.NONE,
            0),
        partition,
        started);
  }
}
