package dev.braid.launcher.command;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.kafka.Topics;
import dev.braid.launcher.process.Deployment;
import dev.braid.launcher.process.ProcessGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    header = "The batch layer: `batch run` moves the past into the lake.",
    synopsisSubcommandLabel = "COMMAND",
    description = {"The batch layer."},
    subcommands = {BatchCommand.Run.class})
public final class BatchCommand {

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Archives the log, recomputes every view with Spark and commits each with its new "
            + "frontier; serving then moves to it, and the speed layer lets go of what it covers. "
            + "Can be killed and run again at any time. A nightly cron job is the usual way to run "
            + "it."
      },
      footerHeading = "%nExamples:%n",
      footer = {"  braid batch run", "  BRAID_BATCH_OPTS=-Xmx8g braid batch run --project shop"})
  static final class Run implements Callable<Integer> {
    private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(15);

    @Mixin private ProjectOption option;

    @Option(
        names = "--wait",
        paramLabel = "TIME",
        description =
            "How long to wait for open transactions, e.g. 30s (default: 5m); then the latest earlier "
                + "frontier is taken that none of them can touch.")
    private String wait;

    @Option(
        names = "--accept-loss",
        description = "Go on without events that retention deleted before they were archived.")
    private boolean acceptLoss;

    @Override
    public Integer call() throws IOException, InterruptedException {
      ProjectFolder folder = option.open();
      Projects.Planned deployed = Projects.deployed(folder);
      try (Topics topics = new Topics(deployed.project(), KAFKA_PATIENCE)) {
        topics.requireKafka();
        topics.ensure();
      }
      List<String> options = new ArrayList<>();
      if (wait != null) {
        options.addAll(List.of("--wait", wait));
      }
      if (acceptLoss) {
        options.add("--accept-loss");
      }
      Process batch =
          Deployment.runBatch(Distribution.installed(), folder, deployed.plan(), options);
      ShutdownHook.closing(() -> ProcessGroup.stop(batch));
      return batch.waitFor();
    }
  }
}
