package dev.braid.launcher.torture;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.process.ProcessGroup;
import dev.braid.launcher.process.RunFiles;
import dev.braid.launcher.serving.ServingClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * {@code braid up} in a process of its own, which is a victim too. It is started again when it is
 * gone, as an operator would: once its processes are.
 */
final class RunningProject implements AutoCloseable {
  private static final long ASK_EVERY_MILLIS = 200;
  private static final int STARTS_IN_VAIN = 3;

  /** They die before the optimising compiler pays. */
  private static final List<String> SHORT_LIVED =
      List.of("BROKER", "JOBMANAGER", "TASKMANAGER", "SERVING");

  private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=";

  private final Distribution distribution;
  private final ProjectFolder folder;
  private final int taskManagers;
  private final Ledger ledger;
  private final ServingClient serving;
  private final Thread keeper = new Thread(this::keep, "keeper");
  private volatile boolean closing;

  private volatile boolean struck;
  private volatile boolean ready;
  private int startsInVain;
  private Process up;

  RunningProject(
      Distribution distribution,
      ProjectFolder folder,
      ServingClient serving,
      int taskManagers,
      Ledger ledger) {
    this.distribution = distribution;
    this.folder = folder;
    this.serving = serving;
    this.taskManagers = taskManagers;
    this.ledger = ledger;
  }

  void start() throws IOException {
    up = launch();
    keeper.start();
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.timezone=UTC"));
    command.add("-D" + Distribution.HOME + "=" + distribution.home());
    command.add("-javaagent:" + distribution.guard());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.braid.launcher.Braid", "up"));
    command.addAll(List.of("--project", folder.root().toString()));
    command.addAll(List.of("--task-managers", Integer.toString(taskManagers)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
    String options = QUICK_START + ScratchProject.temporary(folder);
    SHORT_LIVED.forEach(
        name -> builder.environment().putIfAbsent("BRAID_" + name + "_OPTS", options));
    return builder.start();
  }

  /** What all the launchers of the run have said. */
  static Path log(ProjectFolder folder) {
    return folder.root().resolve("up.log");
  }

  private void keep() {
    try {
      while (!closing) {
        if (up.waitFor(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS) && !closing) {
          judgeEnd();
          awaitEndOfAll();
          ready = false;
          struck = false;
          up = launch();
        }
        if (!ready && serving.isReady()) {
          ready = true;
          startsInVain = 0;
        }
      }
    } catch (IOException e) {
      ledger.violated("braid up cannot be started: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A start may fail when what it waits for is struck; the next one must not fail for ever. */
  private void judgeEnd() {
    if (!struck && (ready || ++startsInVain > STARTS_IN_VAIN)) {
      ledger.violated("braid up ended by itself with status " + up.exitValue());
    }
  }

  private void awaitEndOfAll() throws InterruptedException {
    while (!closing && alive().stream().anyMatch(ProcessHandle::isAlive)) {
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
    }
  }

  private List<ProcessHandle> alive() {
    return new RunFiles(folder)
        .read().stream()
            .filter(entry -> !entry.name().equals(RunFiles.LAUNCHER))
            .flatMap(entry -> entry.process().stream())
            .collect(Collectors.toList());
  }

  /** A process of the project, if it runs at this moment. */
  Optional<ProcessHandle> process(Blow blow) {
    if (!up.isAlive()) {
      return Optional.empty();
    }
    if (blow.victim() == Victim.LAUNCHER) {
      return Optional.of(up.toHandle());
    }
    return new RunFiles(folder)
        .read().stream()
            .filter(entry -> entry.name().equals(blow.process()))
            .findFirst()
            .flatMap(RunFiles.Entry::process);
  }

  /** The launcher's next end is no surprise. */
  void launcherIsStruck() {
    struck = true;
  }

  boolean isReady() {
    return ready;
  }

  @Override
  public void close() {
    closing = true;
    Ending.of(keeper);
    ProcessGroup.stop(up);
  }
}
