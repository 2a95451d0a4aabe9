package dev.braid.launcher.command;

import dev.braid.generation.DefinitionChanges;
import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.process.Deployment;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    header = "Runs a project, and starts again what dies.",
    description = {
      "Runs a project: a Kafka broker if braid.yml asks for an embedded one, the topics, "
          + "the speed layer and the serving layer. A process that dies is started again. Ctrl-C, "
          + "or `braid down` from another terminal, stops all of it; so does the end of this "
          + "process in any other way.",
      "",
      "Everything listens on 127.0.0.1. Logs: .braid/logs/*.log. Process ids: "
          + ".braid/run/*.pid."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  braid up --project shop",
      "  BRAID_SPEED_OPTS=-Xmx4g braid up    more memory for the speed layer"
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private ProjectOption option;

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Runs Flink as a JobManager and N TaskManagers, each in a process of its own, so that one "
              + "may fail without the others. Default: 0, all in one process.")
  private int taskManagers;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProjectFolder folder = option.open();
    CompiledProject project = Projects.deployed(folder).project();
    Deployment deployment =
        Deployment.prepare(
            Distribution.installed(), folder, project, Clock.systemUTC(), UpCommand::say);
    deployment.useTaskManagers(taskManagers);
    try (deployment) {
      ShutdownHook.closing(deployment::close);
      say("starting " + project.name() + ", generation " + project.generation());
      if (!DefinitionChanges.none(project, Projects.compile(folder))) {
        say("views have been edited since; `braid apply` builds and swaps them in while this runs");
      }
      deployment.start();
      say("ready at " + deployment.console() + " (Ctrl-C stops everything)");
      project.views().stream()
          .findFirst()
          .map(ViewDefinition::name)
          .ifPresent(view -> say("try: braid query \"SELECT * FROM " + view + " LIMIT 10\""));
      deployment.join();
      return 0;
    }
  }

  private static void say(String line) {
    System.out.println("braid: " + line);
  }
}
