package dev.braid.launcher.process;

import dev.braid.error.BraidException;
import dev.braid.generation.Generations;
import dev.braid.launcher.ProjectFolder;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A speed layer for each generation that needs one: the one that answers and the one that is built.
 * For one thread at a time.
 */
final class SpeedLayers implements Runnable {
  private final ProjectFolder folder;
  private final ProcessGroup processes;
  private final int taskManagers;
  private final Consumer<String> say;
  private final SortedMap<Long, List<LayerCommand>> running = new TreeMap<>();
  private String complaint = "";

  /**
   * @param taskManagers 0 for Flink in one process
   */
  SpeedLayers(
      ProjectFolder folder, ProcessGroup processes, int taskManagers, Consumer<String> say) {
    this.folder = folder;
    this.processes = processes;
    this.taskManagers = taskManagers;
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
      if (!running.containsKey(generation)) {
        List<LayerCommand> parts = parts(generation);
        running.put(generation, parts);
        for (LayerCommand part : parts) {
          processes.start(part);
        }
        say.accept("speed layer of generation " + generation + " started");
      }
    }
    for (long generation : List.copyOf(running.keySet())) {
      if (!wanted.contains(generation)) {
        for (LayerCommand part : running.remove(generation)) {
          processes.stop(part.name());
        }
        say.accept("speed layer of generation " + generation + " stopped");
      }
    }
  }

  private List<LayerCommand> parts(long generation) throws IOException {
    if (taskManagers == 0) {
      return List.of(LayerCommand.speed(folder, generation));
    }
    FlinkCluster cluster =
        new FlinkCluster(folder, folder.generations().project(generation), taskManagers);
    cluster.prepare();
    return cluster.commands();
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
