package dev.braid.benchmark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchmarkTest {
  @Test
  void everyPhaseIsMeasuredWithoutAnError(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Parameters parameters =
        Parameters.of(
            folder,
            "groups=20000",
            "touched=5000",
            "changed=500",
            "every-ms=50",
            "look-ups=100",
            "seconds=1",
            "memory=256MB");
    try (EngineBenchmark benchmark =
        new EngineBenchmark(parameters, new PrintStream(printed, true, StandardCharsets.UTF_8))) {
      benchmark.run();
    }
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> line.startsWith("  errors")))
        .hasSize(5)
        .allMatch(line -> line.strip().endsWith(" 0"));
    assertThat(text).contains("Changes of hot keys", "During a hand-off").doesNotContain("failed:");
  }
}
