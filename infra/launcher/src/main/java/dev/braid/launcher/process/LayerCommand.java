package dev.braid.launcher.process;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How each part of Braid is started: a JVM with its own class path.
 *
 * @param layer whose class path it has
 * @param name in log and pid file names and, without its numbers, in {@code BRAID_<NAME>_OPTS}
 */
public record LayerCommand(
    String layer, String name, String mainClass, List<String> jvmOptions, List<String> arguments) {
  private static final List<String> OPENED_TO_SPARK =
      List.of(
          "lang",
          "lang.invoke",
          "lang.reflect",
          "io",
          "net",
          "nio",
          "util",
          "util.concurrent",
          "util.concurrent.atomic");
  private static final List<String> OPENED_INTERNALS =
      List.of("sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar");

  private static final String OPENED_TO_ARROW = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  /** Ctrl-C at the terminal is for the launcher, which then stops its processes in good order. */
  private static final List<String> DEAF_TO_THE_TERMINAL =
      List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "braid");

  public static LayerCommand broker(ProjectFolder project, int port) {
    return new LayerCommand(
        "broker",
        "broker",
        "dev.braid.broker.EmbeddedBroker",
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
        List.of(project.kafka().toString(), Integer.toString(port)));
  }

  /** A speed layer by whatever name. */
  public static LayerCommand speed(ProjectFolder project, Path plan) {
    return new LayerCommand(
        "speed",
        "speed",
        "dev.braid.speed.SpeedLayer",
        List.of("-Xmx1g", "-XX:+UseParallelGC"),
        arguments(project, plan));
  }

  /** The speed layer of one of the generations, in one process; those of two may run at a time. */
  public static LayerCommand speed(ProjectFolder project, long generation) {
    LayerCommand any = speed(project, project.generations().plan(generation));
    return new LayerCommand(
        any.layer, "speed-" + generation, any.mainClass, any.jvmOptions, any.arguments);
  }

  /** Serves whichever generations are recorded. */
  public static LayerCommand serving(ProjectFolder project) {
    return new LayerCommand(
        "serving",
        "serving",
        "dev.braid.serving.ServingLayer",
        List.of("-Xmx1g", "-XX:+UseParallelGC", OPENED_TO_ARROW),
        List.of("--state", project.state().toString()));
  }

  /**
   * @param runOptions of this one run, as the batch layer's main class takes them
   */
  public static LayerCommand batch(ProjectFolder project, Path plan, List<String> runOptions) {
    List<String> options = new ArrayList<>(List.of("-Xmx2g", "-XX:+UseParallelGC"));
    OPENED_TO_SPARK.forEach(p -> options.add("--add-opens=java.base/java." + p + "=ALL-UNNAMED"));
    OPENED_INTERNALS.forEach(p -> options.add("--add-opens=java.base/" + p + "=ALL-UNNAMED"));
    List<String> arguments = new ArrayList<>(arguments(project, plan));
    arguments.addAll(runOptions);
    return new LayerCommand("batch", "batch", "dev.braid.batch.BatchLayer", options, arguments);
  }

  /** The same with more JVM options. */
  public LayerCommand with(List<String> moreOptions) {
    List<String> all = new ArrayList<>(jvmOptions);
    all.addAll(moreOptions);
    return new LayerCommand(layer, name, mainClass, all, arguments);
  }

  /** The same layer's other main class. */
  public LayerCommand running(String otherMainClass, List<String> otherArguments) {
    return new LayerCommand(layer, name, otherMainClass, jvmOptions, otherArguments);
  }

  private static List<String> arguments(ProjectFolder project, Path plan) {
    return List.of("--plan", plan.toString(), "--state", project.state().toString());
  }

  /** The environment variable whose options come after, and so win over, Braid's own. */
  public String optionsVariable() {
    return "BRAID_" + kind().toUpperCase(Locale.ROOT) + "_OPTS";
  }

  /** The name without the numbers that tell it from others like it. */
  private String kind() {
    return name.replaceFirst("(-\\d+)+$", "");
  }

  /**
   * A process that ends with this one, however this one ends. The class path goes into a file
   * beside the pid files, so that {@code ps} stays readable.
   */
  public ProcessBuilder toProcess(
      Distribution distribution, ProjectFolder project, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Duser.timezone=UTC");
    command.add("-Dbraid.process=" + name);
    String more = environment.getOrDefault(optionsVariable(), "").strip();
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split("\\s+")));
    }
    command.add("-javaagent:" + distribution.guard());
    command.add("@" + writeClassPath(distribution, project));
    command.add(mainClass);
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(project.state().toFile());
  }

  private Path writeClassPath(Distribution distribution, ProjectFolder project) throws IOException {
    String classPath =
        distribution.classPath(layer).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    String quoted = classPath.replace("\\", "\\\\").replace("\"", "\\\"");
    Path file = project.run().resolve(name + ".classpath");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "-cp \"" + quoted + "\"\n");
  }
}
