package dev.braid.launcher.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.file.FileTree;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.Ports;
import dev.braid.launcher.ProjectFolder;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The speed layer as a Flink cluster of its own: a JobManager that brings the job along, and
 * TaskManagers, each a process that may die by itself. All keep to this machine and to the ports
 * chosen here, so that who is started again finds the others; there are slots enough for one
 * TaskManager to be missing.
 */
public final class FlinkCluster {
  static final String JOB_MANAGER = "jobmanager";
  static final String TASK_MANAGER = "taskmanager";

  /** It looks into Java's unmodifiable collections as it starts. */
  private static final String OPENED_TO_FLINK = "--add-opens=java.base/java.util=ALL-UNNAMED";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int RPC_PORT = 6123;
  private static final int REST_PORT = 8081;
  private static final int LEAST_PARALLELISM = 2;

  private static final int FRAMEWORK_HEAP_MB = 128;
  private static final int TASK_HEAP_MB = 512;
  private static final int FRAMEWORK_OFF_HEAP_MB = 128;
  private static final int LEAST_NETWORK_MB = 64;

  private final ProjectFolder folder;
  private final long generation;
  private final int taskManagers;
  private final int parallelism;
  private final int networkMegabytes;

  /**
   * A cluster that does not run yet.
   *
   * @param project what the job keeps; its generation's plan must be in the project's folder
   */
  public FlinkCluster(ProjectFolder folder, CompiledProject project, int taskManagers) {
    if (taskManagers < 1) {
      throw LauncherErrors.badTaskManagers(taskManagers);
    }
    this.folder = folder;
    this.generation = project.generation();
    this.taskManagers = taskManagers;
    this.parallelism = Math.max(LEAST_PARALLELISM, taskManagers);
    this.networkMegabytes =
        Math.max(LEAST_NETWORK_MB, project.views().size() * parallelism * parallelism);
  }

  private Path home() {
    return folder.run().resolve("flink").resolve("g" + generation);
  }

  /** Writes Flink's configuration, and removes what an earlier cluster has left. */
  public void prepare() throws IOException {
    FileTree.delete(home());
    Files.createDirectories(home().resolve("tmp"));
    StringBuilder yaml = new StringBuilder();
    settings(Ports.freeFrom(RPC_PORT), Ports.freeFrom(REST_PORT))
        .forEach((key, value) -> yaml.append(key).append(": ").append(quoted(value)).append('\n'));
    Files.writeString(home().resolve("config.yaml"), yaml);
  }

  /** YAML takes JSON's strings. */
  private static String quoted(String value) {
    try {
      return CompiledProject.json().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, String> settings(int rpcPort, int restPort) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.rpc.address", LOOPBACK);
    settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
    settings.put("jobmanager.bind-host", LOOPBACK);
    settings.put("taskmanager.host", LOOPBACK);
    settings.put("taskmanager.bind-host", LOOPBACK);
    settings.put("rest.address", LOOPBACK);
    settings.put("rest.bind-address", LOOPBACK);
    settings.put("rest.port", Integer.toString(restPort));
    settings.put("rest.bind-port", Integer.toString(restPort));
    settings.put("web.submit.enable", "false");
    settings.put("web.cancel.enable", "false");
    settings.put("heartbeat.interval", "1 s");
    settings.put("heartbeat.timeout", "8 s");
    // One to go on from, and one more in case that is damaged.
    settings.put("execution.checkpointing.num-retained", "2");
    settings.put("io.tmp.dirs", home().resolve("tmp").toString());
    settings.put("blob.storage.directory", home().resolve("tmp").toString());
    settings.put("process.working-dir", home().resolve("tmp").toString());
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots()));
    settings.put("taskmanager.load-balance.mode", "SLOTS");
    settings.put("taskmanager.jvm-exit-on-oom", "true");
    settings.put("taskmanager.cpu.cores", Integer.toString(slots()));
    settings.put("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP_MB + " mb");
    settings.put("taskmanager.memory.task.heap.size", TASK_HEAP_MB + " mb");
    settings.put("taskmanager.memory.framework.off-heap.size", FRAMEWORK_OFF_HEAP_MB + " mb");
    settings.put("taskmanager.memory.task.off-heap.size", "0 mb");
    settings.put("taskmanager.memory.managed.size", "0 mb");
    settings.put("taskmanager.memory.network.min", networkMegabytes + " mb");
    settings.put("taskmanager.memory.network.max", networkMegabytes + " mb");
    settings.put("taskmanager.memory.jvm-metaspace.size", "256 mb");
    settings.put("taskmanager.memory.jvm-overhead.min", "64 mb");
    settings.put("taskmanager.memory.jvm-overhead.max", "64 mb");
    return settings;
  }

  /** Enough of them without one TaskManager. */
  private int slots() {
    int others = Math.max(1, taskManagers - 1);
    return (parallelism + others - 1) / others;
  }

  /** One a process, in the order in which they start. */
  public List<LayerCommand> commands() {
    List<LayerCommand> commands = new ArrayList<>();
    commands.add(jobManager());
    for (int number = 1; number <= taskManagers; number++) {
      commands.add(taskManager(TASK_MANAGER + "-" + generation + "-" + number));
    }
    return List.copyOf(commands);
  }

  private LayerCommand jobManager() {
    LayerCommand speed = LayerCommand.speed(folder, generation);
    List<String> arguments =
        new ArrayList<>(
            List.of("--configDir", home().toString(), "--job-classname", speed.mainClass()));
    arguments.addAll(speed.arguments());
    arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
    return new LayerCommand(
        speed.layer(),
        JOB_MANAGER + "-" + generation,
        "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
        List.of("-Xmx512m", "-XX:+UseSerialGC", OPENED_TO_FLINK),
        List.copyOf(arguments));
  }

  /** Its name is known to Flink, so that one started again takes the place of the one that died. */
  private LayerCommand taskManager(String name) {
    return new LayerCommand(
        LayerCommand.speed(folder, generation).layer(),
        name,
        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
        List.of(
            "-Xmx" + (FRAMEWORK_HEAP_MB + TASK_HEAP_MB) + "m",
            "-XX:MaxDirectMemorySize=" + (networkMegabytes + FRAMEWORK_OFF_HEAP_MB) + "m",
            "-XX:+UseSerialGC",
            OPENED_TO_FLINK),
        List.of("--configDir", home().toString(), "-D", "taskmanager.resource-id=" + name));
  }
}
