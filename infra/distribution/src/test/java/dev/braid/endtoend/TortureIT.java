package dev.braid.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short torture: every victim at least once, and every answer a prefix of the log. */
class TortureIT {
  private static final int KILLS = 11;
  private static final Pattern LAST_LINE =
      Pattern.compile(
          "torture: (\\d+) kills, (\\d+) hand-offs, (\\d+) reads, 0 violations, recovery"
              + " p50/p99/max [0-9./]+ s, staleness max [0-9.]+ s, seed 66");

  @TempDir Path folder;

  @Test
  void nothingIsLostOrDoubledWhateverIsKilled() throws Exception {
    RunningProject.Outcome outcome =
        RunningProject.command(
            folder,
            "torture",
            "torture",
            "--seed",
            "66",
            "--kills",
            Integer.toString(KILLS),
            "--minutes",
            "1.2",
            "--views",
            "2");
    System.out.print(outcome.output());
    outcome.requireSuccess();
    Matcher last = LAST_LINE.matcher(outcome.output().strip().lines().reduce((a, b) -> b).get());
    assertThat(last.matches()).as(outcome.output()).isTrue();
    assertThat(Integer.parseInt(last.group(1))).isEqualTo(KILLS);
    assertThat(Integer.parseInt(last.group(2))).as("hand-offs").isPositive();
    assertThat(Integer.parseInt(last.group(3))).as("reads").isGreaterThan(100);
    assertThat(outcome.output())
        .contains("spark during log commit", "launcher ", "jobmanager ", "taskmanager ");
  }
}
