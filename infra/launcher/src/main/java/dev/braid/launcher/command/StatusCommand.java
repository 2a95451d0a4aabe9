package dev.braid.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.error.BraidException;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.access.CredentialsOption;
import dev.braid.launcher.process.RunFiles;
import dev.braid.launcher.serving.Position;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.launcher.serving.ServingStatus;
import dev.braid.launcher.text.Durations;
import dev.braid.launcher.text.TextTable;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Shows how a project stands.",
    description = {
      "How a project stands: its processes, and for each view its state, its frontier, its batch "
          + "version, how far the speed layer is behind the log, the events counted, and whether "
          + "anything is missing or late. Status 4 if it does not run, or serving does not answer."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  braid status", "  braid status --format json | jq '.serving.views'"})
public final class StatusCommand implements Callable<Integer> {
  /** How it is shown. */
  enum Format {
    table,
    json
  }

  @Mixin private ProjectOption option;
  @Mixin private CredentialsOption credentials;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "Default: table.")
  private Format format = Format.table;

  @Override
  public Integer call() throws IOException {
    ProjectFolder folder = option.open();
    List<RunFiles.Entry> processes = new RunFiles(folder).read();
    CompiledProject project = Projects.current(folder).project();
    JsonNode serving = null;
    BraidException failure = null;
    try {
      serving = ServingClient.of(project, credentials.of(project)).status();
    } catch (BraidException e) {
      failure = e;
    }
    if (format == Format.json) {
      System.out.println(json(project, processes, serving, failure).toPrettyString());
    } else {
      table(project, processes, serving);
    }
    if (failure != null) {
      if (format == Format.table) {
        System.err.println("braid: " + failure.describe());
      }
      return failure.kind().exitStatus();
    }
    return 0;
  }

  private static ObjectNode json(
      CompiledProject project,
      List<RunFiles.Entry> processes,
      JsonNode serving,
      BraidException failure) {
    ObjectNode json = CompiledProject.json().createObjectNode();
    json.put("project", project.name());
    ArrayNode list = json.putArray("processes");
    for (RunFiles.Entry entry : processes) {
      list.addObject()
          .put("name", entry.name())
          .put("pid", entry.pid())
          .put("alive", entry.process().isPresent())
          .put("restarts", entry.restarts());
    }
    json.set("serving", serving);
    json.put("error", failure == null ? null : failure.describe());
    return json;
  }

  private static void table(
      CompiledProject project, List<RunFiles.Entry> processes, JsonNode serving) {
    System.out.println("project " + project.name());
    System.out.println();
    if (processes.isEmpty()) {
      System.out.println("does not run");
    } else {
      TextTable table =
          new TextTable(List.of("process", "pid", "state", "restarts"), List.of(1, 3));
      for (RunFiles.Entry entry : processes) {
        table.row(
            List.of(
                entry.name(),
                Long.toString(entry.pid()),
                entry.process().isPresent() ? "runs" : "is down",
                Integer.toString(entry.restarts())));
      }
      table.lines().forEach(System.out::println);
    }
    if (serving != null) {
      System.out.println();
      ServingStatus status = ServingStatus.of(serving);
      System.out.println(generations(status));
      System.out.println();
      views(status).lines().forEach(System.out::println);
      complaints(status).forEach(System.out::println);
      status
          .quarantined()
          .forEach(
              (source, events) -> System.out.println("in quarantine: " + events + " of " + source));
    }
  }

  private static String generations(ServingStatus status) {
    String answers = "generation " + status.generation() + " answers";
    return status.building() == 0
        ? answers
        : answers + "; generation " + status.building() + " is built: " + status.waiting();
  }

  private static List<String> complaints(ServingStatus status) {
    return status.views().stream().flatMap(view -> view.position().complaints().stream()).toList();
  }

  private static TextTable views(ServingStatus status) {
    TextTable table =
        new TextTable(
            List.of(
                "view",
                "state",
                "frontier",
                "batch version",
                "committed",
                "speed lag",
                "events",
                "degraded"),
            List.of(3, 5, 6));
    for (ServingStatus.View view : status.views()) {
      Position position = view.position();
      table.row(
          List.of(
              view.name(),
              view.state(),
              position.frontier(),
              position.batchVersion() < 0 ? "none" : Long.toString(position.batchVersion()),
              toSeconds(view.batchTime()),
              position.speedLagMillis() < 0
                  ? "unknown"
                  : Durations.brief(Duration.ofMillis(position.speedLagMillis())),
              String.format(Locale.ROOT, "%,d", view.events()),
              position.degraded() ? "yes" : "no"));
    }
    return table;
  }

  private static String toSeconds(String instant) {
    return instant.isEmpty()
        ? ""
        : Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
