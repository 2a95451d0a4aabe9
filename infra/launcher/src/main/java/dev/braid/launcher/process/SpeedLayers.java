package dev.braid.launcher.process;

import dev.braid.error.BraidException;
import dev.braid.generation.Generations;
import dev.braid.launcher.ProjectFolder;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A speed layer for each generation that needs one: the one that answers and the one that is built.
 * For one thread at a time.
 */
final class SpeedLayers implements Runnable {
  private final ProjectFolder folder;
  private final ProcessGroup processes;
  private final Consumer<String> say;
  private final SortedSet<Long> running = new TreeSet<>();
  private String complaint = "";

  SpeedLayers(ProjectFolder folder, ProcessGroup processes, Consumer<String> say) {
    this.folder = folder;
    this.processes = processes;
    this.say = say;
  }

  /** The generations whose speed layers shall run. */
  SortedSet<Long> wanted() {
    return folder.generations().read().map(Generations::running).orElseGet(TreeSet::new);
  }

  /** Starts what shall run and does not, stops what runs and shall not. */
  void follow() throws IOException {
    SortedSet<Long> wanted = wanted();
    for (long generation : wanted) {
      if (running.add(generation)) {
        processes.start(LayerCommand.speed(folder, generation));
        say.accept(LayerCommand.speedName(generation) + " started");
      }
    }
    for (long generation : new TreeSet<>(running)) {
      if (!wanted.contains(generation)) {
        running.remove(generation);
        processes.stop(LayerCommand.speedName(generation));
        say.accept(LayerCommand.speedName(generation) + " stopped: its generation does not answer");
      }
    }
  }

  /** {@link #follow}, again and again. */
  @Override
  public void run() {
    try {
      follow();
      complaint = "";
    } catch (BraidException | IOException e) {
      if (!complaint.equals(String.valueOf(e.getMessage()))) {
        complaint = String.valueOf(e.getMessage());
        say.accept("the generations cannot be followed: " + complaint);
      }
    }
  }
}
