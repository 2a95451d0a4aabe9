package dev.braid.batch.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
  @Test
  void explainsThoughTheDetailsCannotBeWritten(@TempDir Path folder) throws IOException {
    Path inTheWay = Files.writeString(folder.resolve("logs"), "a file where a folder should be");
    Path details = inTheWay.resolve("failure.txt");
    Exception full = new IOException("No space left on device");
    int status =
        Failures.explain(
            new IllegalStateException(full),
            details,
            why -> BatchErrors.failed(why, details, full));
    assertThat(status).isEqualTo(ErrorKind.INTERNAL.exitStatus());
  }
}
