package dev.braid.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.audit.AuditText;
import dev.braid.launcher.process.LayerCommand;
import dev.braid.launcher.process.ProcessGroup;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    header = "Recomputes views and compares every group.",
    description = {
      "Computes the newest batch version of each view again, from the raw log, a record at a time "
          + "and by none of the code and none of the tables that made it, and compares every group; "
          + "and every event of the lake with what its raw record decodes to. Tells what differs and "
          + "where that comes from. It only reads, and may run while the project does.",
      "",
      "Status 1 if something differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  braid audit", "  braid audit revenue --format json"})
public final class AuditCommand implements Callable<Integer> {
  private static final int DIFFERS = 1;

  /** How it is shown. */
  enum Format {
    table,
    json
  }

  @Mixin private ProjectOption option;

  @Parameters(paramLabel = "VIEW", arity = "0..*", description = "Which views. Default: all.")
  private List<String> views = List.of();

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "Default: table.")
  private Format format = Format.table;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProjectFolder folder = option.open();
    Projects.Planned deployed = Projects.deployed(folder);
    views.forEach(deployed.project()::view);
    Path plan = deployed.plan();
    Files.createDirectories(folder.state());
    Process audit =
        LayerCommand.batch(folder, plan, List.of())
            .running("dev.braid.batch.audit.AuditBatch", arguments(folder, plan))
            .toProcess(Distribution.installed(), folder, System.getenv())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    ShutdownHook.closing(() -> ProcessGroup.stop(audit));
    byte[] output = audit.getInputStream().readAllBytes();
    int status = audit.waitFor();
    if (status == 0 || status == DIFFERS) {
      print(CompiledProject.json().readTree(output));
    }
    return status;
  }

  private List<String> arguments(ProjectFolder folder, Path plan) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--plan", plan.toString(), "--state", folder.state().toString()));
    arguments.addAll(views);
    return arguments;
  }

  private void print(JsonNode report) {
    if (format == Format.json) {
      System.out.println(report.toPrettyString());
    } else {
      AuditText.lines(report).forEach(System.out::println);
    }
  }
}
