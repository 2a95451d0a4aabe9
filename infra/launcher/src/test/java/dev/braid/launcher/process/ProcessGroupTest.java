package dev.braid.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. The folder's name has a blank, as users' folders do. */
class ProcessGroupTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private Distribution distribution;
  private ProjectFolder project;
  private RunFiles files;

  @BeforeEach
  void prepare() throws IOException {
    distribution = TestDistribution.make(folder.resolve("a home"));
    project = new ProjectFolder(folder.resolve("a project"));
    Files.createDirectories(project.state());
    files = new RunFiles(project);
  }

  @Test
  void startsAgainWhatIsKilledAndLeavesNothingBehind() throws Exception {
    ProcessHandle second;
    ProcessHandle serving;
    try (ProcessGroup group = group()) {
      Process first = group.start(TestDistribution.sleeper("speed"));
      serving = group.start(TestDistribution.sleeper("serving")).toHandle();
      supervise(group);
      await().atMost(PATIENCE).until(() -> log("speed").contains("up speed"));
      assertThat(pid("speed")).isEqualTo(first.pid());
      assertThat(files.launcher()).contains(ProcessHandle.current());

      first.destroyForcibly();

      await().atMost(PATIENCE).until(() -> pid("speed") != first.pid());
      second = ProcessHandle.of(pid("speed")).orElseThrow();
      await().atMost(PATIENCE).until(() -> log("speed").indexOf("up speed", 5) > 0);
      assertThat(said).anyMatch(line -> line.contains("speed was killed (signal 9)"));
      assertThat(said).contains("speed started again");
      assertThat(serving.isAlive()).isTrue();
      assertThat(restarts("speed")).isEqualTo(1);
      assertThat(restarts("serving")).isZero();
    }
    assertThat(second.isAlive()).isFalse();
    assertThat(serving.isAlive()).isFalse();
    assertThat(files.read()).isEmpty();
    assertThat(project.run().resolve("speed.pid")).doesNotExist();
  }

  @Test
  void whatIsStoppedIsNotStartedAgain() throws Exception {
    try (ProcessGroup group = group()) {
      Process speed = group.start(TestDistribution.sleeper("speed"));
      group.start(TestDistribution.sleeper("serving"));
      supervise(group);
      await().atMost(PATIENCE).until(() -> log("speed").contains("up speed"));

      group.stop("speed");

      assertThat(speed.isAlive()).isFalse();
      assertThat(files.read()).extracting(RunFiles.Entry::name).containsExactly("braid", "serving");
      assertThat(project.run().resolve("speed.pid")).doesNotExist();
      // The other's death and return show that the first one's end was seen, and let be.
      long serving = pid("serving");
      ProcessHandle.of(serving).orElseThrow().destroyForcibly();
      await().atMost(PATIENCE).until(() -> pid("serving") != serving);
      assertThat(said).noneMatch(line -> line.startsWith("speed"));

      group.start(TestDistribution.sleeper("speed"));
      assertThat(group.isAlive("speed")).isTrue();
    }
  }

  @Test
  void processesEndWithALauncherThatIsKilled() throws Exception {
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LauncherStandIn.class.getName(),
                distribution.home().toString(),
                project.root().toString())
            .inheritIO()
            .start();
    await().atMost(PATIENCE).until(() -> log("speed").contains("up speed"));
    ProcessHandle child = ProcessHandle.of(pid("speed")).orElseThrow();
    assertThat(child.isAlive()).isTrue();

    launcher.destroyForcibly();

    await().atMost(PATIENCE).until(() -> !child.isAlive());
    assertThat(files.launcher()).isEmpty();
  }

  @Test
  void aProjectRunsOnce() throws Exception {
    try (java.nio.channels.FileChannel lock = files.lock()) {
      assertThat(lock.isOpen()).isTrue();
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LockAttempt.class.getName(),
                  project.root().toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(other.getInputStream().readAllBytes());
      assertThat(output).contains("this project runs already").contains("braid down");
    }
  }

  private ProcessGroup group() {
    return new ProcessGroup(distribution, project, Clock.systemUTC(), said::add);
  }

  private static void supervise(ProcessGroup group) {
    Thread thread =
        new Thread(
            () -> {
              try {
                group.supervise();
              } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private long pid(String name) throws IOException {
    return Long.parseLong(Files.readString(project.run().resolve(name + ".pid")).strip());
  }

  private int restarts(String name) {
    return files.read().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow()
        .restarts();
  }

  private String log(String name) throws IOException {
    Path log = project.log(name);
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
