package dev.braid.launcher.process;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.text.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The processes of one running project: starts them, starts them again when they die, stops them
 * all in the reverse order.
 */
public final class ProcessGroup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOG_LIMIT = 64L << 20;

  /** A status above this is a signal's number and this. */
  private static final int SIGNALLED = 128;

  private record Running(LayerCommand command, Process process) {}

  private record Ended(String name, Process process) {}

  private final Distribution distribution;
  private final ProjectFolder project;
  private final RunFiles files;
  private final Clock clock;
  private final Consumer<String> say;
  private final Supervisor supervisor = new Supervisor(Supervisor.BackOff.DEFAULT);
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

  /** Also keeps the processes' standard inputs open: they end with them. */
  private final Map<String, Running> running = new LinkedHashMap<>();

  private boolean stopping;

  public ProcessGroup(
      Distribution distribution, ProjectFolder project, Clock clock, Consumer<String> say) {
    this.distribution = distribution;
    this.project = project;
    this.files = new RunFiles(project);
    this.clock = clock;
    this.say = say;
  }

  /** Starts a process that shall run until {@link #close}. */
  public synchronized Process start(LayerCommand command) throws IOException {
    if (stopping) {
      throw LauncherErrors.stopping();
    }
    Path log = project.log(command.name());
    Files.createDirectories(log.getParent());
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
    Process process =
        command
            .toProcess(distribution, project, System.getenv())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    running.put(command.name(), new Running(command, process));
    supervisor.started(command.name(), clock.instant());
    process.onExit().thenAccept(p -> ended.add(new Ended(command.name(), p)));
    writeFiles();
    return process;
  }

  private void writeFiles() throws IOException {
    List<RunFiles.Entry> entries = new ArrayList<>();
    entries.add(RunFiles.Entry.of(RunFiles.LAUNCHER, ProcessHandle.current(), 0));
    running.forEach(
        (name, child) ->
            entries.add(
                RunFiles.Entry.of(name, child.process().toHandle(), supervisor.restarts(name))));
    files.write(entries);
  }

  /** Watches the processes; returns when {@link #close} was called. */
  public void supervise() throws InterruptedException, IOException {
    while (true) {
      Ended next = ended.poll(untilNextStart().toMillis(), TimeUnit.MILLISECONDS);
      synchronized (this) {
        if (stopping) {
          return;
        }
        if (next != null && isOfThisGroup(next)) {
          died(next);
        }
        for (String name : supervisor.due(clock.instant())) {
          start(running.get(name).command());
          say.accept(name + " started again");
        }
      }
    }
  }

  private boolean isOfThisGroup(Ended process) {
    Running known = running.get(process.name());
    return known != null && known.process() == process.process();
  }

  /** Stops one of the processes for good. */
  public void stop(String name) throws IOException {
    Running unwanted;
    synchronized (this) {
      unwanted = running.remove(name);
      supervisor.stopped(name);
    }
    if (unwanted != null) {
      stop(unwanted.process());
      synchronized (this) {
        if (!stopping) {
          files.remove(name);
          writeFiles();
        }
      }
    }
  }

  private synchronized Duration untilNextStart() {
    Instant now = clock.instant();
    return supervisor
        .nextDue()
        .map(at -> Duration.between(now, at))
        .filter(wait -> wait.compareTo(Duration.ofSeconds(1)) < 0)
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait.plusMillis(1))
        .orElse(Duration.ofSeconds(1));
  }

  private void died(Ended dead) {
    Duration wait = supervisor.died(dead.name(), clock.instant());
    int status = dead.process().exitValue();
    Path log = project.log(dead.name());
    say.accept(
        String.format(
            "%s %s; starting it again in %s (log: %s)",
            dead.name(), ending(status), Durations.brief(wait), log));
    if (status <= SIGNALLED) {
      LogTail.lines(log, 1).forEach(line -> say.accept("  its last words: " + line));
    }
  }

  private static String ending(int status) {
    return status > SIGNALLED
        ? "was killed (signal " + (status - SIGNALLED) + ")"
        : "ended with status " + status;
  }

  /** The names of all that shall run. */
  public synchronized Set<String> names() {
    return Set.copyOf(running.keySet());
  }

  /** Whether a process of the group runs at this moment. */
  public synchronized boolean isAlive(String name) {
    Running child = running.get(name);
    return child != null && child.process().isAlive();
  }

  /** Stops all processes, the last started first, and returns when none is left. */
  @Override
  public void close() throws IOException {
    List<Running> backwards = new ArrayList<>();
    synchronized (this) {
      stopping = true;
      running.values().forEach(child -> backwards.add(0, child));
      running.clear();
    }
    backwards.forEach(child -> stop(child.process()));
    if (!backwards.isEmpty()) {
      files.clear();
    }
  }

  /** Asks a process to end, and ends it if it does not. */
  public static void stop(Process process) {
    process.destroy();
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
