package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SpeedLayerTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void wantsAPlanAndAState() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--plan").contains("--state");
  }

  @Test
  void saysThatTheProjectIsNotCompiled() {
    assertThat(run("--plan", folder + "/plan.json", "--state", folder.toString())).isEqualTo(2);
    assertThat(err.toString().strip()).contains("braid compile").endsWith("[NOT_COMPILED]");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void saysThatThereIsNothingToDo() throws IOException {
    Path plan = folder.resolve("plan.json");
    CompiledProject project =
        TickViews.project("empty", "127.0.0.1:1", TickViews.source("ticks", 1));
    project.write(plan);
    assertThat(run("--plan", plan.toString(), "--state", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("has no views").contains("[NO_VIEWS]");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThat(run("--plan", "p", "--state", "s", "--parallelism", "0")).isEqualTo(2);
    assertThat(run("--plan", "p", "--state", "s", "--bundle", "0ms")).isEqualTo(2);
    assertThat(run("--plan", "p", "--state", "s", "--bundle", "soon")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--parallelism 0: 1 at least")
        .contains("--bundle 0ms: 1ms at least")
        .contains("soon");
  }

  private int run(String... arguments) {
    CommandLine commandLine = SpeedLayer.commandLine();
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
