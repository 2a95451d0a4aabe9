package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import dev.braid.serving.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trino's command line against the whole layer. */
class CliTest {
  @TempDir Path folder;

  private Path errors;

  @BeforeEach
  void create() {
    errors = folder.resolve("errors");
  }

  private String errors() throws IOException {
    return Files.readString(errors);
  }

  @Test
  void answersStatementsOfOneSession() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        TestProject project =
            new TestProject("cli", broker.bootstrapServers(), folder.resolve("project"))) {
      project.createTopics();
      project.upsert(1, "a", 2 * Views.EPOCH, 10, 20);
      try (ServingLayer layer = project.serve()) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> project.get(layer, "/actuator/health").status() == 200);
        assertThat(
                cli(
                    layer.port(),
                    "PREPARE of_key FROM SELECT total FROM totals WHERE key = ?;"
                        + "EXECUTE of_key USING 'a'; USE system.jdbc; SHOW TABLES LIKE 'cata%';"
                        + "USE braid.merged; SELECT n, 1.50 AS price, NULL FROM totals"))
            .isEqualTo(
                """
                "30"
                "catalogs"
                "2","1.50",""
                """);
        assertThat(errors())
            .contains("PREPARE\n", "USE\n")
            .contains("WARNING: totals: DEGRADED: the speed layer has not been");
        assertThat(cli(layer.port(), "SELECT nokey FROM totals")).isEmpty();
        assertThat(errors()).contains("line 1:8: ", "nokey").contains("SELECT nokey FROM totals");
      }
    }
  }

  private String cli(int port, String sql) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", Drivers.cli().toString()));
    command.addAll(List.of("--server", "http://127.0.0.1:" + port, "--catalog", "braid"));
    command.addAll(List.of("--schema", "merged", "--user", "ann", "--execute", sql));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
