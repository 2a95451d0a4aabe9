package dev.braid.launcher.command;

import dev.braid.file.FileTree;
import dev.braid.launcher.torture.Torture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    header = "Kills every part of a running project, and checks every answer.",
    description = {
      "Runs a scratch project under load (broker, Flink as a JobManager and two TaskManagers, serving, "
          + "batch runs one after another), kills and pauses its processes, and Spark at four points "
          + "of its runs, while readers poll all views. Every answer must be a prefix of the log; at "
          + "the end everything that was acknowledged must be counted. Whom it strikes, and when, "
          + "follows from the seed.",
      "",
      "Ends with a table by kind of kill and one line of figures. Exit status 0 only if nothing was "
          + "violated and all kills came about."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  braid torture", "  braid torture --seed 7 --kills 300 --minutes 45"})
public final class TortureCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What the schedule of kills follows from. Default: another each time.")
  private Long seed;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many, pauses among them. Default: ${DEFAULT-VALUE}.")
  private int kills;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "3",
      description =
          "Over which they are spread; start and end take about two more. Default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Events written a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Who poll all the time. Default: ${DEFAULT-VALUE}.")
  private int readers;

  @Option(
      names = "--views",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "How many views, 8 at most; fewer make shorter batch runs. Default: ${DEFAULT-VALUE}.")
  private int views;

  @Option(names = "--keep", description = "Keeps the scratch project; so does a violation.")
  private boolean keep;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("braid-torture-");
    say("scratch project in " + folder);
    Torture.Wishes wishes =
        new Torture.Wishes(
            seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed,
            Math.max(1, kills),
            Duration.ofMillis(Math.max(1_000, Math.round(minutes * 60_000))),
            Math.max(1, rate),
            Math.max(1, readers),
            Math.max(1, Math.min(views, 8)));
    boolean held = Torture.run(folder, wishes, System.out::println);
    if (held && !keep) {
      FileTree.delete(folder);
    } else {
      System.err.println("braid: the project and its logs are kept in " + folder);
    }
    return held ? 0 : 1;
  }

  private static void say(String line) {
    System.out.println("braid: " + line);
  }
}
