package dev.braid.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Batch runs as processes of their own, as the launcher starts them. */
final class BatchProcesses implements AutoCloseable {
  private final Path folder;
  private final List<Process> started = new ArrayList<>();

  /**
   * @param folder where {@code state/plan.json} is; takes the runs' output
   */
  BatchProcesses(Path folder) {
    this.folder = folder;
  }

  Process start(String name, List<String> jvmOptions, List<String> options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Dspark.sql.shuffle.partitions=2"));
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.braid.batch.BatchLayer",
            "--plan",
            folder.resolve("state/plan.json").toString(),
            "--state",
            folder.resolve("state").toString()));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .start();
    started.add(process);
    return process;
  }

  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  static int exitStatus(Process process) throws InterruptedException {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}
