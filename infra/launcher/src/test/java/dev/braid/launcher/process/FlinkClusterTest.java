package dev.braid.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.launcher.Distribution;
import dev.braid.launcher.ExampleProject;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterTest {
  @TempDir Path root;

  private ProjectFolder folder;
  private CompiledProject project;

  @BeforeEach
  void writeProject() throws IOException {
    ExampleProject.write(root.resolve("shop"));
    folder = ProjectFolder.open(root.resolve("shop"));
    project = Projects.compile(folder);
  }

  private FlinkCluster cluster(int taskManagers) {
    return new FlinkCluster(folder, project, taskManagers);
  }

  @Test
  void hasTheSpeedLayersClassPath() throws IOException {
    Distribution distribution = TestDistribution.make(root.resolve("braid"));
    for (LayerCommand command : cluster(1).commands()) {
      ProcessBuilder process = command.toProcess(distribution, folder, Map.of());
      assertThat(process.command())
          .contains("@" + folder.run().resolve(command.name() + ".classpath"));
      assertThat(folder.run().resolve(command.name() + ".classpath"))
          .content()
          .contains(distribution.home().resolve("lib/speed/sleeper.jar").toString());
    }
  }

  @Test
  void aJobManagerAndTaskManagers() {
    List<LayerCommand> commands = cluster(2).commands();
    assertThat(commands)
        .extracting(LayerCommand::name)
        .containsExactly("jobmanager-1", "taskmanager-1-1", "taskmanager-1-2");
    assertThat(commands)
        .extracting(LayerCommand::optionsVariable)
        .containsExactly(
            "BRAID_JOBMANAGER_OPTS", "BRAID_TASKMANAGER_OPTS", "BRAID_TASKMANAGER_OPTS");
    assertThat(commands.get(0).arguments())
        .containsSequence("--job-classname", "dev.braid.speed.SpeedLayer")
        .containsSequence("--plan", folder.generations().plan(1).toString())
        .containsSequence("--parallelism", "2");
    assertThat(commands.get(2).arguments()).contains("taskmanager.resource-id=taskmanager-1-2");
  }

  @Test
  void theJobFitsWithoutOneTaskManager() {
    assertThat(cluster(1).settings(1, 2)).containsEntry("taskmanager.numberOfTaskSlots", "2");
    assertThat(cluster(2).settings(1, 2)).containsEntry("taskmanager.numberOfTaskSlots", "2");
    assertThat(cluster(3).settings(1, 2)).containsEntry("taskmanager.numberOfTaskSlots", "2");
    assertThat(cluster(5).settings(1, 2)).containsEntry("taskmanager.numberOfTaskSlots", "2");
  }

  @Test
  void listensOnThisMachineOnly() {
    assertThat(cluster(2).settings(4711, 4712))
        .containsEntry("jobmanager.rpc.port", "4711")
        .containsEntry("rest.bind-port", "4712")
        .allSatisfy(
            (key, value) -> {
              if (key.endsWith("host") || key.endsWith("address")) {
                assertThat(value).isEqualTo("127.0.0.1");
              }
            });
  }

  @Test
  void aNewStartForgetsTheFilesOfTheLast() throws IOException {
    cluster(2).prepare();
    Path left = folder.run().resolve("flink/g1/tmp/blob");
    Files.writeString(left, "left");
    cluster(2).prepare();
    assertThat(left).doesNotExist();
    assertThat(folder.run().resolve("flink/g1/config.yaml"))
        .content()
        .contains("jobmanager.rpc.address: \"127.0.0.1\"\n");
  }

  @Test
  void aNumberBelowNoneIsRefused() {
    assertThatThrownBy(() -> cluster(-1))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("--task-managers -1");
  }
}
