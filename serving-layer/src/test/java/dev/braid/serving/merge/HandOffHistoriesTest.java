package dev.braid.serving.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random histories: whatever is seen in whatever order, the answer is the reference's. */
class HandOffHistoriesTest {
  private static final int HISTORIES = 1_500;
  private static final int STEPS = 120;

  @Test
  void everyAnswerIsTheReferencesForItsStatedPosition() {
    long answers = 0;
    long handOffs = 0;
    long fallBacks = 0;
    long restarts = 0;
    for (long seed = 0; seed < HISTORIES; seed++) {
      History history = new History(new Random(seed));
      for (int step = 0; step < STEPS; step++) {
        history.step();
        history.check("seed " + seed + ", step " + step);
      }
      answers += history.answers();
      handOffs += history.handOffs();
      fallBacks += history.fallBacks();
      restarts += history.restarts();
    }
    assertThat(answers).as("answers checked").isGreaterThan(HISTORIES * 50L);
    assertThat(handOffs).as("hand-offs").isGreaterThan(HISTORIES);
    assertThat(fallBacks).as("moves to an older version").isGreaterThan(HISTORIES / 30);
    assertThat(restarts).as("restarts").isGreaterThan(HISTORIES);
  }
}
