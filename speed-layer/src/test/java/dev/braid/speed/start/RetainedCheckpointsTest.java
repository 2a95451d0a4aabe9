package dev.braid.speed.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
  private static final JobID JOB = new JobID(1, 2);

  @TempDir Path folder;

  private void checkpoint(int number, boolean complete) throws IOException {
    Path checkpoint = folder.resolve(JOB.toHexString()).resolve("chk-" + number);
    Files.createDirectories(checkpoint);
    Files.writeString(checkpoint.resolve("state"), "state");
    if (complete) {
      Files.writeString(checkpoint.resolve("_metadata"), "metadata");
    }
  }

  private List<String> left() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve(JOB.toHexString()))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theNewestCompleteOnesAreKept() throws IOException {
    for (int number = 7; number <= 10; number++) {
      checkpoint(number, true);
    }
    checkpoint(6, false);
    checkpoint(11, false);
    Files.createDirectories(folder.resolve(JOB.toHexString()).resolve("shared"));
    new RetainedCheckpoints(folder, JOB).discardAllBut(2);
    assertThat(left()).containsExactly("chk-10", "chk-9", "shared");
  }

  @Test
  void withoutAnyThereIsNothingToDo() {
    new RetainedCheckpoints(folder, JOB).discardAllBut(2);
    assertThat(folder).isEmptyDirectory();
  }
}
