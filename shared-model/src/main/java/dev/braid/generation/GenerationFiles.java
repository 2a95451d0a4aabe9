package dev.braid.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.error.ModelErrors;
import dev.braid.file.WholeFile;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project's generations on disk: {@code <n>.json}, the compiled project of each, and {@code
 * generations.json}, what shall become of them. Several processes read and change them.
 */
public final class GenerationFiles {
  private static final Pattern PLAN = Pattern.compile("(\\d{1,18})\\.json");

  private final Path folder;

  /**
   * @param state the project's state folder
   */
  public GenerationFiles(Path state) {
    this.folder = state.resolve("generations");
  }

  public Path plan(long generation) {
    return folder.resolve(generation + ".json");
  }

  public CompiledProject project(long generation) {
    return CompiledProject.read(plan(generation));
  }

  /** Every generation whose compiled project is kept. */
  public SortedSet<Long> kept() {
    TreeSet<Long> kept = new TreeSet<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> PLAN.matcher(file.getFileName().toString()))
            .filter(Matcher::matches)
            .forEach(name -> kept.add(Long.parseLong(name.group(1))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return kept;
  }

  /** The highest generation that is kept; 0 without one. */
  public long newest() {
    SortedSet<Long> kept = kept();
    return kept.isEmpty() ? 0 : kept.last();
  }

  /** Empty if nothing was ever deployed. */
  public Optional<Generations> read() {
    if (!Files.exists(record())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CompiledProject.json().readValue(Files.readAllBytes(record()), Generations.class));
    } catch (JsonProcessingException e) {
      throw ModelErrors.badGenerations(record(), e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw ModelErrors.badGenerations(record(), e.toString(), e);
    }
  }

  /** Makes this the only generation there is to answer. */
  public void start(CompiledProject project) throws IOException {
    project.write(plan(project.generation()));
    exclusively(() -> write(Generations.first(project.generation())));
  }

  /**
   * Changes the record as no other process does at the same time.
   *
   * @param change given what is recorded now; may refuse by throwing
   * @return what is recorded from now on
   */
  public Generations update(UnaryOperator<Generations> change) throws IOException {
    Generations[] changed = new Generations[1];
    exclusively(
        () -> {
          Generations before = read().orElseThrow();
          changed[0] = change.apply(before);
          if (!changed[0].equals(before)) {
            write(changed[0]);
          }
        });
    return changed[0];
  }

  public void deletePlan(long generation) throws IOException {
    Files.deleteIfExists(plan(generation));
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** A lock of the operating system's is for processes, the monitor for the threads of one. */
  @SuppressWarnings("try") // The lock is there to be held.
  private void exclusively(Work work) throws IOException {
    Files.createDirectories(folder);
    synchronized (GenerationFiles.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("generations.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        work.run();
      }
    }
  }

  private void write(Generations generations) throws IOException {
    WholeFile.replace(record(), CompiledProject.json().writeValueAsBytes(generations));
  }

  private Path record() {
    return folder.resolve("generations.json");
  }
}
