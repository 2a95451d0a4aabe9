package dev.braid.serving.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.log.SpeedHeartbeat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reader says of itself; that its answers are exact is the simulator's to check. */
class HandOffTest {
  private final HandOff handOff = new HandOff(0);

  @Test
  void saysThatItIsTooFarBehindAsSoonAsAnAnnouncementTells() {
    use(version(1, 1));
    assertThat(handOff.problem()).isEmpty();
    handOff.announced(new FrontierAnnouncement(2, commit(2)));
    assertThat(handOff.problem()).as("one version behind is exact").isEmpty();
    handOff.announced(new FrontierAnnouncement(3, commit(3)));
    assertThat(handOff.problem()).hasValueSatisfying(why -> assertThat(why).contains("behind"));
  }

  @Test
  void saysThatItIsTooFarBehindAsSoonAsAHeartbeatTells() {
    use(version(1, 1));
    handOff.heartbeat(new SpeedHeartbeat(1, 0, 0, 1, 1, 0, 0, true, new Frontier(2_000), 0), 0, 0);
    assertThat(handOff.problem()).hasValueSatisfying(why -> assertThat(why).contains("behind"));
  }

  @Test
  void usesNoVersionFromBeforeWhatMayBeRetired() {
    handOff.announced(new FrontierAnnouncement(3, commit(3)));
    handOff.caughtUp();
    handOff.discovered(version(4, 1), true);
    assertThat(handOff.decide(0)).isEmpty();
    assertThat(handOff.problem()).hasValueSatisfying(why -> assertThat(why).contains("went back"));
  }

  private void use(BatchVersion version) {
    handOff.caughtUp();
    handOff.discovered(version, true);
    handOff.decide(0);
    handOff.loaded(version);
    handOff.decide(0);
    handOff.switched(version);
  }

  private static BatchVersion version(long number, int epochs) {
    return new BatchVersion(number, commit(epochs), List.of());
  }

  /** At the frontier after so many seconds, a second after the one before. */
  private static BatchCommit commit(int seconds) {
    return new BatchCommit(
        "totals",
        "hash",
        new Frontier(seconds * 1_000L),
        new Frontier((seconds - 1) * 1_000L),
        Offsets.NONE,
        Offsets.NONE,
        Offsets.NONE,
        0,
        "2026-01-01T00:00:00Z");
  }
}
