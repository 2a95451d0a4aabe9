package dev.braid.speed.start;

import dev.braid.file.FileTree;
import dev.braid.speed.SpeedErrors;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints that an ended process of the same job has left. */
public final class RetainedCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");

  private final Path folder;

  /**
   * @param checkpoints folder of all jobs' checkpoints
   */
  public RetainedCheckpoints(Path checkpoints, JobID job) {
    this.folder = checkpoints.resolve(job.toHexString());
  }

  /** The newest complete one whose files are all there; damaged ones are put aside. */
  public Optional<Path> newest() {
    for (Path checkpoint : complete()) {
      Optional<String> damage = damage(checkpoint);
      if (damage.isEmpty()) {
        return Optional.of(checkpoint);
      }
      putAside(checkpoint, damage.get());
    }
    return Optional.empty();
  }

  /** Moves a checkpoint that cannot be restored out of the way, so that the next start is free. */
  public void putAside(Path checkpoint, String reason) {
    Path aside =
        checkpoint.resolveSibling(
            "unreadable-" + checkpoint.getFileName() + "-" + System.currentTimeMillis());
    LOG.warn(
        "checkpoint {} cannot be restored ({}); it is kept as {} and can be deleted: nothing is"
            + " lost, the log still has all events",
        checkpoint,
        reason,
        aside.getFileName());
    try {
      Files.move(checkpoint, aside);
    } catch (IOException e) {
      throw SpeedErrors.stateUnusable(checkpoint, e);
    }
  }

  /** Puts aside all that is left: the job is about to start afresh and to number from 1. */
  public void putAsideAll(String reason) {
    complete().forEach(checkpoint -> putAside(checkpoint, reason));
  }

  /** Deletes what the restored checkpoint has made useless, broken-off ones included. */
  public void discardOlderThan(Path restored) {
    discard(entry -> number(entry) >= 0 && number(entry) < number(restored));
  }

  /** Deletes all but so many of the newest complete ones: what was broken off is of no use. */
  public void discardAllBut(int newest) {
    List<Path> complete = complete();
    List<Path> kept = complete.subList(0, Math.min(newest, complete.size()));
    discard(entry -> number(entry) >= 0 && !kept.contains(entry));
  }

  private void discard(Predicate<Path> useless) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(useless).toList()) {
        FileTree.delete(entry);
      }
    } catch (IOException e) {
      LOG.warn("old checkpoints remain in {}: {}", folder, e.getMessage());
    }
  }

  private List<Path> complete() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> CHECKPOINT.matcher(entry.getFileName().toString()).matches())
          .filter(entry -> Files.isRegularFile(entry.resolve("_metadata")))
          .sorted(Comparator.comparingLong(RetainedCheckpoints::number).reversed())
          .toList();
    } catch (IOException e) {
      throw SpeedErrors.stateUnusable(folder, e);
    }
  }

  private static long number(Path checkpoint) {
    Matcher name = CHECKPOINT.matcher(checkpoint.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private static Optional<String> damage(Path checkpoint) {
    try (DataInputStream metadata =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(checkpoint.resolve("_metadata"))))) {
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(
                  metadata,
                  RetainedCheckpoints.class.getClassLoader(),
                  checkpoint.toUri().toString())
              .getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (StateObject state : subtask.getDiscardables()) {
            Optional<String> damage = damage(state);
            if (damage.isPresent()) {
              return damage;
            }
          }
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("its metadata is damaged: " + e.getMessage());
    }
  }

  private static Optional<String> damage(StateObject state) throws IOException {
    if (!(state instanceof StreamStateHandle handle) || handle.maybeGetPath().isEmpty()) {
      return Optional.empty();
    }
    Path file = Path.of(handle.maybeGetPath().get().toUri().getPath());
    if (!Files.isRegularFile(file)) {
      return Optional.of(file.getFileName() + " is missing");
    }
    return Files.size(file) == state.getStateSize()
        ? Optional.empty()
        : Optional.of(file.getFileName() + " is cut short");
  }
}
