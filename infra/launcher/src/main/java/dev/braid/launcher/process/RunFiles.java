package dev.braid.launcher.process;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.braid.file.WholeFile;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code .braid/run} says of a running project: {@code processes.json} for Braid, {@code
 * <name>.pid} for people.
 */
public final class RunFiles {
  /** The launcher itself, in the list of processes. */
  public static final String LAUNCHER = "braid";

  /**
   * One process of a running project.
   *
   * @param startMillis when it started, by the operating system: tells it from a later process with
   *     the same id; 0 if unknown
   * @param restarts how often it was started again after it died
   */
  public record Entry(String name, long pid, long startMillis, int restarts) {
    static Entry of(String name, ProcessHandle process, int restarts) {
      return new Entry(name, process.pid(), startMillis(process), restarts);
    }

    private static long startMillis(ProcessHandle process) {
      return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> startMillis == 0 || startMillis(handle) == startMillis);
    }
  }

  private static final Pattern BATCH_HOLDER = Pattern.compile("process (\\d+)");

  private final Path folder;

  public RunFiles(ProjectFolder project) {
    this.folder = project.run();
  }

  private Path table() {
    return folder.resolve("processes.json");
  }

  /** Empty if the project does not run, or stopped in good order. */
  public List<Entry> read() {
    if (!Files.exists(table())) {
      return List.of();
    }
    try {
      return CompiledProject.json()
          .readValue(table().toFile(), new TypeReference<List<Entry>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The launcher that runs this project, if one does. */
  public Optional<ProcessHandle> launcher() {
    return read().stream()
        .filter(entry -> entry.name().equals(LAUNCHER))
        .findFirst()
        .flatMap(Entry::process);
  }

  /** The batch run that is going on, if one is: it holds its lock and says in it who it is. */
  public Optional<ProcessHandle> batchRun() throws IOException {
    Path lock = folder.resolve("batch.lock");
    if (!Files.exists(lock) || !isHeld(lock)) {
      return Optional.empty();
    }
    Matcher holder = BATCH_HOLDER.matcher(Files.readString(lock));
    return holder.lookingAt()
        ? ProcessHandle.of(Long.parseLong(holder.group(1)))
        : Optional.empty();
  }

  @SuppressWarnings("try") // Whether it can be had is all there is to know.
  private static boolean isHeld(Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock taken = channel.tryLock()) {
      return taken == null;
    }
  }

  void write(List<Entry> entries) throws IOException {
    Files.createDirectories(folder);
    for (Entry entry : entries) {
      WholeFile.replace(
          folder.resolve(entry.name() + ".pid"),
          (entry.pid() + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    WholeFile.replace(table(), CompiledProject.json().writeValueAsBytes(entries));
  }

  /** Once one has ended that is not started again. */
  void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + ".pid"));
  }

  /** Once all have ended. */
  public void clear() throws IOException {
    for (Entry entry : read()) {
      Files.deleteIfExists(folder.resolve(entry.name() + ".pid"));
    }
    Files.deleteIfExists(table());
  }

  /**
   * Makes sure that one launcher at a time runs a project. The operating system frees the lock when
   * the launcher ends, in whatever way.
   */
  public FileChannel lock() throws IOException {
    return lock("up.lock").orElseThrow(() -> LauncherErrors.alreadyRuns(folder, launcher()));
  }

  /** The same for changes of the generation. */
  public FileChannel lockApply() throws IOException {
    return lock("apply.lock")
        .orElseThrow(() -> LauncherErrors.alreadyApplies(folder.resolve("apply.lock")));
  }

  private Optional<FileChannel> lock(String name) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(channel);
  }
}
