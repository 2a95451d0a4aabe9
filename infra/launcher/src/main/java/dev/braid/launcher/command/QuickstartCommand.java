package dev.braid.launcher.command;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.quickstart.Quickstart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "quickstart",
    mixinStandardHelpOptions = true,
    header = "Real flights, two hand-offs and a proof, in about three minutes.",
    description = {
      "Shows Braid at work on real flights, in about three minutes: starts everything, "
          + "streams the flights in as events, runs the batch layer while they flow, and at the "
          + "end compares every group of every view with DuckDB straight over the data. Then it "
          + "stays up for your queries."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  braid quickstart", "  braid quickstart --exit --duration 60 --events 300000"})
public final class QuickstartCommand implements Callable<Integer> {
  @Option(names = "--exit", description = "End after the proof, with status 0 only if it holds.")
  private boolean exit;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "100",
      description = "How long the flights stream in. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Only the first N flights, of 1,200,000. Default: ${DEFAULT-VALUE}.")
  private long events;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where its project and state go; wiped first. Default: .braid/quickstart.")
  private Path folder;

  @Override
  public Integer call() throws Exception {
    Path root = Path.of(System.getProperty("braid.root", ""));
    Path target = folder == null ? root.resolve(".braid").resolve("quickstart") : folder;
    Quickstart quickstart =
        new Quickstart(
            Distribution.installed(), target, events, Duration.ofSeconds(Math.max(10, seconds)));
    ShutdownHook.closing(quickstart::close);
    try (quickstart) {
      return quickstart.run(exit) ? 0 : 1;
    }
  }
}
