package dev.braid.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.launcher.ProjectFolder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesBatchTest {
  @TempDir Path folder;

  @Test
  void aBatchRunIsWhoHoldsTheLockNotWhoHeldIt() throws Exception {
    ProjectFolder project = new ProjectFolder(folder);
    RunFiles files = new RunFiles(project);
    assertThat(files.batchRun()).isEmpty();

    Files.createDirectories(project.run());
    Path lock = project.run().resolve("batch.lock");
    Process holder = holding(lock);
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');
      Files.writeString(lock, "process " + holder.pid() + ", since now\n");
      assertThat(files.batchRun()).contains(holder.toHandle());
    } finally {
      holder.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(files.batchRun()).isEmpty();
  }

  /** Another JVM: a lock within this one would be refused, not seen. */
  private static Process holding(Path lock) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            lock.toString())
        .start();
  }

  /** Takes the lock, says so and keeps it. */
  public static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (FileChannel channel =
              FileChannel.open(
                  Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        System.out.print(held.isValid() ? 'h' : 'n');
        System.out.flush();
        Thread.currentThread().join();
      }
    }
  }
}
