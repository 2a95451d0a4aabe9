package dev.braid.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example project through the launcher as a user goes: init, up, produce, batch run, query;
 * then the speed and the serving process are killed, come back and have lost nothing; down leaves
 * no process. The folder's name has a blank, as users' folders do.
 */
class LauncherLifeCycleIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COUNT = "SELECT sum(orders) FROM hours";

  @TempDir Path temporary;

  @Test
  void livesAsTheReadmeSays() throws Exception {
    Path shop = temporary.resolve("my shop");
    RunningProject.command(temporary, "init", "init", shop.toString()).requireSuccess();
    int port = onFreePorts(shop);
    List<ProcessHandle> processes;
    try (RunningProject braid = RunningProject.up(shop)) {
      try {
        await().atMost(PATIENCE).until(() -> !braid.isUp() || Http.isReady(port));
        assertThat(braid.isUp()).as("braid up").isTrue();

        produce(braid, shop, "first");
        awaitCount(braid, 498);
        braid.run("batch", "batch", "run").requireSuccess();
        saysHowFreshAndWhatIsWrong(braid);

        kill(shop, "speed-1");
        kill(shop, "serving");
        produce(braid, shop, "second");
        awaitCount(braid, 996);

        JsonNode status = JSON.readTree(braid.run("status", "status", "--format", "json").output());
        assertThat(restarts(status, "speed-1")).isEqualTo(1);
        assertThat(restarts(status, "serving")).isEqualTo(1);
        assertThat(restarts(status, "broker")).isZero();
        assertThat(status.at("/serving/quarantined/orders").asInt()).isEqualTo(4);
        processes = processes(status);
        assertThat(processes).hasSize(4).allMatch(ProcessHandle::isAlive);

        RunningProject.Outcome second = braid.run("up-again", "up");
        assertThat(second.status()).isEqualTo(3);
        assertThat(second.output()).contains("this project runs already");

        braid.run("down", "down").requireSuccess();
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(shop.resolve(".braid/run/speed-1.pid")).doesNotExist();
      } catch (AssertionError | Exception e) {
        throw new AssertionError(e.getMessage() + "\n" + braid.logs(), e);
      }
    }
  }

  private static int onFreePorts(Path shop) throws IOException {
    int serving = Http.freePort();
    Path settings = shop.resolve("braid.yml");
    String text =
        Files.readString(settings)
            .replace("port: 9092", "port: " + Http.freePort())
            .replace("port: 8080", "port: " + serving);
    Files.writeString(settings, text);
    return serving;
  }

  private static void produce(RunningProject braid, Path shop, String name) throws Exception {
    RunningProject.Outcome outcome =
        braid.run(
            "produce-" + name, "produce", "orders", shop.resolve("sample/orders.jsonl").toString());
    outcome.requireSuccess();
    assertThat(outcome.output()).contains("500 events in topic orders");
  }

  private static void awaitCount(RunningProject braid, long orders) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              RunningProject.Outcome answer = braid.run("query", "query", "--format", "csv", COUNT);
              List<String> lines = answer.output().lines().toList();
              return answer.status() == 0 && lines.get(1).equals(Long.toString(orders));
            });
  }

  private static void saysHowFreshAndWhatIsWrong(RunningProject braid) throws Exception {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                braid.run("query-table", "query", COUNT).output().contains("hours: batch version"));
    JsonNode json =
        JSON.readTree(braid.run("query-json", "query", "--format", "json", COUNT).output());
    assertThat(json.at("/rows/0/0").asLong()).isEqualTo(498);
    assertThat(json.path("generation").asLong()).isEqualTo(1);
    assertThat(json.at("/views/hours/batch_version").isIntegralNumber()).isTrue();
    RunningProject.Outcome wrong = braid.run("query-wrong", "query", "SELECT no FROM hours");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.output()).contains("sql:1:8: ", "[COLUMN_NOT_FOUND]");
  }

  private static void kill(Path shop, String name) throws IOException {
    Path file = shop.resolve(".braid/run").resolve(name + ".pid");
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    process.destroyForcibly();
    await().atMost(PATIENCE).until(() -> !process.isAlive());
  }

  private static int restarts(JsonNode status, String name) {
    for (JsonNode process : status.path("processes")) {
      if (process.path("name").asText().equals(name)) {
        return process.path("restarts").asInt();
      }
    }
    throw new AssertionError("no process " + name + " in " + status);
  }

  private static List<ProcessHandle> processes(JsonNode status) {
    List<ProcessHandle> handles = new ArrayList<>();
    status
        .path("processes")
        .forEach(p -> handles.add(ProcessHandle.of(p.path("pid").asLong()).orElseThrow()));
    return handles;
  }
}
